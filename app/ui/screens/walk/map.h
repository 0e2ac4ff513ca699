// SPDX-License-Identifier: EUPL-1.2
// The map of a walk: its route and stops, the track so far, where we are, what was noted where. Where the
// dialogue has no map, a plain plan is drawn from the coordinates, with a scale.
#pragma once

#include <optional>

#include "app/ui/map_view.h"
#include "app/ui/screens/page.h"

namespace talt::ui {

/// Views that are remembered apart: the tab's, and that of the note being placed.
enum class WalkView : std::uint8_t { Tab, Placing };

struct WalkMap {
  MapShown shown;
  MapPlane plane;
};
WalkMap walk_map(Textures& textures, const core::Dialogue& dialogue, const core::walk::Walk& walk,
                 WalkView view);

/// Draws it into `area` and follows fingers. Returns where it was tapped. `marked` is a place to be marked.
struct WalkMapTouched {
  std::optional<core::LatLon> tapped;
  std::optional<std::size_t> note;  // a note's mark was tapped: its index
};
WalkMapTouched draw_walk_map(Page& page, WalkView view, const Rect& area,
                             std::optional<core::LatLon> marked = {});

/// Whoever drew the dialogue's map is named below it: cut off `area`.
void name_mapmaker(Page& page, Rect& area);

/// Where a place lies on the walk's map that is shown in `area`; nothing where it is outside of the map or of
/// what shows of it.
std::optional<ImVec2> place_on_walk(Frame& frame, const core::State& state, const core::Dialogue& dialogue,
                                    const Rect& area, core::LatLon place);

/// What walks remember of maps for as long as a screen shows.
void forget_view(UiState& state, WalkView view);

}  // namespace talt::ui
