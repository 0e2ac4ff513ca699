// SPDX-License-Identifier: EUPL-1.2
// What part of the earth the walk's map shows, and where on the drawing a place lies. Pure.
#pragma once

#include <optional>

#include "app/core/geo.h"
#include "sync/receiver/protocol/story.h"

namespace talt::receiver::protocol {

/// In the mercator plane, which turns no angles: over a walk it is as good as any.
struct MapFrame {
  core::PlanePoint corner;  // the upper left
  double scale = 1;         // units of the drawing for one of the plane
  double width = 1000, height = 700;
  double units_per_metre = 1;

  core::PlanePoint on_drawing(core::PlanePoint of_plane) const {
    return {(of_plane.x - corner.x) * scale, (of_plane.y - corner.y) * scale};
  }
  core::PlanePoint on_drawing(core::LatLon place) const { return on_drawing(core::to_mercator(place)); }
  bool shows(core::LatLon place) const;
};

/// Round everything that was seen, walked and planned; what lies far from all the rest (a fix gone wrong)
/// does not stretch it. Nothing where no position is known.
std::optional<MapFrame> frame_of(const Story& story);

/// A round length in metres for the scale's bar: about a fifth of the width.
double bar_metres(const MapFrame& frame);

}  // namespace talt::receiver::protocol
