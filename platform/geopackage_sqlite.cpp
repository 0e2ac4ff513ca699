// SPDX-License-Identifier: EUPL-1.2
// A geometry (GeoPackage 2.1.3): "GP", version 0, flags, SRS id int32, an envelope or none, then WKB; all
// little endian. Point: flags 1 (no envelope); 1 (little endian), type 1 uint32, x, y double. Lines: flags 3
// (envelope min x, max x, min y, max y double); 1, type 5 uint32 (MultiLineString), count uint32, and for
// each line 1, type 2 uint32, count uint32, x and y of each point.
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "app/core/bytes.h"
#include "platform/geopackage.h"

namespace talt::platform {

using core::Error;
using core::Result;

namespace {

std::int32_t epsg(GeoSystem system) {
  return system == GeoSystem::Wgs84 ? 4326 : 3006;
}

// Application id "GPKG" and user version 1.3.0; the tables and rows that the standard asks for.
constexpr const char* frame_of_a_geopackage = R"(
PRAGMA page_size = 4096;
PRAGMA journal_mode = MEMORY;
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]', 'longitude and latitude in degrees'),
  ('SWEREF99 TM', 3006, 'EPSG', 3006, 'PROJCS["SWEREF99 TM",GEOGCS["SWEREF99",DATUM["SWEREF99",SPHEROID["GRS 1980",6378137,298.257222101,AUTHORITY["EPSG","7019"]],AUTHORITY["EPSG","6619"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4619"]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",15],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AUTHORITY["EPSG","3006"]]', 'metres to the east and to the north');
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
BEGIN;
)";

struct Bounds {
  double min_x = 0, min_y = 0, max_x = 0, max_y = 0;
  bool is_empty = true;
  void take(GeoXY point) {
    min_x = is_empty ? point.x : std::min(min_x, point.x);
    max_x = is_empty ? point.x : std::max(max_x, point.x);
    min_y = is_empty ? point.y : std::min(min_y, point.y);
    max_y = is_empty ? point.y : std::max(max_y, point.y);
    is_empty = false;
  }
};

class Blob {
 public:
  Blob(GeoSystem system, std::uint8_t flags) {
    for (const std::uint8_t byte : {std::uint8_t{'G'}, std::uint8_t{'P'}, std::uint8_t{0}, flags}) put(byte);
    put(epsg(system));
  }
  /// The machine is little endian, as is the format.
  template <class T>
  void put(T value) {
    std::array<std::uint8_t, sizeof(T)> bytes{};
    std::memcpy(bytes.data(), &value, sizeof(T));
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }
  void put(GeoXY point) {
    put(point.x);
    put(point.y);
  }
  /// 1 (little endian) and what follows.
  void begin(std::uint32_t type) {
    put(std::uint8_t{1});
    put(type);
  }
  const core::Bytes& bytes() const { return bytes_; }

 private:
  core::Bytes bytes_;
};

core::Bytes point_of(GeoSystem system, GeoXY at) {
  Blob blob(system, 1);
  blob.begin(1);
  blob.put(at);
  return blob.bytes();
}

core::Bytes lines_of(GeoSystem system, const Bounds& bounds, const std::vector<std::vector<GeoXY>>& lines) {
  Blob blob(system, 3);
  for (const double side : {bounds.min_x, bounds.max_x, bounds.min_y, bounds.max_y}) blob.put(side);
  blob.begin(5);
  blob.put(static_cast<std::uint32_t>(lines.size()));
  for (const auto& line : lines) {
    blob.begin(2);
    blob.put(static_cast<std::uint32_t>(line.size()));
    for (const auto& point : line) blob.put(point);
  }
  return blob.bytes();
}

const char* type_name(GeoType type) {
  switch (type) {
    case GeoType::Text:
      return "TEXT";
    case GeoType::Whole:
      return "INTEGER";
    case GeoType::Real:
      return "DOUBLE";
    case GeoType::Date:
      return "DATE";
    case GeoType::DateTime:
      return "DATETIME";
  }
  return "TEXT";
}

/// The one form that the standard knows (GeoPackage 1.3, table 1): %Y-%m-%dT%H:%M:%fZ.
std::string with_milliseconds(const std::string& time) {
  const bool is_whole = time.ends_with('Z') && time.find('.') == std::string::npos;
  return is_whole ? time.substr(0, time.size() - 1) + ".000Z" : time;
}

/// In double quotes, for a name; in single ones, for a text.
std::string quoted(const std::string& text, char quote) {
  std::string out(1, quote);
  for (const char c : text) out += c == quote ? std::string(2, c) : std::string(1, c);
  return out + quote;
}

class SqliteGeoPackage final : public GeoPackage {
 public:
  explicit SqliteGeoPackage(const std::string& path) : beside_(path + ".new") {}
  ~SqliteGeoPackage() override {
    close();
    if (!is_finished_) unlink(beside_.c_str());
  }

  Result<void> begin(const std::vector<GeoLayer>& layers) {
    unlink(beside_.c_str());
    const bool is_open = sqlite3_open_v2(beside_.c_str(), &handle_,
                                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) == SQLITE_OK &&
                         chmod(beside_.c_str(), 0600) == 0;  // as all other exports
    if (!is_open || !run(frame_of_a_geopackage)) return failed();
    for (const auto& layer : layers)
      if (auto made = make(layer); !made) return made;
    return {};
  }

