// SPDX-License-Identifier: EUPL-1.2
// The walk so far, on its map.
#include "app/ui/screens/walk/map.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {

Happened walk_tab_map(Page& page, const Rect& area) {
  Rect map = area;
  name_mapmaker(page, map);
  const WalkMapTouched touched = draw_walk_map(page, WalkView::Tab, map);
  if (touched.note) return core::walk::event::OpenNote{*touched.note};
  return {};
}

}  // namespace talt::ui
