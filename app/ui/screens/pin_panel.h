// SPDX-License-Identifier: EUPL-1.2
// Beside the map: what the pins are about, the pins themselves, and places by name.
#pragma once

#include <imgui.h>

#include "app/ui/screens/page.h"

namespace talt::ui {

struct PinPanel {
  Happened happened;
  std::optional<ImVec2> nudge;  // the selected pin is to move by this, millimetres of the screen
};
PinPanel pin_panel(Page& page, const core::Question& question, const core::PinDraft& draft, const Rect& area,
                   bool has_map);

}  // namespace talt::ui
