// SPDX-License-Identifier: EUPL-1.2
#include "platform/tiles.h"

#include <sqlite3.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "platform/pictures.h"
#include "tests/paths.h"

using namespace talt;
using namespace talt::platform;

namespace {

core::Bytes square() {
  Image image{256, 256, std::vector<std::uint8_t>(256 * 256 * 4, 200)};
  return std::move(encode_png(image)).value();
}

/// A map file of the test's own.
class MapFile {
 public:
  MapFile() {
    std::filesystem::remove(path_);
    REQUIRE(sqlite3_open(path_.c_str(), &handle_) == SQLITE_OK);
  }
  ~MapFile() {
    sqlite3_close(handle_);
    std::filesystem::remove(path_);
  }
  void run(const std::string& sql) {
    REQUIRE(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  }
  void add_tile(const std::string& table, int zoom, int column, int row, core::ByteView data) {
    sqlite3_stmt* insert = nullptr;
    const std::string sql =
        "INSERT INTO " + table + " (zoom_level, tile_column, tile_row, tile_data) VALUES (?1, ?2, ?3, ?4)";
    REQUIRE(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &insert, nullptr) == SQLITE_OK);
    sqlite3_bind_int(insert, 1, zoom);
    sqlite3_bind_int(insert, 2, column);
    sqlite3_bind_int(insert, 3, row);
    sqlite3_bind_blob(insert, 4, data.data(), static_cast<int>(data.size()), SQLITE_TRANSIENT);
    CHECK(sqlite3_step(insert) == SQLITE_DONE);
    sqlite3_finalize(insert);
  }
  void mbtiles() {
    run("CREATE TABLE metadata (name TEXT, value TEXT);"
        "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)");
  }
  void geopackage(int system) {
    run("CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization_coordsys_id INTEGER);"
        "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER, min_x, min_y, max_x, "
        "max_y);"
        "CREATE TABLE gpkg_tile_matrix_set (table_name TEXT, srs_id INTEGER, min_x, min_y, max_x, max_y);"
        "CREATE TABLE gpkg_tile_matrix (table_name TEXT, zoom_level, matrix_width, matrix_height, "
        "tile_width, "
        "tile_height, pixel_x_size, pixel_y_size);"
        "CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)");
    const std::string srs = std::to_string(system);
    // The north-eastern quarter of the world at the web's zoom 2, called 0 here: two tiles by two.
    run("INSERT INTO gpkg_spatial_ref_sys VALUES (7, " + srs +
        ");"
        "INSERT INTO gpkg_contents VALUES ('map', 'tiles', 7, 0, 0, 20037508.34, 20037508.34);"
        "INSERT INTO gpkg_tile_matrix_set VALUES ('map', 7, 0, 0, 20037508.34, 20037508.34);"
        "INSERT INTO gpkg_tile_matrix VALUES ('map', 0, 2, 2, 256, 256, 39135.7585, 39135.7585)");
  }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / ("talt-map-" + std::to_string(getpid()) + ".mbtiles");
  sqlite3* handle_ = nullptr;
};

std::filesystem::path shared(const char* name) {
  return talt::tests::shared_folder() / "data/map" / name;
}

std::string why_not(const std::string& path) {
  const auto tiles = open_tiles(path);
  return tiles ? std::string() : tiles.error().text();
}

}  // namespace

TEST_CASE("rows of MBTiles count from the south, ours from the north") {
  MapFile file;
  file.mbtiles();
  file.add_tile("tiles", 3, 4, 6, square());  // row 6 from the south is row 1 from the north
  const auto tiles = open_tiles(file.path());
  REQUIRE(tiles);
  CHECK(tiles.value()->tile(0, 4, 1).value());
  CHECK_FALSE(tiles.value()->tile(0, 4, 6).value());
  CHECK_FALSE(tiles.value()->tile(0, 8, 0).value());
  CHECK_FALSE(tiles.value()->tile(1, 0, 0).value());
  REQUIRE(tiles.value()->info().levels.size() == 1);
  CHECK(tiles.value()->info().levels[0].columns == 8);
  CHECK(tiles.value()->info().levels[0].tile_width == Approx(0.125));
  CHECK(tiles.value()->info().bounds.west == Approx(0));
  CHECK(tiles.value()->info().bounds.east == Approx(45));
  CHECK(tiles.value()->info().bounds.south > 0);
}

TEST_CASE("metadata gives the bounds, as far as there are tiles") {
  MapFile file;
  file.mbtiles();
  file.run("INSERT INTO metadata VALUES ('bounds', '13.2,63.3,13.8,86')");
  file.add_tile("tiles", 4, 8, 11, square());
  const auto tiles = open_tiles(file.path());
  REQUIRE(tiles);
  CHECK(tiles.value()->info().bounds.south == Approx(63.3));
  CHECK(tiles.value()->info().bounds.east == Approx(13.8));
  CHECK(tiles.value()->info().bounds.north == Approx(66.51326));
}

