// SPDX-License-Identifier: EUPL-1.2
// Which thing on screen a walkthrough means, and where a finger would meet it. Pure: reads the list of what
// is on screen.
#pragma once

#include <imgui.h>

#include <optional>
#include <string>

#include "app/core/result.h"
#include "app/ui/semantics.h"

namespace talt::kiosk {

/// What can be pressed under this "#id" or name. Of a name: first what is called exactly so, then what is
/// called so with something appended (a count, a language's tag); what shows goes before what is scrolled
/// away. Fails where there is none, or several of the same rank.
core::Result<ui::Node> find_to_press(const ui::Semantics& semantics, const std::string& target);

/// Is it there to be seen or read, perhaps after scrolling: the thing with this "#id", or these words in any
/// name or value?
bool is_there(const ui::Semantics& semantics, const std::string& target);

/// A point of the node that nothing drawn later covers; nothing where all of it is covered. `cover` is told
/// what lies over its middle.
std::optional<ImVec2> free_point(const ui::Semantics& semantics, const ui::Node& node, std::string& cover);
/// What can be pressed at this point, drawn last; null where nothing can.
const ui::Node* pressed_at(const ui::Semantics& semantics, ImVec2 at);

}  // namespace talt::kiosk
