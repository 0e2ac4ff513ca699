// SPDX-License-Identifier: EUPL-1.2
// A dialogue in four scripts with one question on a tiled map, written for the measurement of memory.
#pragma once

#include <string>

namespace talt::bench {

/// Swedish, Arabic, Ukrainian and Tigrinya; a map of 256-pixel tiles, two levels, each tile another picture.
void write_memory_dialogue(const std::string& folder);

}  // namespace talt::bench
