// SPDX-License-Identifier: EUPL-1.2
// Places on maps: WGS 84 degrees, the plane that web maps are drawn in (EPSG:3857, as a unit square with its
// origin in the north-west), and pictures tied to it by control points. Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "app/core/dialogue.h"
#include "app/core/geo_place.h"

namespace talt::core {

struct PlanePoint {
  double x = 0, y = 0;
};

/// 0 to 1 from west to east and from north to south; latitudes are bounded to 85.0511.
PlanePoint to_mercator(LatLon place);
LatLon from_mercator(PlanePoint point);

/// One level of a map's detail: equal tiles laid on the mercator square, counted from its upper left.
struct TileGrid {
  double x = 0, y = 0;                     // the grid's upper left corner
  double tile_width = 1, tile_height = 1;  // of a tile, on the square
  int columns = 1, rows = 1;
  int tile_px = 256;  // a tile's picture is so wide
};

/// x' = a x + b y + c, y' = d x + e y + f.
struct Affine {
  double a = 1, b = 0, c = 0, d = 0, e = 1, f = 0;
  PlanePoint operator()(PlanePoint point) const;
  /// Nothing where it flattens the plane.
  std::optional<Affine> inverse() const;
};

/// From the picture's pixels to the mercator square, by least squares; nothing where there are fewer than
/// three points or they lie on one line.
std::optional<Affine> fit(const std::vector<ControlPoint>& points);
/// How far the worst control point lies from where the fit puts it, pixels.
double worst_misfit_px(const std::vector<ControlPoint>& points, const Affine& pixels_to_mercator);

struct Misfit {
  std::size_t point = 0;  // the one that agrees least with all others
  double metres = 0;      // how far it lies from where the others put it, or the fit where there are too few
  double part = 0;        // the fit's worst error as a part of the length that the points span in the picture
};
Misfit worst_misfit(const std::vector<ControlPoint>& points, const Affine& pixels_to_mercator);
/// True where the fit mirrors the picture, or makes it three times as long in one direction as in another.
bool is_out_of_shape(const Affine& pixels_to_mercator);

/// Along the ground, for short distances.
double metres_between(LatLon a, LatLon b);

}  // namespace talt::core
