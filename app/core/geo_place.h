// SPDX-License-Identifier: EUPL-1.2
// A place on the earth. Plain value.
#pragma once

namespace talt::core {

struct LatLon {
  double lat = 0, lon = 0;  // degrees, WGS 84
  bool operator==(const LatLon&) const = default;
};

}  // namespace talt::core
