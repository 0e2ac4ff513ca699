// SPDX-License-Identifier: EUPL-1.2
// The keyboard on screen (ImGui cannot feed its own fields from one). Keys at least 11.5 mm, without dead
// space between them. A key that is held shows what else it can be; erasing repeats.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "app/core/visit.h"
#include "app/ui/frame.h"

namespace talt::ui {

/// Insert, Erase or MoveCaret for `field`. `languages` are the dialogue's: it offers their letters too. Node
/// ids: #key:a, #key:space, #key:erase, #key:shift, #key:symbols, #key:left, #key:right, #key:layout.
std::optional<core::Event> keyboard(Frame& frame, const Rect& area, const core::Field& field,
                                    const std::vector<core::Language>& languages);
struct KeyboardHeight {
  float least = 0;  // pixels
  float likes = 0;
};
KeyboardHeight keyboard_height(const Frame& frame);

/// A keypad of digits: 1..9, 0 and erase. Node ids: #pin:N, #pin:erase, or as `ids` begins. Digit or
/// EraseDigit.
std::optional<core::Event> keypad(Frame& frame, const Rect& area, std::string_view ids = "pin:");

}  // namespace talt::ui
