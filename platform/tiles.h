// SPDX-License-Identifier: EUPL-1.2
// Raster map tiles from MBTiles or GeoPackage files (EPSG:3857), by SQLite, read-only. Levels of detail are
// counted from the coarsest, columns from the west, rows from the north. One thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/bytes.h"
#include "app/core/geo.h"
#include "app/core/result.h"

namespace talt::platform {

struct TileBounds {
  double west = -180, south = -85.0511, east = 180, north = 85.0511;
};
struct TileSetInfo {
  std::vector<core::TileGrid> levels;  // the coarsest first, at least one
  TileBounds bounds;
};

class TileSet {
 public:
  virtual ~TileSet() = default;
  virtual const TileSetInfo& info() const = 0;
  /// The encoded picture; nothing where the map has no such tile.
  virtual core::Result<std::optional<core::Bytes>> tile(std::size_t level, int column, int row) = 0;
};

/// Fails, naming the file and what to do, where it is not such a map (vector tiles, another projection,
/// damaged).
core::Result<std::unique_ptr<TileSet>> open_tiles(const std::string& path);

}  // namespace talt::platform
