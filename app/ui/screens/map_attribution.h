// SPDX-License-Identifier: EUPL-1.2
// Who drew a map.
#pragma once

#include "app/ui/screens/page.h"

namespace talt::ui {

/// Whoever drew the map is named whenever it shows: over all the width, in as many lines as that needs.
/// Cut off the bottom of `area`.
void draw_attribution(Page& page, const core::Map& map, Rect& area, float height_max);

}  // namespace talt::ui
