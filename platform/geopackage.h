// SPDX-License-Identifier: EUPL-1.2
// Writes a GeoPackage (OGC 12-128r19, version 1.3) with layers of points in EPSG:4326. One thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/core/result.h"

namespace talt::platform {

enum class GeoType { Text, Whole, Real };
struct GeoColumn {
  std::string name;
  GeoType type = GeoType::Text;
};
struct GeoLayer {
  std::string name, description;
  std::vector<GeoColumn> columns;  // beside fid and geom
};

class GeoPackage {
 public:
  virtual ~GeoPackage() = default;
  /// A point of that layer, by its place in the list; degrees; a field that is empty and no text is NULL.
  virtual core::Result<void> add(std::size_t layer, double lat, double lon,
                                 const std::vector<std::string>& fields) = 0;
  /// Everything is on the disk, at path + ".new", with nothing beside it; whoever asked renames it. One that
  /// is given up before leaves nothing behind.
  virtual core::Result<void> finish() = 0;
};
core::Result<std::unique_ptr<GeoPackage>> begin_geopackage(const std::string& path,
                                                           const std::vector<GeoLayer>& layers);

}  // namespace talt::platform
