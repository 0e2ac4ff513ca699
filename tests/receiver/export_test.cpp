// SPDX-License-Identifier: EUPL-1.2
// From journals to what the analyst reads.
#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

#include "app/core/shown_order.h"
#include "tests/receiver/town_hall.h"

using namespace talt;
using namespace talt::tests;
using core::ChoiceAnswer;
using core::DotsAnswer;
using core::PinAnswer;
using core::ScaleAnswer;
using core::Skipped;
using core::TextAnswer;

#define ON_BOTH_DATABASES(town)                            \
  TownHall town(GENERATE(Store::Sqlite, Store::Postgres)); \
  if (!town) return

TEST_CASE("every kind of answer has its row", "[export]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  const auto visit = kiosk.begin(1);
  kiosk.answer(visit, priorities, DotsAnswer{{2, 0, 1}}, 1);
  kiosk.answer(visit, visits, ChoiceAnswer{{false, true}}, 1);
  kiosk.answer(visit, feel, ScaleAnswer{4}, 1);
  kiosk.answer(visit, wish, TextAnswer{"Mer ljus, \"nu\"\nsnälla"}, 1);
  kiosk.answer(visit, where, PinAnswer{{{63.3120004, -13.65, 0, {}, "mörkt"}, {63.3121, 13.6504, {}, 0, ""}}},
               1);
  kiosk.end(visit, 5);
  kiosk.send();

  const auto answers = town.exported("answers.csv");
  CHECK(answers.columns == std::vector<std::string>{"device", "visit", "time", "dialogue", "version",
                                                    "question", "kind", "language", "given", "alternative",
                                                    "value", "text", "category", "lat", "lon", "place",
                                                    "comment", "shown_order", "voided"});
  CHECK(answers.rows.size() == 7);
  for (const auto& row : answers.rows) {
    CHECK(row.at("device") == "Torget 1");
    CHECK(row.at("time") == "2027-01-15T08:00:00Z");
    CHECK(row.at("dialogue") == "square");
    CHECK(row.at("version") == "1");
    CHECK(row.at("language") == "en");
    CHECK(row.at("given") == "self");
    CHECK(row.at("voided") == "0");
  }
  std::string order;
  for (const auto at : core::shown_order(visit, priorities, 3))
    order += (order.empty() ? "" : " ") + kiosk.dialogue.questions[priorities].alternatives[at].id;
  CHECK(answers.one({{"alternative", "trees"}, {"value", "2"}, {"kind", "dots"}}).at("shown_order") == order);
  CHECK(answers.count({{"alternative", "light"}, {"value", "1"}, {"question", "priorities"}}) == 1);
  CHECK(
      answers.one({{"alternative", "seldom"}, {"value", "1"}, {"kind", "choice"}}).at("shown_order").empty());
  CHECK(answers.count({{"kind", "scale"}, {"value", "4"}, {"alternative", ""}}) == 1);
  CHECK(answers.count({{"kind", "text"}, {"text", "Mer ljus, \"nu\"\nsnälla"}, {"value", ""}}) == 1);
  CHECK(answers.count({{"lat", "63.3120004"},
                       {"lon", "-13.6500000"},
                       {"category", "dark"},
                       {"place", ""},
                       {"comment", "mörkt"},
                       {"text", ""}}) == 1);
  CHECK(answers.count({{"lat", "63.3121000"}, {"lon", "13.6504000"}, {"place", "bridge"}}) == 1);
}

TEST_CASE("a skip is counted but has no row", "[export]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  kiosk.person(priorities, Skipped{});
  kiosk.send();
  CHECK(town.exported("answers.csv").rows.empty());
  const auto row = town.exported("summary.csv")
                       .one({{"question", "priorities"}, {"breakdown", "all"}, {"alternative", ""}});
  CHECK(row.at("asked") == "1");
  CHECK(row.at("answered") == "0");
  CHECK(row.at("skipped") == "1");
}

