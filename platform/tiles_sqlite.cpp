// SPDX-License-Identifier: EUPL-1.2
#include "platform/tiles_sqlite.h"

#include <cmath>
#include <numbers>

#include "app/core/picture_header.h"

namespace talt::platform {
namespace {

bool has_table(const MapDatabase& database, const std::string& name) {
  MapQuery query(database, "SELECT 1 FROM sqlite_master WHERE name = ?1 AND type IN ('table', 'view')");
  if (!query.is_valid()) return false;
  query.bind(1, name);
  return query.next() == SQLITE_ROW;
}

/// A table of tiles, in both kinds of file: only its levels' names and the way of its rows differ.
class TileTable final : public TileSet {
 public:
  TileTable(std::unique_ptr<MapDatabase> database, const std::string& table, TileSetInfo info,
            std::vector<int> level_names, bool rows_from_south)
      : database_(std::move(database)),
        info_(std::move(info)),
        level_names_(std::move(level_names)),
        rows_from_south_(rows_from_south),
        query_(*database_, "SELECT tile_data FROM " + table +
                               " WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3") {}

  const TileSetInfo& info() const override { return info_; }

  core::Result<std::optional<core::Bytes>> tile(std::size_t level, int column, int row) override {
    if (level >= info_.levels.size()) return std::optional<core::Bytes>();
    const core::TileGrid& grid = info_.levels[level];
    if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows)
      return std::optional<core::Bytes>();
    query_.reset();
    query_.bind(1, level_names_[level]);
    query_.bind(2, column);
    query_.bind(3, rows_from_south_ ? grid.rows - 1 - row : row);
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
  std::unique_ptr<MapDatabase> database_;
  TileSetInfo info_;
  std::vector<int> level_names_;  // what the table calls each level
  bool rows_from_south_;
  MapQuery query_;
};

}  // namespace

MapDatabase::MapDatabase(const std::string& path) {
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

core::Error no_map(const std::string& path, std::string why, std::string remedy) {
  return core::Error{"the map " + path + " cannot be used", std::move(why), std::move(remedy)};
}

double longitude_of(double metres) {
  return metres / half_world_m * 180;
}

double latitude_of(double metres) {
  return std::atan(std::sinh(metres / half_world_m * std::numbers::pi)) * 180 / std::numbers::pi;
}

core::Result<int> sampled_tile_px(const std::string& path, MapQuery& samples) {
  std::string why = "it has no tiles";
  int code = SQLITE_DONE;
  while ((code = samples.next()) == SQLITE_ROW) {
    const core::Bytes data = samples.blob(0);
    if (const auto header = core::picture_header(data)) {
      if (header->width >= 64 && header->width <= 2048 && header->height >= 64 && header->height <= 2048)
        return header->width;
      why = "its tiles are not pictures of 64 to 2048 pixels";
    } else if (data.size() > 2 && ((data[0] == 0x1F && data[1] == 0x8B) || data[0] == 0x1A)) {
      why = "its tiles are vectors, not pictures";
    } else if (!data.empty()) {
      why = "its tiles are no PNG, JPEG or WebP";
    }
  }
  if (code != SQLITE_DONE) why = "the file is damaged";
  return no_map(path, why, export_anew);
}

std::unique_ptr<TileSet> open_tile_table(std::unique_ptr<MapDatabase> database, const std::string& table,
                                         TileSetInfo info, std::vector<int> level_names,
                                         bool rows_from_south) {
  return std::make_unique<TileTable>(std::move(database), table, std::move(info), std::move(level_names),
                                     rows_from_south);
}

core::Result<std::unique_ptr<TileSet>> open_tiles(const std::string& path) {
  auto database = std::make_unique<MapDatabase>(path);
  MapQuery any(*database, "SELECT count(*) FROM sqlite_master");
  if (any.next() != SQLITE_ROW)
    return no_map(path, "it is no MBTiles or GeoPackage file (" + database->message() + ")", export_anew);
  if (has_table(*database, "gpkg_contents")) return open_geopackage(path, std::move(database));
  if (has_table(*database, "tiles")) return open_mbtiles(path, std::move(database));
  return no_map(path, "it has no tiles", export_anew);
}

}  // namespace talt::platform
