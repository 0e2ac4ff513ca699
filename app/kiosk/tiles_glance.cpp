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

void glance_at(platform::TileSet& tiles, int zoom, int x, int y, TilesSeen& seen) {
  constexpr int glance_px = 32;
  const auto note = [&](const core::Error& error) {
    if (seen.broken++ == 0)
      seen.example = std::to_string(zoom) + "/" + std::to_string(x) + "/" + std::to_string(y) + ": " +
                     (error.why.empty() ? error.what : error.why);
  };
  const auto tile = tiles.tile(zoom, x, y);
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
  for (int zoom = info.zoom_min; zoom <= info.zoom_max; ++zoom) {
    const int across = 1 << zoom;
    const auto index = [across](double part) {
      return std::clamp(static_cast<int>(std::floor(part * across)), 0, across - 1);
    };
    const auto first = core::to_mercator({info.bounds.north, info.bounds.west});
    const auto last = core::to_mercator({info.bounds.south, info.bounds.east});
    for (int y = index(first.y); y <= index(last.y); ++y)
      for (int x = index(first.x); x <= index(last.x); ++x) {
        if (++asked > tiles_asked_max || seen.tiles >= tiles_decoded_max) return seen;
        glance_at(tiles, zoom, x, y, seen);
      }
  }
  return seen;
}

}  // namespace talt::kiosk
