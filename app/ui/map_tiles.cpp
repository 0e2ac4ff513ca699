// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/map_tiles.h"

#include <algorithm>
#include <cmath>

namespace talt::ui {
namespace {

constexpr int tiles_a_side_max = 48;    // of one frame: a map drawn from far away would need too many
constexpr int tile_side_least_px = 16;  // smaller than this nobody sees a tile's content

struct Cell {
  int column = 0;
  int row = 0;
};

core::PlanePoint corner(const core::TileGrid& grid, int column, int row) {
  return {(grid.x + column * grid.tile_width) * world_px, (grid.y + row * grid.tile_height) * world_px};
}

Cell cell_at(const core::TileGrid& grid, core::PlanePoint point) {
  const auto index = [](double at, double origin, double size, int count) {
    const double cell = std::floor((at / world_px - origin) / size);
    return static_cast<int>(std::clamp(cell, 0., static_cast<double>(count - 1)));
  };
  return {index(point.x, grid.x, grid.tile_width, grid.columns),
          index(point.y, grid.y, grid.tile_height, grid.rows)};
}

std::size_t level_for(const std::vector<core::TileGrid>& levels, double zoom) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < levels.size(); ++i)
    if (std::abs(sharpest_zoom(levels[i]) - zoom) <= std::abs(sharpest_zoom(levels[best]) - zoom)) best = i;
  return best;
}

class TilePainter {
 public:
  TilePainter(Frame& frame, std::size_t map, const std::vector<core::TileGrid>& levels, const MapLook& look)
      : frame_(frame), map_(map), levels_(levels), look_(look) {}

  void draw(std::size_t level, Cell cell) {
    const core::TileGrid& grid = levels_[level];
    const core::PlanePoint from = corner(grid, cell.column, cell.row);
    const core::PlanePoint to = corner(grid, cell.column + 1, cell.row + 1);
    const Texture tile = frame_.textures.tile(map_, level, cell.column, cell.row, side_for(grid));
    if (!tile.is_none()) return paint(tile, from, to, tile.uv_min, tile.uv_max);
    for (std::size_t coarser = level; coarser-- > 0;)
      if (draw_part(coarser, from, to)) return;
  }

 private:
  /// Shown smaller than it is, a tile is kept smaller: halved until it is no more than twice too large.
  int side_for(const core::TileGrid& grid) const {
    const double shown = grid.tile_width * world_px * std::exp2(look_.zoom);
    int side = grid.tile_px;
    while (side / 2 >= std::max<double>(shown, tile_side_least_px)) side /= 2;
    return side;
  }

  /// What the level has between these corners, where one of its tiles has it all.
  bool draw_part(std::size_t level, core::PlanePoint from, core::PlanePoint to) {
    const core::TileGrid& grid = levels_[level];
    const Cell cell = cell_at(grid, {(from.x + to.x) / 2, (from.y + to.y) / 2});
    const core::PlanePoint upper = corner(grid, cell.column, cell.row);
    const core::PlanePoint lower = corner(grid, cell.column + 1, cell.row + 1);
    const double slack = (to.x - from.x) * 0.01;
    const bool has_all = from.x >= upper.x - slack && from.y >= upper.y - slack && to.x <= lower.x + slack &&
                         to.y <= lower.y + slack;
    if (!has_all) return false;
    const Texture tile = frame_.textures.tile(map_, level, cell.column, cell.row, grid.tile_px);
    if (tile.is_none()) return false;
    const auto share = [](double at, double low, double high, float uv_low, float uv_high) {
      return uv_low + static_cast<float>(std::clamp((at - low) / (high - low), 0., 1.)) * (uv_high - uv_low);
    };
    const ImVec2 uv_min{share(from.x, upper.x, lower.x, tile.uv_min.x, tile.uv_max.x),
                        share(from.y, upper.y, lower.y, tile.uv_min.y, tile.uv_max.y)};
    const ImVec2 uv_max{share(to.x, upper.x, lower.x, tile.uv_min.x, tile.uv_max.x),
                        share(to.y, upper.y, lower.y, tile.uv_min.y, tile.uv_max.y)};
    paint(tile, from, to, uv_min, uv_max);
    return true;
  }

  /// In whole pixels, so that neighbours meet without a seam.
  void paint(const Texture& tile, core::PlanePoint from, core::PlanePoint to, ImVec2 uv_min, ImVec2 uv_max) {
    const ImVec2 a = look_.on_screen(from), b = look_.on_screen(to);
    frame_.list->AddImage(tile.id, {std::floor(a.x), std::floor(a.y)}, {std::floor(b.x), std::floor(b.y)},
                          uv_min, uv_max);
  }

  Frame& frame_;
  std::size_t map_;
  const std::vector<core::TileGrid>& levels_;
  const MapLook& look_;
};

}  // namespace

double sharpest_zoom(const core::TileGrid& level) {
  return std::log2(level.tile_px / (level.tile_width * world_px));
}

void draw_tiles(Frame& frame, std::size_t map, const MapPlane& plane, const MapLook& look) {
  const MapInfo* info = frame.textures.map(map);
  if (!info || info->levels.empty()) return;
  const std::size_t level = level_for(info->levels, look.zoom);
  const core::TileGrid& grid = info->levels[level];
  const core::PlanePoint seen_from = look.on_plane(look.area.min());
  const core::PlanePoint seen_to = look.on_plane(look.area.max());
  const Cell first =
      cell_at(grid, {std::max(seen_from.x, plane.upper_left.x), std::max(seen_from.y, plane.upper_left.y)});
  Cell last =
      cell_at(grid, {std::min(seen_to.x, plane.lower_right.x), std::min(seen_to.y, plane.lower_right.y)});
  last.column = std::min(last.column, first.column + tiles_a_side_max - 1);
  last.row = std::min(last.row, first.row + tiles_a_side_max - 1);
  TilePainter painter(frame, map, info->levels, look);
  for (int row = first.row; row <= last.row; ++row)
    for (int column = first.column; column <= last.column; ++column) painter.draw(level, {column, row});
}

}  // namespace talt::ui
