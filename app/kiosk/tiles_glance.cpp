// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/tiles_glance.h"

#include <algorithm>
#include <cmath>

#include "app/core/geo.h"
#include "platform/pictures.h"

namespace talt::kiosk {

namespace {

constexpr int tiles_decoded_max = 400;
constexpr int tiles_asked_max = 20'000;  // a map with holes has more places than tiles

void glance_at(platform::TileSet& tiles, std::size_t level, int x, int y, TilesSeen& seen) {
  constexpr int glance_px = 32;
  const auto note = [&](const core::Error& error) {
    const long zoom = std::lround(-std::log2(tiles.info().levels[level].tile_width));  // as map makers count
    if (seen.broken++ == 0)
      seen.example = std::to_string(zoom) + "/" + std::to_string(x) + "/" + std::to_string(y) + ": " +
                     (error.why.empty() ? error.what : error.why);
  };
  const auto tile = tiles.tile(level, x, y);
  if (tile && !*tile) return;
  ++seen.tiles;
  if (!tile) return note(tile.error());
  if (const auto image = platform::decode_picture(**tile, glance_px); !image) note(image.error());
}

}  // namespace

TilesSeen glance_at_tiles(platform::TileSet& tiles) {
  TilesSeen seen;
  int asked = 0;
  const auto& info = tiles.info();
  const auto first = core::to_mercator({info.bounds.north, info.bounds.west});
  const auto last = core::to_mercator({info.bounds.south, info.bounds.east});
  for (std::size_t level = 0; level < info.levels.size(); ++level) {
    const core::TileGrid& grid = info.levels[level];
    const auto index = [](double at, double origin, double size, int count) {
      return static_cast<int>(
          std::clamp(std::floor((at - origin) / size), 0., static_cast<double>(count - 1)));
    };
    const auto column = [&](double at) { return index(at, grid.x, grid.tile_width, grid.columns); };
    const auto row = [&](double at) { return index(at, grid.y, grid.tile_height, grid.rows); };
    for (int y = row(first.y); y <= row(last.y); ++y)
      for (int x = column(first.x); x <= column(last.x); ++x) {
        if (++asked > tiles_asked_max || seen.tiles >= tiles_decoded_max) return seen;
        glance_at(tiles, level, x, y, seen);
      }
  }
  return seen;
}

}  // namespace talt::kiosk
