// SPDX-License-Identifier: EUPL-1.2
// What lies on a walk's map, from the ground up.
#pragma once

#include <optional>

#include "app/ui/map_view.h"
#include "app/ui/screens/page.h"

namespace talt::ui {

void draw_route(Page& page, const MapPlane& plane, const MapLook& look);
void draw_trail(Page& page, const MapPlane& plane, const MapLook& look);
void draw_stops(Page& page, const MapPlane& plane, const MapLook& look);
/// Where we are, within the circle that the position is sure of.
void draw_here(Page& page, const MapPlane& plane, const MapLook& look);
/// The place of the note at hand.
void draw_marked(Page& page, ImVec2 at);
/// How long a stretch of ground is.
void draw_scale(Page& page, const MapPlane& plane, const MapLook& look);

struct NoteTouched {
  std::optional<std::size_t> opened;  // index of the note
  std::optional<ImVec2> closer;       // several lie here: look closer at this point of the screen
};
/// Notes by their verdict. One that stands alone can be tapped where `to_open`; of several too close to each
/// other the mark leads closer.
NoteTouched draw_notes(Page& page, const MapPlane& plane, const MapLook& look, bool to_open);

}  // namespace talt::ui
