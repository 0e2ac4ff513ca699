// SPDX-License-Identifier: EUPL-1.2
// How a walk's codes are written, in exports, on command lines and in dialogue.toml, and read again. Pure;
// any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/walk/record.h"

namespace talt::receiver {

std::string name_of(core::walk::Verdict verdict);
std::string name_of(core::walk::Status status);
std::string name_of(core::walk::Outcome outcome);  // unknown: empty, as the next three
std::string name_of(core::walk::Sense sense);
std::string name_of(core::walk::PlacedBy placed_by);
std::string name_of(core::walk::Weather weather);
std::string name_of(core::walk::Light light);
std::string name_of(core::walk::Act act);

std::optional<core::walk::Status> status_of(std::string_view name);
const std::vector<std::string>& status_names();

/// YYYY-MM-DD, and nothing but a day of the calendar.
std::optional<core::Date> date_of(std::string_view text);
std::string text_of(const core::Date& date);

/// A walk as people name it: its code, or DIALOGUE/CODE where two dialogues have the same.
struct WalkName {
  std::string dialogue;  // an id; empty: whichever it is
  core::walk::Code code = 0;
};
std::optional<WalkName> walk_name_of(std::string_view text);
std::string code_text(core::walk::Code code);  // six digits
std::string text_of(const WalkName& walk);

}  // namespace talt::receiver
