// SPDX-License-Identifier: EUPL-1.2
// Writes a GeoPackage (OGC 12-128r19, version 1.3) with layers of points or lines in EPSG:4326 or EPSG:3006.
// One thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/result.h"

namespace talt::platform {

/// Date: 2026-11-26. DateTime: 2026-11-26T18:02:03Z, in UTC.
enum class GeoType { Text, Whole, Real, Date, DateTime };
struct GeoColumn {
  std::string name;
  GeoType type = GeoType::Text;
};
enum class GeoShape { Point, Lines };
enum class GeoSystem { Wgs84, Sweref99Tm };
/// Longitude and latitude in degrees, or metres to the east and to the north: as the layer's system has it.
struct GeoXY {
  double x = 0, y = 0;
};
struct GeoLayer {
  std::string name, description;
  std::vector<GeoColumn> columns;  // beside fid and geom
  GeoShape shape = GeoShape::Point;
  GeoSystem system = GeoSystem::Wgs84;
};

class GeoPackage {
 public:
  virtual ~GeoPackage() = default;
  /// A point of that layer, by its place in the list, or a row that lies nowhere; a field that is empty
  /// is NULL.
  virtual core::Result<void> add(std::size_t layer, std::optional<GeoXY> at,
                                 const std::vector<std::string>& fields) = 0;
  /// Lines that are one row, each of two points or more.
  virtual core::Result<void> add_lines(std::size_t layer, const std::vector<std::vector<GeoXY>>& lines,
                                       const std::vector<std::string>& fields) = 0;
  /// Everything is on the disk, at path + ".new", with nothing beside it; whoever asked renames it. One that
  /// is given up before leaves nothing behind.
  virtual core::Result<void> finish() = 0;
};
core::Result<std::unique_ptr<GeoPackage>> begin_geopackage(const std::string& path,
                                                           const std::vector<GeoLayer>& layers);

}  // namespace talt::platform
