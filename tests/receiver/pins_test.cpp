// SPDX-License-Identifier: EUPL-1.2
// Pins as a map's reader gets them: by GDAL, which QGIS reads with, where it is installed.
#include <catch2/catch.hpp>

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "tests/receiver/gdal.h"
#include "tests/receiver/town_hall.h"

using namespace talt;
using namespace talt::tests;
using core::PinAnswer;
using receiver::ExportFormat;

namespace {

void set_pins(TownHall& town) {
  Kiosk kiosk(town, "Torget 1");
  const auto visit = kiosk.begin();
  kiosk.answer(visit, where,
               PinAnswer{{{63.3120004, -13.65, 0, {}, "mörkt \"här\"\n"}, {63.3121, 13.6504, {}, 0, ""}}});
  kiosk.answer(visit, feel, core::ScaleAnswer{2});
  kiosk.end(visit, 5);
  kiosk.send();
}

void holds(const std::string& said, std::initializer_list<const char*> parts) {
  INFO(said);
  for (const auto* part : parts) CHECK(said.find(part) != std::string::npos);
}

}  // namespace

TEST_CASE("pins.geojson holds each pin flat, longitude first, with seven decimals", "[pins]") {
  TownHall town;
  set_pins(town);
  CHECK(town.export_to("map", {ExportFormat::GeoJson, 5, false}).rows == 2);
  const auto text = file_content(town.path("map/pins.geojson"));
  CHECK(text.find("\"coordinates\":[-13.6500000,63.3120004]") != std::string::npos);
  const auto all = nlohmann::json::parse(text);
  CHECK(all["type"] == "FeatureCollection");
  REQUIRE(all["features"].size() == 2);
  for (const auto& feature : all["features"]) {
    CHECK(feature["type"] == "Feature");
    CHECK(feature["geometry"]["type"] == "Point");
    const auto& properties = feature["properties"];
    CHECK(properties.size() == 19);
    for (const auto& [name, value] : properties.items()) CHECK(value.is_primitive());
    CHECK(properties["device"] == "Torget 1");
    CHECK(properties["question"] == "where");
    CHECK(properties["voided"] == 0);
    const bool is_bridge = properties["place"] == "bridge";
    CHECK(properties["lat"] == (is_bridge ? 63.3121 : 63.3120004));
    CHECK(properties["comment"] == (is_bridge ? "" : "mörkt \"här\"\n"));
  }
  CHECK(nlohmann::json::parse(file_content(town.path("map/disputed-pins.geojson")))["features"].empty());
}

TEST_CASE("GDAL opens pins.geojson", "[pins]") {
  if (!has_gdal()) return;
  TownHall town;
  set_pins(town);
  town.export_to("map", {ExportFormat::GeoJson, 5, false});
  holds(output_of("ogrinfo -al " + town.path("map/pins.geojson")),
        {"Layer name: pins", "Feature Count: 2", "POINT (-13.65 63.3120004)", "POINT (13.6504 63.3121)",
         "category (String) = dark", "place (String) = bridge", "lat (Real) = 63.3121", "WGS 84"});
}

TEST_CASE("GDAL opens pins.gpkg with a layer of points in EPSG:4326", "[pins]") {
  if (!has_gdal()) return;
  TownHall town;
  set_pins(town);
  CHECK(town.export_to("map", {ExportFormat::GeoPackage, 5, false}).rows == 2);
  CHECK(town.export_to("map", {ExportFormat::GeoPackage, 5, false}).rows == 2);  // into the same folder again
  const auto said = output_of("ogrinfo -al " + town.path("map/pins.gpkg"));
  holds(said, {"Layer name: pins", "Layer name: disputed_pins", "Feature Count: 2", "Feature Count: 0",
               "POINT (-13.65 63.3120004)", "POINT (13.6504 63.3121)", "category (String) = dark",
               "ID[\"EPSG\",4326]", "Extent: (-13.650000, 63.312000) - (13.650400, 63.312100)"});
  CHECK(said.find("Warning") == std::string::npos);
  CHECK(said.find("ERROR") == std::string::npos);
  CHECK_FALSE(std::filesystem::exists(town.path("map/pins.gpkg.new")));
}

TEST_CASE("a dialogue without pins gives a map without features that still opens", "[pins]") {
  TownHall town;
  town.export_to("map", {ExportFormat::GeoJson, 5, false});
  CHECK(nlohmann::json::parse(file_content(town.path("map/pins.geojson")))["features"].empty());
  if (!has_gdal()) return;
  town.export_to("map", {ExportFormat::GeoPackage, 5, false});
  holds(output_of("ogrinfo -al " + town.path("map/pins.gpkg")), {"Layer name: pins", "Feature Count: 0"});
}
