// SPDX-License-Identifier: EUPL-1.2
// What the files that read map files share: a database of outside origin, and a table of tiles in it. Not for
// others.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <vector>

#include "platform/tiles.h"

namespace talt::platform {

inline constexpr int tile_bytes_max = 8 * 1024 * 1024;
inline constexpr double half_world_m = 20'037'508.342789244;  // of EPSG:3857

/// Opened read-only, with bounds on what a hostile file can cost.
class MapDatabase {
 public:
  explicit MapDatabase(const std::string& path);
  ~MapDatabase() { sqlite3_close_v2(handle_); }
  MapDatabase(const MapDatabase&) = delete;
  MapDatabase& operator=(const MapDatabase&) = delete;
  sqlite3* get() const { return handle_; }
  std::string message() const { return handle_ ? sqlite3_errmsg(handle_) : "out of memory"; }

 private:
  sqlite3* handle_ = nullptr;
};

class MapQuery {
 public:
  MapQuery(const MapDatabase& database, const std::string& sql) {
    if (database.get()) sqlite3_prepare_v2(database.get(), sql.c_str(), -1, &statement_, nullptr);
  }
  ~MapQuery() { sqlite3_finalize(statement_); }
  MapQuery(const MapQuery&) = delete;
  MapQuery& operator=(const MapQuery&) = delete;

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
  bool is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  int integer(int column) const { return sqlite3_column_int(statement_, column); }
  core::Bytes blob(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    return data ? core::Bytes(data, data + sqlite3_column_bytes(statement_, column)) : core::Bytes{};
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

core::Error no_map(const std::string& path, std::string why, std::string remedy);
inline constexpr const char* export_anew =
    "export it as MBTiles with PNG or JPEG tiles, for example from QGIS";

double longitude_of(double metres);
double latitude_of(double metres);

/// Looks at some of the tiles: how wide they are, or why they are no pictures.
core::Result<int> sampled_tile_px(const std::string& path, MapQuery& samples);

/// `table` is quoted where it needs to be; `level_names` is what it calls each level of `info`.
std::unique_ptr<TileSet> open_tile_table(std::unique_ptr<MapDatabase> database, const std::string& table,
                                         TileSetInfo info, std::vector<int> level_names,
                                         bool rows_from_south);

core::Result<std::unique_ptr<TileSet>> open_mbtiles(const std::string& path,
                                                    std::unique_ptr<MapDatabase> database);
core::Result<std::unique_ptr<TileSet>> open_geopackage(const std::string& path,
                                                       std::unique_ptr<MapDatabase> database);

}  // namespace talt::platform
