// SPDX-License-Identifier: EUPL-1.2
// MBTiles: tables metadata(name, value) and tiles(zoom_level, tile_column, tile_row, tile_data), rows counted
// from the south (TMS). GeoPackage: gpkg_contents names a table of tiles, gpkg_tile_matrix_set its bounds in
// metres, gpkg_tile_matrix the grid of each zoom level, rows counted from the north. A grid is used where it
// lies on the tiles of the web (EPSG:3857, the world as one square at zoom 0).
#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <numbers>

#include "app/core/picture_header.h"
#include "platform/tiles.h"

namespace talt::platform {
namespace {

constexpr int zoom_limit = 24;
constexpr int tile_bytes_max = 8 * 1024 * 1024;
constexpr double half_world_m = 20'037'508.342789244;

class Database {
 public:
  explicit Database(const std::string& path) {
    // Immutable: a map on a read-only card opens too, and no journal is looked for beside it.
    std::string uri = "file:";
    for (const char c : path) {
      if (c == '?' || c == '#' || c == '%') {
        const char* digits = "0123456789abcdef";
        uri += '%';
        uri += digits[static_cast<unsigned char>(c) >> 4];
        uri += digits[static_cast<unsigned char>(c) & 15];
      } else {
        uri += c;
      }
    }
    uri += "?immutable=1";
    sqlite3_open_v2(uri.c_str(), &handle_, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                    nullptr);
    if (!handle_) return;
    sqlite3_limit(handle_, SQLITE_LIMIT_LENGTH, tile_bytes_max);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // A view in a hostile file may count for ever: ten million steps are more than any map needs.
    sqlite3_progress_handler(
        handle_, 10'000'000, [](void*) { return 1; }, nullptr);
  }
  ~Database() { sqlite3_close_v2(handle_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  sqlite3* get() const { return handle_; }
  std::string message() const { return handle_ ? sqlite3_errmsg(handle_) : "out of memory"; }

 private:
  sqlite3* handle_ = nullptr;
};

class Query {
 public:
  Query(const Database& database, const std::string& sql) {
    if (database.get()) sqlite3_prepare_v2(database.get(), sql.c_str(), -1, &statement_, nullptr);
  }
  ~Query() { sqlite3_finalize(statement_); }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  bool is_valid() const { return statement_ != nullptr; }
  void bind(int at, std::int64_t value) { sqlite3_bind_int64(statement_, at, value); }
  void bind(int at, const std::string& value) {
    sqlite3_bind_text(statement_, at, value.c_str(), -1, SQLITE_TRANSIENT);
  }
  /// SQLITE_ROW, SQLITE_DONE or an error.
  int next() { return statement_ ? sqlite3_step(statement_) : SQLITE_ERROR; }
  void reset() { sqlite3_reset(statement_); }
  std::string text(int column) const {
    const auto* value = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return value ? value : "";
  }
  double number(int column) const { return sqlite3_column_double(statement_, column); }
  int integer(int column) const { return sqlite3_column_int(statement_, column); }
  core::Bytes blob(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    return data ? core::Bytes(data, data + sqlite3_column_bytes(statement_, column)) : core::Bytes{};
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

core::Error no_map(const std::string& path, std::string why, std::string remedy) {
  return core::Error{"the map " + path + " cannot be used", std::move(why), std::move(remedy)};
}
constexpr const char* export_anew = "export it as MBTiles with PNG or JPEG tiles, for example from QGIS";

double longitude_of(double metres) {
  return metres / half_world_m * 180;
}
double latitude_of(double metres) {
  return std::atan(std::sinh(metres / half_world_m * std::numbers::pi)) * 180 / std::numbers::pi;
}

bool has_table(const Database& database, const std::string& name) {
  Query query(database, "SELECT 1 FROM sqlite_master WHERE name = ?1 AND type IN ('table', 'view')");
  if (!query.is_valid()) return false;
  query.bind(1, name);
  return query.next() == SQLITE_ROW;
}

/// Looks at some of the tiles: what they are, how large, and why they are no pictures where they are none.
core::Result<int> sampled_tile_px(const std::string& path, Query& samples) {
  std::string why = "it has no tiles";
  int code = SQLITE_DONE;
  while ((code = samples.next()) == SQLITE_ROW) {
    const core::Bytes data = samples.blob(0);
    if (const auto header = core::picture_header(data)) {
      if (header->width == header->height && header->width >= 64 && header->width <= 1024)
        return header->width;
      why = "its tiles are not square pictures of 64 to 1024 pixels";
    } else if (data.size() > 2 && ((data[0] == 0x1F && data[1] == 0x8B) || data[0] == 0x1A)) {
      why = "its tiles are vectors, not pictures";
    } else if (!data.empty()) {
      why = "its tiles are no PNG, JPEG or WebP";
    }
  }
  if (code != SQLITE_DONE) why = "the file is damaged";
  return no_map(path, why, export_anew);
}

// ---- MBTiles

class MbTiles final : public TileSet {
 public:
  MbTiles(std::unique_ptr<Database> database, TileSetInfo info)
      : database_(std::move(database)),
        info_(std::move(info)),
        query_(*database_,
               "SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3") {}

  const TileSetInfo& info() const override { return info_; }

  core::Result<std::optional<core::Bytes>> tile(int zoom, int x, int y) override {
    if (zoom < 0 || zoom > zoom_limit || x < 0 || y < 0 || x >> zoom != 0 || y >> zoom != 0)
      return std::optional<core::Bytes>();
    query_.reset();
    query_.bind(1, zoom);
    query_.bind(2, x);
    query_.bind(3, (1 << zoom) - 1 - y);
    const int code = query_.next();
    if (code == SQLITE_DONE) return std::optional<core::Bytes>();
    if (code != SQLITE_ROW)
      return core::Error{"a map tile cannot be read", database_->message(), "copy the map anew"};
    core::Bytes data = query_.blob(0);
    query_.reset();
    if (data.empty()) return std::optional<core::Bytes>();
    return std::optional<core::Bytes>(std::move(data));
  }

 private:
  std::unique_ptr<Database> database_;
  TileSetInfo info_;
  Query query_;
};

std::map<std::string, std::string> metadata_of(const Database& database) {
  std::map<std::string, std::string> metadata;
  Query query(database, "SELECT name, value FROM metadata LIMIT 1000");
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

/// Where metadata says nothing of use: the square that the tiles of the highest zoom level cover.
TileBounds covered(const Database& database, int zoom) {
  Query query(database,
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

core::Result<std::unique_ptr<TileSet>> open_mbtiles(const std::string& path,
                                                    std::unique_ptr<Database> database) {
  const auto metadata = metadata_of(*database);
  const auto said = [&](const char* name) {
    const auto found = metadata.find(name);
    return found == metadata.end() ? std::string() : found->second;
  };
  if (said("format") == "pbf" || said("format") == "mvt")
    return no_map(path, "its tiles are vectors, not pictures", export_anew);

  TileSetInfo info;
  Query samples(*database, "SELECT tile_data FROM tiles WHERE tile_data IS NOT NULL LIMIT 32");
  const auto tile_px = sampled_tile_px(path, samples);
  if (!tile_px) return tile_px.error();
  info.tile_px = tile_px.value();

  // What the tiles themselves say; metadata is often missing and sometimes wrong.
  Query zooms(*database, "SELECT min(zoom_level), max(zoom_level) FROM tiles");
  if (zooms.next() != SQLITE_ROW) return no_map(path, "the file is damaged", "copy it anew");
  info.zoom_min = zooms.integer(0);
  info.zoom_max = zooms.integer(1);
  if (info.zoom_min < 0 || info.zoom_max > zoom_limit)
    return no_map(path, "its zoom levels are outside of 0 to 24", export_anew);
  const auto bounds = parse_bounds(said("bounds"));
  info.bounds = bounds ? *bounds : covered(*database, info.zoom_max);
  info.attribution = said("attribution");
  return std::unique_ptr<TileSet>(std::make_unique<MbTiles>(std::move(database), std::move(info)));
}

// ---- GeoPackage

struct Grid {
  int level = 0;  // the table's own name for this zoom
  int first_x = 0;
  int first_y = 0;
};

std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + '"';
}

class GeoPackage final : public TileSet {
 public:
  GeoPackage(std::unique_ptr<Database> database, const std::string& table, TileSetInfo info,
             std::map<int, Grid> grids)
      : database_(std::move(database)),
        info_(std::move(info)),
        grids_(std::move(grids)),
        query_(*database_, "SELECT tile_data FROM " + quoted(table) +
                               " WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3") {}

  const TileSetInfo& info() const override { return info_; }

  core::Result<std::optional<core::Bytes>> tile(int zoom, int x, int y) override {
    const auto grid = grids_.find(zoom);
    if (grid == grids_.end()) return std::optional<core::Bytes>();
    query_.reset();
    query_.bind(1, grid->second.level);
    query_.bind(2, std::int64_t{x} - grid->second.first_x);
    query_.bind(3, std::int64_t{y} - grid->second.first_y);
    const int code = query_.next();
    if (code == SQLITE_DONE) return std::optional<core::Bytes>();
    if (code != SQLITE_ROW)
      return core::Error{"a map tile cannot be read", database_->message(), "copy the map anew"};
    core::Bytes data = query_.blob(0);
    query_.reset();
    if (data.empty()) return std::optional<core::Bytes>();
    return std::optional<core::Bytes>(std::move(data));
  }

 private:
  std::unique_ptr<Database> database_;
  TileSetInfo info_;
  std::map<int, Grid> grids_;
  Query query_;
};

struct Matrices {
  std::map<int, Grid> grids;  // by the web's zoom
  TileBounds bounds;
};

/// The zoom levels whose tiles are the web's own.
std::optional<Matrices> matrices_of(const Database& database, const std::string& table) {
  Query set(database, "SELECT min_x, min_y, max_x, max_y FROM gpkg_tile_matrix_set WHERE table_name = ?1");
  if (!set.is_valid()) return std::nullopt;
  set.bind(1, table);
  if (set.next() != SQLITE_ROW) return std::nullopt;
  const double west = set.number(0), north = set.number(3);
  Matrices found;
  Query levels(
      database,
      "SELECT zoom_level, pixel_x_size * tile_width, pixel_y_size * tile_height FROM gpkg_tile_matrix "
      "WHERE table_name = ?1 LIMIT 100");
  if (!levels.is_valid()) return std::nullopt;
  levels.bind(1, table);
  while (levels.next() == SQLITE_ROW) {
    const double width_m = levels.number(1), height_m = levels.number(2);
    if (!(width_m > 0) || std::abs(width_m / height_m - 1) > 1e-3) continue;
    const double zoom = std::log2(2 * half_world_m / width_m);
    const double x = (west + half_world_m) / width_m, y = (half_world_m - north) / height_m;
    const auto off_grid = [](double value) { return std::abs(value - std::round(value)) > 0.01; };
    if (!(zoom > -0.01 && zoom < zoom_limit + 0.01) || off_grid(zoom) || off_grid(x) || off_grid(y)) continue;
    found.grids[static_cast<int>(std::lround(zoom))] = {levels.integer(0), static_cast<int>(std::lround(x)),
                                                        static_cast<int>(std::lround(y))};
  }
  const auto within = [](double metres) { return std::clamp(metres, -half_world_m, half_world_m); };
  found.bounds = {longitude_of(within(west)), latitude_of(within(set.number(1))),
                  longitude_of(within(set.number(2))), latitude_of(within(north))};
  return found;
}

/// The contents' own extent, where it is given: the grid is often much larger than what is drawn.
std::optional<TileBounds> extent_of(const Database& database, const std::string& table) {
  Query query(database, "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?1");
  if (!query.is_valid()) return std::nullopt;
  query.bind(1, table);
  if (query.next() != SQLITE_ROW) return std::nullopt;
  const auto within = [&](int column) {
    return std::clamp(query.number(column), -half_world_m, half_world_m);
  };
  const TileBounds bounds{longitude_of(within(0)), latitude_of(within(1)), longitude_of(within(2)),
                          latitude_of(within(3))};
  if (!(bounds.west < bounds.east) || !(bounds.south < bounds.north)) return std::nullopt;
  return bounds;
}

core::Result<std::unique_ptr<TileSet>> open_geopackage(const std::string& path,
                                                       std::unique_ptr<Database> database) {
  Query contents(
      *database,
      "SELECT c.table_name, s.organization_coordsys_id FROM gpkg_contents c JOIN gpkg_spatial_ref_sys s "
      "ON s.srs_id = c.srs_id WHERE c.data_type = 'tiles' LIMIT 1");
  if (contents.next() != SQLITE_ROW)
    return no_map(path, "it has no picture tiles",
                  "export the map as tiles; layers of points or areas do not show");
  const std::string table = contents.text(0);
  const int system = contents.integer(1);
  if (system != 3857 && system != 900'913)
    return no_map(path, "its projection is EPSG:" + std::to_string(system),
                  "export it in EPSG:3857, for example from QGIS");
  auto matrices = matrices_of(*database, table);
  if (!matrices) return no_map(path, "the file is damaged", "copy it anew");
  if (matrices->grids.empty())
    return no_map(path, "its tiles do not lie on the grid of the web",
                  "export it in the grid of Google Maps");

  Query samples(*database,
                "SELECT tile_data FROM " + quoted(table) + " WHERE tile_data IS NOT NULL LIMIT 32");
  const auto tile_px = sampled_tile_px(path, samples);
  if (!tile_px) return tile_px.error();
  TileSetInfo info;
  info.tile_px = tile_px.value();
  info.zoom_min = matrices->grids.begin()->first;
  info.zoom_max = matrices->grids.rbegin()->first;
  info.bounds = extent_of(*database, table).value_or(matrices->bounds);
  return std::unique_ptr<TileSet>(
      std::make_unique<GeoPackage>(std::move(database), table, std::move(info), std::move(matrices->grids)));
}

}  // namespace

core::Result<std::unique_ptr<TileSet>> open_tiles(const std::string& path) {
  auto database = std::make_unique<Database>(path);
  Query any(*database, "SELECT count(*) FROM sqlite_master");
  if (any.next() != SQLITE_ROW)
    return no_map(path, "it is no MBTiles or GeoPackage file (" + database->message() + ")", export_anew);
  if (has_table(*database, "gpkg_contents")) return open_geopackage(path, std::move(database));
  if (has_table(*database, "tiles")) return open_mbtiles(path, std::move(database));
  return no_map(path, "it has no tiles", export_anew);
}

}  // namespace talt::platform
