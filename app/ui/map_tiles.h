// SPDX-License-Identifier: EUPL-1.2
// The tiles of a map, as far as they show. One thread.
#pragma once

#include <cstddef>

#include "app/core/geo.h"
#include "app/ui/map_view.h"

namespace talt::ui {

inline constexpr double world_px = 256;  // the plane of tiled maps

/// The zoom at which a pixel of the level is a pixel of the screen.
double sharpest_zoom(const core::TileGrid& level);
/// Draws the level nearest to the look's zoom; where a tile is missing, what a coarser level has there.
void draw_tiles(Frame& frame, std::size_t map, const MapPlane& plane, const MapLook& look);

}  // namespace talt::ui
