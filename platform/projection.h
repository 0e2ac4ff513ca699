// SPDX-License-Identifier: EUPL-1.2
// From WGS 84 to SWEREF 99 TM, the plane that Swedish municipalities draw their maps in (EPSG:4326 to
// EPSG:3006). WGS 84 as satellites give it and SWEREF 99 agree to less than a metre, which is finer than a
// fix: they are taken as the same, as EPSG does ("SWEREF99 to WGS 84 (1)"). One thread.
#pragma once

#include <memory>

#include "app/core/geo_place.h"
#include "app/core/result.h"
#include "platform/geopackage.h"

namespace talt::platform {

class Projection {
 public:
  virtual ~Projection() = default;
  /// Metres to the east and to the north. Fails where the place lies too far from Sweden for that plane.
  virtual core::Result<GeoXY> to_plane(core::LatLon place) = 0;
};

/// Fails where the library's list of systems (Debian: proj-data) is not there.
core::Result<std::unique_ptr<Projection>> open_sweref99tm();

}  // namespace talt::platform
