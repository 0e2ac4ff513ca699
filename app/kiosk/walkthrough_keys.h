// SPDX-License-Identifier: EUPL-1.2
// The names that walkthroughs give to keys: those beside the screen by what stands on them (Right, Enter),
// those on the screen by their character or id (a, å, 7, space, shift). Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/core/input_event.h"

namespace talt::kiosk {

bool is_key_name(std::string_view name);
/// A key that every keyboard has, whatever the letters.
std::optional<core::input::Key> named_key(std::string_view name);
/// What the key with this name on the screen's keyboard is called in its id; empty where it can be on none.
std::string key_on_screen(std::string_view name);
/// The character that the key writes; empty where it writes none.
std::string character_of(std::string_view name);

}  // namespace talt::kiosk
