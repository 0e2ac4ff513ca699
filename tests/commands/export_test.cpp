// SPDX-License-Identifier: EUPL-1.2
// `talt-receiver export` and `rebuild` as whoever exports meets them.
#include <catch2/catch.hpp>

#include "tests/commands/program.h"

using namespace talt::tests;

namespace {

struct TownHall {
  TemporaryFolder folder;
  TownHall() {
    const auto made =
        run("talt-receiver",
            {"init", "--data", folder / "town", "--name", "Åre kommun", "--url", "https://127.0.0.1:8443"},
            folder);
    INFO(made.err);
    REQUIRE(made.exit_code == 0);
  }
  Outcome ask(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin() + 1, {"--data", folder / "town"});
    return run("talt-receiver", arguments, folder);
  }
  Outcome ask_for(const std::string& format, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"export", "--format", format, "--out", folder / "results"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return ask(arguments);
  }
  bool has(const std::string& file) const { return std::filesystem::exists(folder / ("results/" + file)); }
};

}  // namespace

TEST_CASE("an empty ledger exports as files with their first lines", "[export]") {
  TownHall town;
  CHECK(town.ask_for("csv").exit_code == 0);
  CHECK(content_of(town.folder / "results/answers.csv") ==
        "device,visit,time,dialogue,version,question,kind,language,given,alternative,value,text,category,lat,"
        "lon,place,comment,shown_order,voided\r\n");
  for (const auto* file :
       {"visits.csv", "summary.csv", "codebook.csv", "notes.csv", "disputed.csv", "unreadable.csv"})
    CHECK(town.has(file));
  CHECK_FALSE(town.has("clocks.csv"));
  CHECK(town.ask_for("csv", {"--audit"}).exit_code == 0);
  CHECK(town.has("clocks.csv"));
  CHECK(town.ask_for("geojson").exit_code == 0);
  CHECK(town.has("pins.geojson"));
  CHECK(town.ask_for("gpkg").exit_code == 0);
  CHECK(town.has("pins.gpkg"));
}

TEST_CASE("wrong usage of export ends with 2 and writes nothing", "[export]") {
  TownHall town;
  CHECK(town.ask_for("xls").exit_code == 2);
  CHECK(town.ask_for("0").exit_code == 2);
  CHECK(town.ask_for("csv", {"--min-cell", "-1"}).exit_code == 2);
  CHECK(town.ask_for("csv", {"--min-cell", "five"}).exit_code == 2);
  CHECK(town.ask({"export", "--format", "csv"}).exit_code == 2);
  CHECK_FALSE(std::filesystem::exists(town.folder / "results"));
}

TEST_CASE("without the sealing key export and rebuild say so, the tables can still be removed", "[export]") {
  TownHall town;
  std::filesystem::rename(town.folder / "town/sealing.key", town.folder / "in-the-safe.key");
  const auto exported = town.ask_for("csv");
  CHECK(exported.exit_code == 1);
  CHECK(exported.err.find("the sealing key is not on this machine") != std::string::npos);
  CHECK_FALSE(town.has("answers.csv"));
  CHECK(town.ask({"rebuild"}).exit_code == 1);
  CHECK(town.ask({"rebuild", "--forget"}).exit_code == 0);
  std::filesystem::rename(town.folder / "in-the-safe.key", town.folder / "town/sealing.key");
  CHECK(town.ask({"rebuild"}).exit_code == 0);
  CHECK(town.ask_for("csv").exit_code == 0);
}

TEST_CASE("an export onto a file says what stands there", "[export]") {
  TownHall town;
  std::ofstream(town.folder / "results") << "a file";
  const auto exported = town.ask_for("csv");
  CHECK(exported.exit_code == 1);
  CHECK(exported.err.find("a file stands there") != std::string::npos);
}
