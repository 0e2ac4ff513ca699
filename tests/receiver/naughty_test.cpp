// SPDX-License-Identifier: EUPL-1.2
// Whatever people write comes out byte for byte, read by others' programs.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "tests/paths.h"
#include "tests/receiver/town_hall.h"

using namespace talt;
using namespace talt::tests;
using core::PinAnswer;
using core::TextAnswer;

#define ON_BOTH_DATABASES(town)                            \
  TownHall town(GENERATE(Store::Sqlite, Store::Postgres)); \
  if (!town) return

namespace {

/// Compares the columns text and comment, and the comments on the map, with a list in JSON.
const std::string reader = R"(import csv, json, sys
folder, wanted = sys.argv[1], sorted(json.load(open(sys.argv[2], encoding="utf-8")))
rows = list(csv.DictReader(open(folder + "/answers.csv", encoding="utf-8", newline=""), strict=True))
assert all(None not in row and None not in row.values() for row in rows), "a row of another width"
assert sorted(row["text"] for row in rows if row["kind"] == "text") == wanted, "texts differ"
assert sorted(row["comment"] for row in rows if row["kind"] == "pin") == wanted, "comments differ"
pins = json.load(open(folder + "/pins.geojson", encoding="utf-8"))
assert sorted(pin["properties"]["comment"] for pin in pins["features"]) == wanted, "comments on the map differ"
)";

void write_down(Kiosk& kiosk, const std::vector<std::string>& texts) {
  for (const auto& text : texts) {
    const auto visit = kiosk.begin();
    kiosk.answer(visit, wish, TextAnswer{text});
    kiosk.answer(visit, where, PinAnswer{{{63.3, 13.6, {}, {}, text}}});
    kiosk.end(visit, 5);
  }
  kiosk.send();
}

}  // namespace

TEST_CASE("naughty strings survive to a CSV and a map that Python reads", "[naughty]") {
  const auto list = shared_folder() / "data/naughty/blns/blns.json";
  if (!std::filesystem::exists(list)) {
    WARN("skipped: there is no " << list);
    return;
  }
  if (std::system("python3 -c 'import csv' >/dev/null 2>&1") != 0) {
    WARN("skipped: there is no python3");
    return;
  }
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  write_down(kiosk, nlohmann::json::parse(file_content(list)).get<std::vector<std::string>>());
  town.export_to("results");
  town.export_to("results", {receiver::ExportFormat::GeoJson, 5, false});
  std::ofstream(town.path("reader.py")) << reader;
  const auto command = "python3 " + town.path("reader.py") + " " + town.path("results") + " " +
                       list.string() + " 2>" + town.path("said");
  const int outcome = std::system(command.c_str());
  INFO(file_content(town.path("said")));
  CHECK(outcome == 0);
}

TEST_CASE("formulas, quotes, line breaks and a zero byte are kept as they were written", "[naughty]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  const std::vector<std::string> texts = {
      "=HYPERLINK(\"http://x\",\"y\")", "+46 70",  "@SUM(A1)",          "a\r\nb\nc\rd", "\"\"", ",",
      std::string("null\0byte", 9),     " blank ", "'; DROP TABLE x;--"};
  write_down(kiosk, texts);
  const auto answers = town.exported("answers.csv");
  for (const auto& text : texts) {
    CHECK(answers.count({{"kind", "text"}, {"text", text}}) == 1);
    CHECK(answers.count({{"kind", "pin"}, {"comment", text}}) == 1);
  }
}
