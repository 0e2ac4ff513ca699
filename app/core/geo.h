// SPDX-License-Identifier: EUPL-1.2
// Places on maps: WGS 84 degrees, the plane that web maps are drawn in (EPSG:3857, as a unit square with its
// origin in the north-west), and pictures tied to it by control points. Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "app/core/dialogue.h"

namespace talt::core {

struct LatLon {
  double lat = 0, lon = 0;  // degrees, WGS 84
};
struct PlanePoint {
  double x = 0, y = 0;
};

/// 0 to 1 from west to east and from north to south; latitudes are bounded to 85.0511.
PlanePoint to_mercator(LatLon place);
LatLon from_mercator(PlanePoint point);

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

}  // namespace talt::core