TEST_CASE("bounds that lie elsewhere than the tiles are not believed") {
  MapFile file;
  file.mbtiles();
  file.run("INSERT INTO metadata VALUES ('bounds', '63.3,13.2,63.4,13.8')");
  file.add_tile("tiles", 4, 8, 11, square());
  const auto tiles = open_tiles(file.path());
  REQUIRE(tiles);
  CHECK(tiles.value()->info().bounds.west == Approx(0));
  CHECK(tiles.value()->info().bounds.east == Approx(22.5));
}

TEST_CASE("zoom levels without tiles are no levels") {
  MapFile file;
  file.mbtiles();
  file.add_tile("tiles", 12, 2200, 2900, square());
  file.add_tile("tiles", 15, 17600, 23200, square());
  const auto tiles = open_tiles(file.path());
  REQUIRE(tiles);
  REQUIRE(tiles.value()->info().levels.size() == 2);
  CHECK(tiles.value()->tile(1, 17600, (1 << 15) - 1 - 23200).value());
}

TEST_CASE("a GeoPackage's grid lies where it says, also off the grid of the web") {
  MapFile file;
  file.geopackage(3857);
  file.add_tile("map", 0, 1, 0, square());
  const auto tiles = open_tiles(file.path());
  REQUIRE(tiles);
  REQUIRE(tiles.value()->info().levels.size() == 1);
  const core::TileGrid& grid = tiles.value()->info().levels[0];
  CHECK(grid.x == Approx(0.5));
  CHECK(grid.y == Approx(0).margin(1e-6));
  CHECK(grid.tile_width == Approx(0.25));
  CHECK(tiles.value()->tile(0, 1, 0).value());
  CHECK_FALSE(tiles.value()->tile(0, 2, 0).value());
}

TEST_CASE("of several tables of tiles the one in EPSG:3857 is taken") {
  MapFile file;
  file.geopackage(3857);
  file.run(
      "INSERT INTO gpkg_spatial_ref_sys VALUES (3006, 3006);"
      "UPDATE gpkg_contents SET rowid = 9;"
      "INSERT INTO gpkg_contents VALUES ('other', 'tiles', 3006, 0, 0, 1, 1)");
  file.add_tile("map", 0, 1, 0, square());
  CHECK(why_not(file.path()).empty());
}

TEST_CASE("a GeoPackage in another projection is refused by its name") {
  MapFile file;
  file.geopackage(3006);
  file.add_tile("map", 0, 1, 0, square());
  CHECK(why_not(file.path()).find("SWEREF 99 TM (EPSG:3006)") != std::string::npos);
  CHECK(why_not(file.path()).find("export it in EPSG:3857") != std::string::npos);
}

TEST_CASE("vector tiles, empty maps and other files are refused with what to do") {
  MapFile file;
  file.mbtiles();
  CHECK(why_not(file.path()).find("no tiles") != std::string::npos);
  const core::Bytes gzip{0x1F, 0x8B, 8, 0, 0};
  file.add_tile("tiles", 0, 0, 0, gzip);
  CHECK(why_not(file.path()).find("vectors") != std::string::npos);
  CHECK(why_not((talt::tests::source_folder() / "CMakeLists.txt").string()).find("no MBTiles") !=
        std::string::npos);
  CHECK_FALSE(why_not("/nowhere/at/all.mbtiles").empty());
}

TEST_CASE("a street map drawn by others opens with pictures in its middle") {
  const auto path = shared("town/stockholm-ostermalm.mbtiles");
  if (!std::filesystem::exists(path)) {
    WARN("skipped: there is no street map");
    return;
  }
  const auto tiles = open_tiles(path);
  REQUIRE(tiles);
  REQUIRE(tiles.value()->info().levels.size() == 6);
  CHECK(tiles.value()->info().levels[5].columns == 1 << 17);
  CHECK(tiles.value()->info().bounds.north > 59);
  const auto tile = tiles.value()->tile(0, 2253, 1204);
  REQUIRE(tile);
}

TEST_CASE("odd maps of other programs open or are refused, never worse") {
  const auto folder = shared("odd");
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: there is no folder of odd maps");
    return;
  }
  const auto said = [&](const char* name) { return why_not(folder / name); };
  CHECK(said("martin--geography-class-png.mbtiles").empty());
  CHECK(said("node-mbtiles--plain_4.mbtiles").empty());
  CHECK(said("node-mbtiles--corrupt_null_tile.mbtiles").empty());
  CHECK(said("martin--webp.mbtiles").empty());
  CHECK_FALSE(said("martin--invalid-tile-format.mbtiles").empty());
  CHECK_FALSE(said("martin--json.mbtiles").empty());
  CHECK_FALSE(said("martin--bad_hash.mbtiles").empty());
  CHECK_FALSE(said("planetiler--jakartabuildings.mbtiles").empty());
  CHECK_FALSE(said("node-mbtiles--corrupt.mbtiles").empty());
  CHECK_FALSE(said("martin--webp2.pmtiles").empty());
}
