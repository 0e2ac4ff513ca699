// SPDX-License-Identifier: EUPL-1.2
// A dialogue's folder as it lies on disk: `dialogue.toml` with the pictures and maps that it names. Any
// thread.
#pragma once

#include <string>

#include "app/core/dialogue_parse.h"

namespace talt::kiosk {

/// How closely pictures are looked at. A start reads their headers only, so that it takes no time; `talt
/// check` decodes them.
enum class Look { Headers, Whole };

/// The dialogue, or every fault at once: those of the file and those of what it names, by line. Warnings go
/// with either.
core::ParsedDialogue load_dialogue(const std::string& folder, Look look = Look::Headers);

}  // namespace talt::kiosk
