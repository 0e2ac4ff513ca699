// SPDX-License-Identifier: EUPL-1.2
// Looks at a map's tiles before the day: which of them cannot be shown. One thread.
#pragma once

#include <string>

#include "platform/tiles.h"

namespace talt::kiosk {

struct TilesSeen {
  int tiles = 0;
  int broken = 0;
  std::string example;  // "12/2211/1139: why"
};

/// Decodes the map's tiles from the widest zoom level on, at most some hundreds of them.
TilesSeen glance_at_tiles(platform::TileSet& tiles);

}  // namespace talt::kiosk