  Result<void> add(std::size_t at, std::optional<GeoXY> point,
                   const std::vector<std::string>& fields) override {
    auto& layer = layers_.at(at);
    if (!point) return put(layer, nullptr, fields);
    layer.bounds.take(*point);
    const auto geometry = point_of(layer.system, *point);
    return put(layer, &geometry, fields);
  }

  Result<void> add_lines(std::size_t at, const std::vector<std::vector<GeoXY>>& lines,
                         const std::vector<std::string>& fields) override {
    auto& layer = layers_.at(at);
    Bounds bounds;
    for (const auto& line : lines)
      for (const auto& point : line) {
        bounds.take(point);
        layer.bounds.take(point);
      }
    if (bounds.is_empty) return put(layer, nullptr, fields);
    const auto geometry = lines_of(layer.system, bounds, lines);
    return put(layer, &geometry, fields);
  }

  Result<void> finish() override {
    for (const auto& layer : layers_) {
      if (layer.bounds.is_empty) continue;
      const auto& b = layer.bounds;
      std::array<char, 256> numbers{};
      std::snprintf(numbers.data(), numbers.size(), "min_x = %.7f, min_y = %.7f, max_x = %.7f, max_y = %.7f",
                    b.min_x, b.min_y, b.max_x, b.max_y);
      if (!run("UPDATE gpkg_contents SET " + std::string(numbers.data()) +
               " WHERE table_name = " + quoted(layer.name, '\'')))
        return failed();
    }
    if (!run("COMMIT")) return failed();
    is_finished_ = close();
    return is_finished_ ? Result<void>() : failed();
  }

 private:
  struct Layer {
    std::string name;
    std::vector<GeoColumn> columns;
    GeoSystem system = GeoSystem::Wgs84;
    sqlite3_stmt* insert = nullptr;
    Bounds bounds = {};
  };

  Result<void> put(Layer& layer, const core::Bytes* geometry, const std::vector<std::string>& fields) {
    if (geometry)
      sqlite3_bind_blob(layer.insert, 1, geometry->data(), static_cast<int>(geometry->size()),
                        SQLITE_TRANSIENT);
    else
      sqlite3_bind_null(layer.insert, 1);
    for (std::size_t i = 0; i < layer.columns.size() && i < fields.size(); ++i)
      bind(layer.insert, static_cast<int>(i) + 2, layer.columns[i].type, fields[i]);
    const bool is_done = sqlite3_step(layer.insert) == SQLITE_DONE;
    sqlite3_reset(layer.insert);
    return is_done ? Result<void>() : failed();
  }

  Result<void> make(const GeoLayer& layer) {
    std::string columns, places = "?";
    for (const auto& column : layer.columns) {
      columns += ", " + quoted(column.name, '"') + " " + type_name(column.type);
      places += ",?";
    }
    const auto table = quoted(layer.name, '"'), name = quoted(layer.name, '\'');
    const std::string shape = layer.shape == GeoShape::Point ? "POINT" : "MULTILINESTRING";
    const auto system = std::to_string(epsg(layer.system));
    if (!run("CREATE TABLE " + table + " (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom " + shape +
             columns + ")") ||
        !run("INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (" +
             name + ", 'features', " + name + ", " + quoted(layer.description, '\'') + ", " + system + ")") ||
        !run("INSERT INTO gpkg_geometry_columns VALUES (" + name + ", 'geom', '" + shape + "', " + system +
             ", 0, 0)"))
      return failed();
    auto& made = layers_.emplace_back(Layer{layer.name, layer.columns, layer.system});
    std::string named = "geom";
    for (const auto& column : layer.columns) named += ", " + quoted(column.name, '"');
    const auto insert = "INSERT INTO " + table + " (" + named + ") VALUES (" + places + ")";
    return sqlite3_prepare_v2(handle_, insert.c_str(), -1, &made.insert, nullptr) == SQLITE_OK
               ? Result<void>()
               : failed();
  }

  static void bind(sqlite3_stmt* insert, int at, GeoType type, const std::string& field) {
    if (field.empty()) {
      sqlite3_bind_null(insert, at);
    } else if (type == GeoType::Whole) {
      sqlite3_bind_int64(insert, at, std::stoll(field));
    } else if (type == GeoType::Real) {
      sqlite3_bind_double(insert, at, std::stod(field));
    } else {
      const auto& text = type == GeoType::DateTime ? with_milliseconds(field) : field;
      sqlite3_bind_text(insert, at, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
    }
  }

  bool run(const std::string& statement) {
    return sqlite3_exec(handle_, statement.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  Result<void> failed() const {
    return Error{"cannot write " + beside_, handle_ ? sqlite3_errmsg(handle_) : "out of memory",
                 "check the path, who may write there and the free space"};
  }
  bool close() {
    for (auto& layer : layers_) sqlite3_finalize(layer.insert);
    layers_.clear();
    const bool is_closed = sqlite3_close(handle_) == SQLITE_OK;
    handle_ = nullptr;
    return is_closed;
  }

  std::string beside_;
  sqlite3* handle_ = nullptr;
  std::vector<Layer> layers_;
  bool is_finished_ = false;
};

}  // namespace

Result<std::unique_ptr<GeoPackage>> begin_geopackage(const std::string& path,
                                                     const std::vector<GeoLayer>& layers) {
  auto package = std::make_unique<SqliteGeoPackage>(path);
  if (auto begun = package->begin(layers); !begun) return begun.error();
  return std::unique_ptr<GeoPackage>(std::move(package));
}

}  // namespace talt::platform
