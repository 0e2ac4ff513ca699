// SPDX-License-Identifier: EUPL-1.2
// The keyboard on screen (ImGui cannot feed its own fields from one), and a keyboard beside it. Keys at least
// 11.5 mm. Layouts: Swedish, English, Finnish, Arabic; other languages by their script.
#pragma once

#include <optional>
#include <string_view>

#include "app/core/visit.h"
#include "app/ui/frame.h"

namespace talt::ui {

/// Insert, Erase or MoveCaret for `field`, from the screen or from a keyboard beside it. Node ids: #key:a,
/// #key:space, #key:erase, #key:shift, #key:symbols, #key:left, #key:right, #key:layout.
std::optional<core::Event> keyboard(Frame& frame, const Rect& area, const core::Field& field);
/// What it wants to be high, pixels.
float keyboard_height(const Frame& frame);
/// What a typed text or key means for `field`; for fields shown without the keyboard.
std::optional<core::Event> typed(Frame& frame, const core::Field& field);
/// A keypad of digits: 1..9, 0 and erase. Node ids: #pin:N, #pin:erase. Digit or EraseDigit.
std::optional<core::Event> keypad(Frame& frame, const Rect& area);

}  // namespace talt::ui
