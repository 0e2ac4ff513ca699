// SPDX-License-Identifier: EUPL-1.2
// Raster map tiles from MBTiles or GeoPackage files (EPSG:3857, 256 or 512 px), by SQLite, read-only.
// Tile numbers are XYZ (row 0 in the north). One thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/core/bytes.h"
#include "app/core/result.h"

namespace talt::platform {

struct TileBounds {
  double west = -180, south = -85.0511, east = 180, north = 85.0511;
};
struct TileSetInfo {
  int zoom_min = 0;
  int zoom_max = 0;
  int tile_px = 256;
  TileBounds bounds;
  std::string attribution;
};

class TileSet {
 public:
  virtual ~TileSet() = default;
  virtual const TileSetInfo& info() const = 0;
  /// The encoded picture; nothing where the map has no such tile.
  virtual core::Result<std::optional<core::Bytes>> tile(int zoom, int x, int y) = 0;
};

/// Fails, naming the file and what to do, where it is not such a map (vector tiles, another projection,
/// damaged).
core::Result<std::unique_ptr<TileSet>> open_tiles(const std::string& path);

}  // namespace talt::platform
