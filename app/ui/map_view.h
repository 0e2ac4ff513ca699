// SPDX-License-Identifier: EUPL-1.2
// The map on screen: tiles or a picture with control points, moved by drag, pinch, wheel or buttons. Its view
// lies in UiState. One thread.
#pragma once

#include <imgui.h>

#include <optional>
#include <vector>

#include "app/core/dialogue.h"
#include "app/core/geo.h"
#include "app/ui/frame.h"

namespace talt::ui {

/// What the map is drawn in: pixels of the picture, or of the world drawn 256 pixels wide. One such pixel is
/// 2^zoom pixels of the screen.
struct MapPlane {
  std::optional<core::Affine> picture;       // pixels to the mercator square; nothing: tiles
  core::PlanePoint upper_left, lower_right;  // of the map's own content
  double zoom_most = 0;

  core::PlanePoint of(core::LatLon place) const;
  core::LatLon place(core::PlanePoint point) const;
};
/// Nothing where the map could not be opened or its control points tie nothing.
std::optional<MapPlane> plane_of(Textures& textures, const core::Dialogue& dialogue, std::size_t map);

/// Where the map's three buttons stand at its end: under each other, or with less height beside each other.
std::vector<Rect> button_places(const Frame& frame, const Rect& area);
/// What they leave of the map's area.
Rect free_of_buttons(const Frame& frame, Rect area);

/// The view on the plane: which point stands in the middle of what is free of buttons, and how large.
struct MapLook {
  Rect area;
  Rect free;
  core::PlanePoint middle;
  double zoom = 0;

  ImVec2 on_screen(core::PlanePoint point) const;
  core::PlanePoint on_plane(ImVec2 at) const;
};
/// The whole map within what is free of `area` until a person has moved it; never beyond its content.
MapLook look_of(const Frame& frame, const MapPlane& plane, const MapView& view, const Rect& area);
void keep(MapView& view, const MapPlane& plane, MapLook look);
MapLook zoomed(MapLook look, const MapPlane& plane, double by, ImVec2 about);

/// Which map, and whose view on it: views are kept apart by `view`. Without a map: a plain plan.
struct MapShown {
  std::size_t view = 0;
  std::optional<std::size_t> map;
};
/// Draws the map and follows fingers and wheel. Returns where it was tapped.
std::optional<core::LatLon> map_view(Frame& frame, const core::Dialogue& dialogue, const MapShown& shown,
                                     const MapPlane& plane, const Rect& area);
/// The map of a question.
std::optional<core::LatLon> map_view(Frame& frame, const core::Dialogue& dialogue, std::size_t question,
                                     const MapPlane& plane, const Rect& area);

/// Where a place lies on screen, for a question whose map is shown in `area`; nothing where it is outside.
std::optional<ImVec2> place_on_screen(Frame& frame, const core::Dialogue& dialogue, std::size_t question,
                                      const Rect& area, core::LatLon place);

}  // namespace talt::ui
