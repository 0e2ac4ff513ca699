// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/protocol/map_background.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/core/picture_header.h"
#include "platform/files.h"
#include "platform/tiles.h"

namespace talt::receiver::protocol {

using core::Affine;
using core::Result;

namespace {

constexpr int tiles_across_max = 8;  // of 256 pixels: sharp on paper, and not a folder full of files
constexpr std::size_t picture_bytes_max = 64 * 1024 * 1024;

struct TileRange {
  int first_column = 0, last_column = -1, first_row = 0, last_row = -1;
  bool is_fine() const {
    return last_column - first_column < tiles_across_max && last_row - first_row < 2 * tiles_across_max;
  }
};

TileRange range_of(const core::TileGrid& grid, const MapFrame& frame) {
  const auto index = [](double at, double size, int count) {
    return static_cast<int>(std::clamp(std::floor(at / size), -1.0, static_cast<double>(count)));
  };
  const double west = frame.corner.x - grid.x, north = frame.corner.y - grid.y;
  return {std::max(0, index(west, grid.tile_width, grid.columns)),
          std::min(grid.columns - 1, index(west + frame.width / frame.scale, grid.tile_width, grid.columns)),
          std::max(0, index(north, grid.tile_height, grid.rows)),
          std::min(grid.rows - 1, index(north + frame.height / frame.scale, grid.tile_height, grid.rows))};
}

Affine placed(const core::TileGrid& grid, int column, int row, const core::PictureHeader& header,
              const MapFrame& frame) {
  const auto corner =
      frame.on_drawing(core::PlanePoint{grid.x + column * grid.tile_width, grid.y + row * grid.tile_height});
  return {grid.tile_width * frame.scale / header.width,   0,       corner.x, 0,
          grid.tile_height * frame.scale / header.height, corner.y};
}

Result<void> take_tiles(const std::string& path, const MapFrame& frame, Pictures& pictures,
                        MapBackground& background) {
  const auto tiles = platform::open_tiles(path);
  if (!tiles) return tiles.error();
  const auto& levels = (*tiles)->info().levels;
  std::size_t level = 0;
  for (std::size_t i = 0; i < levels.size(); ++i)
    if (range_of(levels[i], frame).is_fine()) level = i;
  const auto range = range_of(levels[level], frame);
  for (int row = range.first_row; row <= range.last_row; ++row)
    for (int column = range.first_column; column <= range.last_column; ++column) {
      const auto tile = (*tiles)->tile(level, column, row);
      if (!tile) return tile.error();
      if (!*tile) continue;
      const auto header = core::picture_header(**tile);
      if (!header) continue;
      const bool is_jpeg = header->format == core::PictureFormat::Jpeg;
      const auto name = "map-" + std::to_string(column) + "-" + std::to_string(row) +
                        (is_jpeg                                       ? ".jpg"
                         : header->format == core::PictureFormat::WebP ? ".webp"
                                                                       : ".png");
      const auto href = pictures.put(name, **tile);
      if (!href) return href.error();
      background.pictures.push_back(
          {*href, header->width, header->height, placed(levels[level], column, row, *header, frame)});
    }
  return {};
}

Result<void> take_picture(const core::Map& map, const std::string& path, const MapFrame& frame,
                          Pictures& pictures, MapBackground& background) {
  const auto to_plane = core::fit(map.control_points);
  if (!to_plane) return {};
  const auto content = platform::read_file(path, picture_bytes_max);
  if (!content) return content.error();
  const auto header = core::picture_header(*content);
  if (!header)
    return core::Error{"cannot read the map " + path, "it is no PNG, JPEG or WebP", "check the dialogue"};
  const auto href = pictures.copy(path, "map-0");
  if (!href) return href.error();
  if (!*href) return {};
  const auto& a = *to_plane;
  const auto origin = frame.on_drawing(core::PlanePoint{a.c, a.f});
  background.pictures.push_back({**href, header->width, header->height,
                                 Affine{a.a * frame.scale, a.b * frame.scale, origin.x, a.d * frame.scale,
                                        a.e * frame.scale, origin.y}});
  return {};
}

}  // namespace

Result<MapBackground> background_of(const core::Dialogue& dialogue, const std::string& dialogue_folder,
                                    const MapFrame& frame, Pictures& pictures) {
  MapBackground background;
  if (!dialogue.walk || !dialogue.walk->map || *dialogue.walk->map >= dialogue.maps.size()) return background;
  const auto& map = dialogue.maps[*dialogue.walk->map];
  const auto path = dialogue_folder + "/" + map.file;
  background.attribution = map.attribution;
  const auto taken = map.kind == core::MapKind::Picture ? take_picture(map, path, frame, pictures, background)
                                                        : take_tiles(path, frame, pictures, background);
  if (!taken) return taken.error();
  return background;
}

}  // namespace talt::receiver::protocol
