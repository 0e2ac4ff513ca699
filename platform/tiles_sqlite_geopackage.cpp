// SPDX-License-Identifier: EUPL-1.2
// GeoPackage: gpkg_contents names a table of tiles, gpkg_tile_matrix_set its bounds in metres,
// gpkg_tile_matrix the grid of each zoom level, rows counted from the north. In EPSG:3857; the grid need not
// be that of the web.
#include <algorithm>
#include <cmath>
#include <optional>

#include "platform/tiles_sqlite.h"

namespace talt::platform {
namespace {

std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + '"';
}

struct Matrices {
  std::vector<core::TileGrid> levels;
  std::vector<int> names;
  TileBounds bounds;
};

double within_world(double metres) {
  return std::clamp(metres, -half_world_m, half_world_m);
}

std::optional<Matrices> matrices_of(const MapDatabase& database, const std::string& table) {
  MapQuery set(database, "SELECT min_x, min_y, max_x, max_y FROM gpkg_tile_matrix_set WHERE table_name = ?1");
  if (!set.is_valid()) return std::nullopt;
  set.bind(1, table);
  if (set.next() != SQLITE_ROW) return std::nullopt;
  const double west = set.number(0), north = set.number(3), world_m = 2 * half_world_m;
  Matrices found;
  MapQuery levels(database,
                  "SELECT zoom_level, pixel_x_size * tile_width, pixel_y_size * tile_height, matrix_width, "
                  "matrix_height, tile_width FROM gpkg_tile_matrix WHERE table_name = ?1 "
                  "ORDER BY pixel_x_size DESC LIMIT 64");
  if (!levels.is_valid()) return std::nullopt;
  levels.bind(1, table);
  while (levels.next() == SQLITE_ROW) {
    const core::TileGrid grid{(west + half_world_m) / world_m,
                              (half_world_m - north) / world_m,
                              levels.number(1) / world_m,
                              levels.number(2) / world_m,
                              levels.integer(3),
                              levels.integer(4),
                              levels.integer(5)};
    const bool is_finite = std::isfinite(grid.x) && std::isfinite(grid.y);
    const bool has_size = grid.tile_width > 1e-9 && grid.tile_height > 1e-9 && grid.tile_width <= 2 &&
                          grid.tile_height <= 2 && grid.columns > 0 && grid.rows > 0 && grid.tile_px > 0;
    if (!is_finite || !has_size) continue;
    found.levels.push_back(grid);
    found.names.push_back(levels.integer(0));
  }
  if (found.levels.empty()) return std::nullopt;
  found.bounds = {longitude_of(within_world(west)), latitude_of(within_world(set.number(1))),
                  longitude_of(within_world(set.number(2))), latitude_of(within_world(north))};
  return found;
}

/// The contents' own extent, where it is given: the grid is often much larger than what is drawn.
std::optional<TileBounds> extent_of(const MapDatabase& database, const std::string& table) {
  MapQuery query(database, "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?1");
  if (!query.is_valid()) return std::nullopt;
  query.bind(1, table);
  if (query.next() != SQLITE_ROW) return std::nullopt;
  const auto within = [&](int column) { return within_world(query.number(column)); };
  const TileBounds bounds{longitude_of(within(0)), latitude_of(within(1)), longitude_of(within(2)),
                          latitude_of(within(3))};
  if (!(bounds.west < bounds.east) || !(bounds.south < bounds.north)) return std::nullopt;
  return bounds;
}

bool is_web_mercator(int system) {
  return system == 3857 || system == 900'913 || system == 102'100 || system == 102'113;
}

/// As the person who exported the map knows it.
std::string projection_name(int system) {
  const std::string number = "EPSG:" + std::to_string(system);
  if (system == 3006) return "SWEREF 99 TM (" + number + ")";
  if (system >= 3007 && system <= 3018) return "a local zone of SWEREF 99 (" + number + ")";
  if (system == 3067) return "ETRS-TM35FIN (" + number + ")";
  if (system == 4326) return "WGS 84 in degrees (" + number + ")";
  return number;
}

/// The first table of tiles in EPSG:3857; without one, why the first of all cannot be used.
core::Result<std::string> usable_table(const std::string& path, const MapDatabase& database) {
  MapQuery contents(database,
                    "SELECT c.table_name, s.organization_coordsys_id FROM gpkg_contents c JOIN "
                    "gpkg_spatial_ref_sys s ON s.srs_id = c.srs_id WHERE c.data_type = 'tiles' LIMIT 100");
  std::optional<int> other;
  while (contents.next() == SQLITE_ROW) {
    if (is_web_mercator(contents.integer(1))) return contents.text(0);
    if (!other) other = contents.integer(1);
  }
  if (!other)
    return no_map(path, "it has no picture tiles",
                  "export the map as tiles; layers of points or areas do not show");
  return no_map(path, "its projection is " + projection_name(*other),
                "export it in EPSG:3857, for example from QGIS or by gdalwarp -t_srs EPSG:3857");
}

}  // namespace

core::Result<std::unique_ptr<TileSet>> open_geopackage(const std::string& path,
                                                       std::unique_ptr<MapDatabase> database) {
  const auto table = usable_table(path, *database);
  if (!table) return table.error();
  auto matrices = matrices_of(*database, table.value());
  if (!matrices) return no_map(path, "it does not say how its tiles lie", "export it anew");
  MapQuery samples(
      *database, "SELECT tile_data FROM " + quoted(table.value()) + " WHERE tile_data IS NOT NULL LIMIT 32");
  if (const auto tile_px = sampled_tile_px(path, samples); !tile_px) return tile_px.error();
  TileSetInfo info;
  info.levels = std::move(matrices->levels);
  info.bounds = extent_of(*database, table.value()).value_or(matrices->bounds);
  return open_tile_table(std::move(database), quoted(table.value()), std::move(info),
                         std::move(matrices->names), false);
}

}  // namespace talt::platform
