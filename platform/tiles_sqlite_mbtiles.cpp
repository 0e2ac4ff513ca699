// SPDX-License-Identifier: EUPL-1.2
// MBTiles: tables metadata(name, value) and tiles(zoom_level, tile_column, tile_row, tile_data), rows counted
// from the south (TMS), on the grid of the web (EPSG:3857, the world as one square at zoom 0).
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "platform/tiles_sqlite.h"

namespace talt::platform {
namespace {

constexpr int zoom_limit = 24;

std::map<std::string, std::string> metadata_of(const MapDatabase& database) {
  std::map<std::string, std::string> metadata;
  MapQuery query(database, "SELECT name, value FROM metadata LIMIT 1000");
  while (query.next() == SQLITE_ROW) metadata[query.text(0)] = query.text(1);
  return metadata;
}

/// "west,south,east,north" in degrees.
std::optional<TileBounds> parse_bounds(const std::string& text) {
  double sides[4] = {};
  const char* at = text.data();
  const char* end = at + text.size();
  for (double& side : sides) {
    while (at < end && (*at == ' ' || *at == ',')) ++at;
    const auto [next, error] = std::from_chars(at, end, side);
    if (error != std::errc() || !std::isfinite(side)) return std::nullopt;
    at = next;
  }
  const TileBounds bounds{std::clamp(sides[0], -180., 180.), std::clamp(sides[1], -85.0511, 85.0511),
                          std::clamp(sides[2], -180., 180.), std::clamp(sides[3], -85.0511, 85.0511)};
  if (bounds.west >= bounds.east || bounds.south >= bounds.north) return std::nullopt;
  return bounds;
}

/// The rectangle around the tiles of one zoom level.
TileBounds covered(const MapDatabase& database, int zoom) {
  MapQuery query(database,
                 "SELECT min(tile_column), max(tile_column), min(tile_row), max(tile_row) FROM tiles "
                 "WHERE zoom_level = ?1");
  if (!query.is_valid()) return {};
  query.bind(1, zoom);
  if (query.next() != SQLITE_ROW) return {};
  const double tile_m = 2 * half_world_m / std::exp2(zoom);
  const auto metres = [&](double tile) {
    return std::clamp(tile * tile_m - half_world_m, -half_world_m, half_world_m);
  };
  return {longitude_of(metres(query.number(0))), latitude_of(metres(query.number(2))),
          longitude_of(metres(query.number(1) + 1)), latitude_of(metres(query.number(3) + 1))};
}

/// What metadata says, as far as there are tiles at all; else where the sharpest ones lie.
TileBounds bounds_of(const MapDatabase& database, const std::string& said, const std::vector<int>& zooms) {
  const auto bounds = parse_bounds(said);
  if (!bounds) return covered(database, zooms.back());
  const TileBounds tiles = covered(database, zooms.front());
  const TileBounds both{std::max(bounds->west, tiles.west), std::max(bounds->south, tiles.south),
                        std::min(bounds->east, tiles.east), std::min(bounds->north, tiles.north)};
  const bool is_somewhere = both.west < both.east && both.south < both.north;
  return is_somewhere ? both : covered(database, zooms.back());
}

/// The zoom levels that have tiles; metadata is often missing and sometimes wrong.
std::vector<int> zooms_of(const MapDatabase& database) {
  std::vector<int> zooms;
  MapQuery query(database, "SELECT min(zoom_level) FROM tiles WHERE zoom_level > ?1");
  constexpr std::size_t zooms_max = 64;
  for (std::int64_t above = -1'000; query.is_valid() && zooms.size() < zooms_max; above = zooms.back()) {
    query.reset();
    query.bind(1, above);
    if (query.next() != SQLITE_ROW || query.is_null(0)) break;
    zooms.push_back(query.integer(0));
  }
  return zooms;
}

}  // namespace

core::Result<std::unique_ptr<TileSet>> open_mbtiles(const std::string& path,
                                                    std::unique_ptr<MapDatabase> database) {
  const auto metadata = metadata_of(*database);
  const auto said = [&](const char* name) {
    const auto found = metadata.find(name);
    return found == metadata.end() ? std::string() : found->second;
  };
  if (said("format") == "pbf" || said("format") == "mvt")
    return no_map(path, "its tiles are vectors, not pictures", export_anew);

  MapQuery samples(*database, "SELECT tile_data FROM tiles WHERE tile_data IS NOT NULL LIMIT 32");
  const auto tile_px = sampled_tile_px(path, samples);
  if (!tile_px) return tile_px.error();

  const std::vector<int> zooms = zooms_of(*database);
  if (zooms.empty()) return no_map(path, "the file is damaged", "copy it anew");
  if (zooms.front() < 0 || zooms.back() > zoom_limit)
    return no_map(path, "its zoom levels are outside of 0 to 24", export_anew);
  TileSetInfo info;
  for (const int zoom : zooms) {
    const double side = 1 / std::exp2(zoom);
    info.levels.push_back({0, 0, side, side, 1 << zoom, 1 << zoom, tile_px.value()});
  }
  info.bounds = bounds_of(*database, said("bounds"), zooms);
  return open_tile_table(std::move(database), "tiles", std::move(info), zooms, true);
}

}  // namespace talt::platform
