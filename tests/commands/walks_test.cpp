// SPDX-License-Identifier: EUPL-1.2
// The day after a walk, at the municipality: walks, action, publish, export and status as whoever types them
// meets them. The devices' records come from real journals.
#include <nlohmann/json.hpp>

#include "tests/commands/program.h"
#include "tests/receiver/gdal.h"
#include "tests/receiver/walk_town.h"

using namespace talt;
using namespace talt::tests;
using core::walk::Verdict;

namespace {

struct DayAfter {
  tests::TemporaryFolder folder;
  std::unique_ptr<TownHall> town;

  DayAfter() {
    const auto made =
        run("talt-receiver",
            {"init", "--data", data(), "--name", "Åre kommun", "--url", "https://127.0.0.1:8443"}, folder);
    INFO(made.err);
    REQUIRE(made.exit_code == 0);
    auto municipality = receiver::read_municipality(data());
    REQUIRE(municipality);
    town = std::make_unique<TownHall>(std::move(*municipality));
  }
  std::string data() const { return folder / "town"; }
  Outcome ask(const std::string& command, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{command, "--data", data()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run("talt-receiver", arguments, folder);
  }
  Outcome action(std::vector<std::string> more, const std::string& number = "1") {
    std::vector<std::string> arguments{"--walk", "482913", "--observation", number};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return ask("action", arguments);
  }
  /// Two devices, three notes.
  void walk() {
    Walker one(*town, "Läsplatta 1"), two(*town, "Läsplatta 2");
    one.begin();
    two.begin(true);
    auto dark = one.seen("Lampan är trasig");
    dark.said = "Jag vågar inte gå här";
    dark.perspective = 0;
    dark.where.at = core::LatLon{59.1, 18.2};
    dark.where.by = core::walk::PlacedBy::Map;
    one.save(dark);
    one.note("Fin plantering", Verdict::Good);
    two.now();
    two.now();
    two.note("Vem äger muren?", Verdict::Question);
    one.end();
    one.kiosk.send();
    two.kiosk.send();
  }
};

bool says(const std::string& text, const std::string& words) {
  INFO("missing: " << words << "\nin: " << text);
  CHECK(text.find(words) != std::string::npos);
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("walks lists what has come, and status tells of it", "[walks]") {
  DayAfter day;
  CHECK(day.ask("walks").out == "no walk has come yet\n");
  day.walk();
  const auto before = day.ask("status");
  says(before.out, "records are not opened yet");
  const auto walks = day.ask("walks");
  INFO(walks.err);
  REQUIRE(walks.exit_code == 0);
  says(walks.out, "482913  evening  20");
  says(walks.out, "2 devices (Läsplatta 1, Läsplatta 2), 3 notes");
  CHECK(walks.out.find("Lampan") == std::string::npos);
  const auto status = day.ask("status");
  says(status.out, "walk 482913  evening");
  CHECK(status.out.find("not opened yet") == std::string::npos);
  says(day.ask("status", {"--json"}).out, "\"code\":\"482913\"");
}

TEST_CASE("an action is set, changed and told with its dates, and outlives rebuild, backup and restore",
          "[walks]") {
  DayAfter day;
  day.walk();
  says(day.action({}).out, "walk 482913 of evening, observation 1: Belysning: bad: Lampan är trasig");
  says(day.action({}).out, "now: open\n");
  const auto planned = day.action(
      {"--status", "planned", "--party", "streets", "--deadline", "2027-05-01", "--by", "samordnare"});
  INFO(planned.err);
  REQUIRE(planned.exit_code == 0);
  says(planned.out, "samordnare: status planned, party streets, deadline 2027-05-01");
  says(planned.out, "now: planned, party streets, deadline 2027-05-01");
  CHECK(day.action({"--status", "will-not", "--reason", "marken är privat"}).exit_code == 0);
  CHECK(day.ask("rebuild").exit_code == 0);
  CHECK(day.ask("backup", {"--to", day.folder / "copy"}).exit_code == 0);
  const auto restored =
      run("talt-receiver", {"restore", "--from", day.folder / "copy", "--data", day.folder / "again"},
          day.folder);
  INFO(restored.err);
  REQUIRE(restored.exit_code == 0);
  const auto told =
      run("talt-receiver",
          {"action", "--data", day.folder / "again", "--walk", "evening/482913", "--observation", "1"},
          day.folder);
  says(told.out, "samordnare: status planned");
  says(told.out, "now: will-not, party streets, reason: marken är privat");
}

TEST_CASE("a wrong action says what is wrong, and changes nothing", "[walks]") {
  DayAfter day;
  day.walk();
  const auto wrong = [&](std::vector<std::string> more, const std::string& words, int exit_code = 1,
                         const std::string& number = "1") {
    const auto answer = day.action(std::move(more), number);
    CHECK(answer.exit_code == exit_code);
    says(answer.err, words);
  };
  wrong({"--status", "will-not"}, "needs the reason why");
  wrong({"--status", "perhaps"}, "will-not", 2);  // names those there are
  wrong({"--party", "police"}, "name one of these: parks, streets");
  wrong({"--deadline", "2027-02-30"}, "is not a day");
  wrong({"--deadline", "soon"}, "YYYY-MM-DD");
  wrong({"--reason", " "}, "the reason is empty");
  wrong({"--status", "done"}, "has no observation 4", 1, "4");
  const auto nobody = day.ask("action", {"--walk", "482914", "--observation", "1"});
  CHECK(nobody.exit_code == 1);
  says(nobody.err, "name one of these: evening/482913");
  says(day.ask("action", {"--walk", "48", "--observation", "1"}).err, "six digits");
  says(day.action({}).out, "now: open\n");
}

TEST_CASE("a follow-up walk's dialogue is published, and talt check finds no fault in it", "[walks]") {
  DayAfter day;
  const auto folder = day.folder / "evening";
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/dialogue.toml") << evening_toml;
  const auto picture = source_folder() / "assets/dialogues/market-square/trees.png";
  for (const auto* name : {"lighting.png", "upkeep.png"})
    std::filesystem::copy_file(picture, folder + "/" + std::string(name));
  day.walk();
  const auto publish = [&] {
    return day.ask("publish", {"--from-walk", "482913", "--dialogue", folder, "--out", day.folder / "next"});
  };
  const auto published = publish();
  INFO(published.err);
  REQUIRE(published.exit_code == 0);
  says(published.out, "evening, version 2, with 2 observations of walk 482913");
  says(published.out, "quotes, reflections and voice memos stay out");
  const auto checked = run("talt", {"check", day.folder / "next"}, day.folder);
  INFO(checked.err);
  CHECK(checked.exit_code == 0);
  CHECK(content_of(day.folder / "next/dialogue.toml").find("vågar") == std::string::npos);
  const auto again = publish();
  CHECK(again.exit_code == 1);
  says(again.err, "something of that name already");
}

TEST_CASE("an export has the observations of walks beside answers, and explains them", "[walks]") {
  DayAfter day;
  day.walk();
  CHECK(day.action({"--status", "quick", "--party", "streets"}).exit_code == 0);
  const auto exported = day.ask("export", {"--format", "csv", "--out", day.folder / "results"});
  INFO(exported.err);
  REQUIRE(exported.exit_code == 0);
  const Csv rows(content_of(day.folder / "results/observations.csv"));
  REQUIRE(rows.rows.size() == 3);
  const auto lamp = rows.one({{"number", "1"}});
  CHECK(lamp.at("walk") == "482913");
  CHECK(lamp.at("saw") == "Lampan är trasig");
  CHECK(lamp.at("said") == "Jag vågar inte gå här");
  CHECK(lamp.at("perspective") == "residents");
  CHECK(lamp.at("theme") == "lighting");
  CHECK(lamp.at("lat") == "59.1000000");
  CHECK(lamp.at("status") == "quick");
  CHECK(lamp.at("party") == "streets");
  CHECK(rows.one({{"verdict", "good"}}).at("status").empty());
  CHECK(Csv(content_of(day.folder / "results/answers.csv")).rows.empty());
  CHECK(Csv(content_of(day.folder / "results/visits.csv")).rows.empty());
  CHECK(Csv(content_of(day.folder / "results/summary.csv")).rows.empty());
  const Csv codebook(content_of(day.folder / "results/codebook.csv"));
  for (const auto& column : rows.columns) {
    INFO(column);
    CHECK(codebook.count({{"what", "column"}, {"column", column}, {"language", "sv"}}) >= 1);
  }
  CHECK(codebook.one({{"column", "theme"}, {"code", "lighting"}, {"language", "sv"}}).at("text") ==
        "Belysning");

  REQUIRE(day.ask("export", {"--format", "geojson", "--out", day.folder / "results"}).exit_code == 0);
  const auto map = nlohmann::json::parse(content_of(day.folder / "results/observations.geojson"));
  REQUIRE(map["features"].size() == 3);
  CHECK(map["features"][0]["geometry"]["coordinates"][1] == 59.1);
  CHECK(map["features"][1]["geometry"].is_null());
  CHECK(map["features"][0]["properties"]["number"] == 1);
}

TEST_CASE("GDAL finds the observations of walks in the exported GeoPackage, as dates, numbers and words",
          "[walks]") {
  if (!has_gdal()) return;
  DayAfter day;
  day.walk();
  CHECK(day.action({"--status", "quick", "--deadline", "2027-05-01"}).exit_code == 0);
  const auto exported = day.ask("export", {"--format", "gpkg", "--out", day.folder / "results"});
  INFO(exported.err);
  REQUIRE(exported.exit_code == 0);
  says(exported.out, "3 observations of walks are there too");
  const auto told =
      output_of("ogrinfo -al '" + std::string(day.folder / "results/pins.gpkg") + "' observations");
  INFO(told);
  for (const auto* part :
       {"Feature Count: 3", "time: DateTime", "deadline: Date", "number: Integer64", "POINT (18.2 59.1)",
        "saw (String) = Lampan är trasig", "deadline (Date) = 2027/05/01", "seriousness (Integer64) = (null)",
        "proposal (String) = (null)"})
    says(told, part);
  CHECK(told.find("Warning") == std::string::npos);
}

TEST_CASE("the protocol of a walk stands in its folder, as a page, tables and maps", "[walks]") {
  DayAfter after;
  after.walk();
  REQUIRE(after.action({"--status", "planned", "--party", "parks", "--by", "samordnare"}).exit_code == 0);
  const auto out = after.folder / "protocol";
  const auto made =
      after.ask("protocol", {"--walk", "482913", "--out", out, "--time-zone", "Europe/Stockholm"});
  INFO(made.err);
  REQUIRE(made.exit_code == 0);
  CHECK(made.out ==
        "the protocol is " + out + "/protocol.html: 3 notes, 2 actions, 0 photos and voice memos\n");
  const auto page = content_of(out + "/protocol.html");
  for (const auto* part : {"<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"sv\"", "Lampan är trasig",
                           "Jag vågar inte gå här", "Fin plantering", "Vem äger muren?", "Planerat",
                           "samordnare", "Läsplatta 2"}) {
    INFO(part);
    CHECK(page.find(part) != std::string::npos);
  }
  for (const auto* file :
       {"observations.csv", "actions.csv", "walk-codebook.csv", "walk.geojson", "walk.gpkg"})
    CHECK(std::filesystem::file_size(out + "/" + file) > 0);
}

TEST_CASE("a protocol that cannot be made says why and leaves nothing", "[walks]") {
  DayAfter after;
  after.walk();
  const auto out = after.folder / "protocol";
  CHECK(after.ask("protocol", {"--walk", "482913"}).exit_code == 2);
  CHECK(after.ask("protocol", {"--walk", "000001", "--out", out}).exit_code == 1);
  const auto zone =
      after.ask("protocol", {"--walk", "482913", "--out", out, "--time-zone", "Europe/Nowhere"});
  CHECK(zone.exit_code == 1);
  CHECK(zone.err.find("knows no such time zone") != std::string::npos);
  const auto language = after.ask("protocol", {"--walk", "482913", "--out", out, "--lang", "so"});
  CHECK(language.exit_code == 1);
  CHECK(language.err.find("give one of sv, en, fi, ar") != std::string::npos);
  std::filesystem::rename(after.data() + "/sealing.key", after.folder / "in-the-safe.key");
  CHECK(after.ask("protocol", {"--walk", "482913", "--out", out}).exit_code == 1);
  CHECK_FALSE(std::filesystem::exists(out));
}