TEST_CASE("a changed answer stands void beside the new one, and only the new one counts", "[export]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  const auto visit = kiosk.begin();
  kiosk.answer(visit, visits, ChoiceAnswer{{true, false}});
  kiosk.change(visit, visits, ChoiceAnswer{{false, true}});
  kiosk.end(visit, 5);
  kiosk.send();
  const auto answers = town.exported("answers.csv");
  CHECK(answers.one({{"alternative", "often"}}).at("voided") == "1");
  CHECK(answers.one({{"alternative", "seldom"}}).at("voided") == "0");
  const auto summary = town.exported("summary.csv");
  CHECK(summary.one({{"breakdown", "all"}, {"alternative", "often"}}).at("people") == "0");
  CHECK(summary.one({{"breakdown", "all"}, {"alternative", "seldom"}}).at("people") == "1");
  CHECK(summary.one({{"breakdown", "all"}, {"question", "visits"}, {"alternative", ""}}).at("answered") ==
        "1");
}

TEST_CASE("a visit flagged as a joke keeps its rows, void, and counts nowhere", "[export]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  const auto joke = kiosk.person(priorities, DotsAnswer{{3, 0, 0}});
  kiosk.person(priorities, DotsAnswer{{0, 1, 0}});
  kiosk.save({core::VoidRecord{joke, std::nullopt, core::VoidReason::Joke}});
  kiosk.send();
  const auto answers = town.exported("answers.csv");
  CHECK(answers.one({{"alternative", "trees"}}).at("voided") == "1");
  CHECK(answers.one({{"alternative", "benches"}}).at("voided") == "0");
  const auto visits = town.exported("visits.csv");
  CHECK(visits.count({{"voided", "1"}, {"reason", "joke"}}) == 1);
  CHECK(visits.count({{"voided", "0"}, {"reason", ""}}) == 1);
  const auto all = town.exported("summary.csv")
                       .one({{"question", "priorities"}, {"breakdown", "all"}, {"alternative", ""}});
  CHECK(all.at("asked") == "1");
  CHECK(all.at("answered") == "1");
  CHECK(all.at("dots") == "1");
}

TEST_CASE("a visit that goes on after a restart is one visit, and its void reaches back", "[export]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  const auto visit = kiosk.begin();
  kiosk.answer(visit, priorities, DotsAnswer{{1, 1, 1}});
  kiosk.restart();
  kiosk.change(visit, priorities, DotsAnswer{{0, 0, 2}});
  kiosk.answer(visit, feel, ScaleAnswer{2});
  kiosk.end(visit, 3);
  kiosk.send();
  const auto answers = town.exported("answers.csv");
  std::set<std::string> names;
  for (const auto& row : answers.rows) names.insert(row.at("visit"));
  CHECK(names.size() == 1);
  CHECK(answers.count({{"voided", "1"}}) == 3);
  CHECK(answers.count({{"voided", "0"}}) == 2);
  const auto visits = town.exported("visits.csv");
  CHECK(visits.rows.size() == 1);
  CHECK(visits.one({}).at("shown") == "3");
}

TEST_CASE("the dots of a poster are rows given on paper, nobody knows who set which", "[export]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  kiosk.person(priorities, DotsAnswer{{1, 0, 0}});
  core::VisitId poster{9};
  kiosk.save({core::PosterRecord{poster, priorities, {12, 0, 3}, 9, kiosk.now_s}});
  kiosk.send();
  const auto answers = town.exported("answers.csv");
  CHECK(answers.rows.size() == 3);
  const auto paper = answers.one({{"given", "paper"}, {"alternative", "trees"}});
  CHECK(paper.at("value") == "12");
  CHECK(paper.at("language").empty());
  CHECK(paper.at("shown_order").empty());
  const auto summary = town.exported("summary.csv");
  const auto all = summary.one({{"question", "priorities"}, {"breakdown", "all"}, {"alternative", ""}});
  CHECK(all.at("dots") == "16");
  CHECK(all.at("answered") == "10");
  CHECK(summary.one({{"breakdown", "all"}, {"alternative", "trees"}}).at("people") == "1");
  CHECK(summary.one({{"breakdown", "all"}, {"alternative", "trees"}}).at("dots") == "13");
  CHECK(summary.one({{"breakdown", "given"}, {"group", "paper"}, {"alternative", "trees"}}).at("dots") ==
        "12");
}

