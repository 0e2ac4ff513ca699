// SPDX-License-Identifier: EUPL-1.2
// What the promise says, set as a leaflet: on the card that a visitor reads, and on the one that a walk's
// leader reads out.
#pragma once

#include "app/ui/screens/page.h"

namespace talt::ui {

/// In two columns where the screen lies, in one where it stands; in pages where it is longer, turned by
/// buttons in `strip`, or where that is too narrow in a strip of its own.
void draw_leaflet(Page& page, Rect area, Rect strip, float cap_mm = mm::cap_body);

}  // namespace talt::ui