TEST_CASE("two kiosks and what the host noted stand in the same tables by the kiosks' names", "[export]") {
  ON_BOTH_DATABASES(town);
  Kiosk square(town, "Torget 1"), library(town, "Biblioteket");
  square.person(feel, ScaleAnswer{1});
  library.person(feel, ScaleAnswer{5});
  library.save({core::ShiftNote{library.now_s, "regn", "marknad", "Eva, Ali", "lång kö\n= 20 pers"}});
  library.save({core::HostRecord{core::HostAct::Pause, library.now_s}});
  square.send();
  library.send();
  const auto answers = town.exported("answers.csv");
  CHECK(answers.one({{"device", "Torget 1"}}).at("value") == "1");
  CHECK(answers.one({{"device", "Biblioteket"}}).at("value") == "5");
  const auto notes = town.exported("notes.csv");
  const auto note = notes.one({{"act", "note"}});
  CHECK(note.at("device") == "Biblioteket");
  CHECK(note.at("weather") == "regn");
  CHECK(note.at("note") == "lång kö\n= 20 pers");
  CHECK(notes.one({{"act", "pause"}}).at("time") == "2027-01-15T08:00:00Z");
}

TEST_CASE("the same id and version in other words is another dialogue, and the export says so", "[export]") {
  ON_BOTH_DATABASES(town);
  auto other = square_toml;
  other.replace(other.find("Bänkar"), std::string("Bänkar").size(), "Soffor");
  Kiosk one(town, "Torget 1"), two(town, "Torget 2", other);
  one.person(priorities, DotsAnswer{{0, 1, 0}});
  two.person(priorities, DotsAnswer{{0, 1, 0}});
  one.send();
  two.send();
  const auto report = town.export_to("results");
  REQUIRE(report.remarks.size() == 1);
  CHECK(report.remarks[0].find("square") != std::string::npos);
  const Csv answers(file_content(town.path("results/answers.csv")));
  CHECK(answers.one({{"device", "Torget 1"}}).at("version") == "1");
  const auto version = answers.one({{"device", "Torget 2"}}).at("version");
  CHECK(version.starts_with("1-"));
  const Csv codebook(file_content(town.path("results/codebook.csv")));
  CHECK(codebook.one({{"version", version}, {"what", "code"}, {"code", "benches"}, {"language", "sv"}})
            .at("text") == "Soffor");
  const Csv summary(file_content(town.path("results/summary.csv")));
  CHECK(summary.one({{"version", version}, {"breakdown", "all"}, {"alternative", "benches"}}).at("people") ==
        "1");
}

TEST_CASE("a record that cannot be read is listed, and the others are there", "[export]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  kiosk.person(feel, ScaleAnswer{3});
  kiosk.save_plain({1, 2, 3});
  kiosk.person(feel, ScaleAnswer{4});
  kiosk.send();
  const auto report = town.export_to("results");
  CHECK(report.unreadable_records == 1);
  CHECK(report.rows == 2);
  const Csv unreadable(file_content(town.path("results/unreadable.csv")));
  CHECK(unreadable.one({}).at("device") == "Torget 1");
  CHECK_FALSE(unreadable.one({}).at("why").empty());
}

TEST_CASE("a run that was sealed to another key is listed until that key is here", "[export]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  kiosk.person(feel, ScaleAnswer{3});
  kiosk.send();
  auto right_key = std::move(town.sealing_key);
  town.sealing_key = platform::make_box_key(town.random);
  auto report = town.export_to("results");
  CHECK(report.rows == 0);
  CHECK(report.unreadable_records == 5);
  CHECK(Csv(file_content(town.path("results/unreadable.csv"))).rows.size() == 1);
  town.sealing_key = std::move(right_key);
  report = town.export_to("results");
  CHECK(report.rows == 1);
  CHECK(report.unreadable_records == 0);
  CHECK(Csv(file_content(town.path("results/unreadable.csv"))).rows.empty());
}

TEST_CASE("what a hole took is listed as missing, a visit that began in it is still one", "[export]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  kiosk.person(feel, ScaleAnswer{1});
  kiosk.send();
  const auto visit = kiosk.begin(1);
  const auto lost = kiosk.peek(1);
  REQUIRE(lost);
  REQUIRE(*lost);
  kiosk.settle(**lost);  // a receiver that was restored from yesterday gave that receipt
  kiosk.answer(visit, feel, ScaleAnswer{5}, 1);
  kiosk.end(visit, 3);
  auto next = kiosk.peek(1000);
  REQUIRE(next);
  REQUIRE(*next);
  (*next)->hole = kiosk.receipt_for(**lost);
  REQUIRE(town.ledger->accept(kiosk.as_received(**next)));
  const auto report = town.export_to("results");
  CHECK(report.rows == 2);
  CHECK(report.missing_records == 1);
  CHECK(report.disputed_rows == 0);
  const Csv unreadable(file_content(town.path("results/unreadable.csv")));
  const auto missing = unreadable.one({});
  CHECK(missing.at("why").starts_with("missing: "));
  CHECK(missing.at("first") == std::to_string((*lost)->first));
  CHECK(missing.at("last") == missing.at("first"));
  const Csv visits(file_content(town.path("results/visits.csv")));
  const auto whose = Csv(file_content(town.path("results/answers.csv"))).one({{"value", "5"}}).at("visit");
  CHECK(visits.one({{"visit", whose}}).at("language") == "en");
  CHECK(visits.one({{"visit", whose}}).at("shown") == "3");
}

TEST_CASE("each export names and orders visits anew, and answers find their visit", "[export]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  for (int i = 0; i < 40; ++i) kiosk.person(feel, ScaleAnswer{1 + i % 5});
  kiosk.send();
  const auto first = town.exported("answers.csv"),
             visits = Csv(file_content(town.path("results/visits.csv")));
  const auto second = town.exported("answers.csv");
  std::set<std::string> names;
  for (const auto& row : first.rows) {
    CHECK(visits.count({{"visit", row.at("visit")}}) == 1);
    names.insert(row.at("visit"));
  }
  CHECK(names.size() == 40);
  for (const auto& row : second.rows) CHECK_FALSE(names.contains(row.at("visit")));
  const auto values = [](const Csv& csv) {
    std::string all;
    for (const auto& row : csv.rows) all += row.at("value");
    return all;
  };
  CHECK(values(first) != values(second));
  std::string in_order;
  for (int i = 0; i < 40; ++i) in_order += std::to_string(1 + i % 5);
  CHECK(values(first) != in_order);
  const auto audit = town.exported("answers.csv", {receiver::ExportFormat::Csv, 5, true});
  CHECK(values(audit) == in_order);
  CHECK(audit.columns.at(19) == "run");
  CHECK(audit.columns.at(20) == "number");
  CHECK(std::filesystem::exists(town.path("results/clocks.csv")));
  town.export_to("results");
  CHECK_FALSE(std::filesystem::exists(town.path("results/clocks.csv")));
}

TEST_CASE("an export into a folder that is there replaces its own files and no others", "[export]") {
  TownHall town;
  Kiosk kiosk(town, "Torget 1");
  kiosk.person(feel, ScaleAnswer{3});
  kiosk.send();
  std::filesystem::create_directory(town.path("results"));
  std::ofstream(town.path("results/minutes.txt")) << "ours";
  std::ofstream(town.path("results/answers.csv")) << "old";
  town.export_to("results");
  CHECK(file_content(town.path("results/minutes.txt")) == "ours");
  CHECK(file_content(town.path("results/answers.csv")).starts_with("device,visit,"));
  for (const auto& entry : std::filesystem::directory_iterator(town.path("results")))
    CHECK(entry.path().extension() != ".new");
}

TEST_CASE("an export that cannot be written leaves the earlier one as it was", "[export]") {
  TownHall town;
  Kiosk kiosk(town, "Torget 1");
  kiosk.person(feel, ScaleAnswer{3});
  kiosk.send();
  std::filesystem::create_directories(town.path("results/visits.csv.new"));  // nothing can be written there
  std::ofstream(town.path("results/answers.csv")) << "old";
  const auto outcome =
      receiver::export_to(town.path("results"), {}, *town.ledger, *town.tables, town.sealing_key, town.random,
                          receiver::Progress([](auto, auto) {}), [](auto, auto) {});
  CHECK_FALSE(outcome);
  CHECK(file_content(town.path("results/answers.csv")) == "old");
  CHECK_FALSE(std::filesystem::exists(town.path("results/answers.csv.new")));
}
