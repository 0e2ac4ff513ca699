// SPDX-License-Identifier: EUPL-1.2
// How the tables grow with the ledger, and that they are the same however they came to be.
#include <catch2/catch.hpp>

#include <algorithm>
#include <thread>

#include "sync/receiver/tables/table_schema.h"
#include "tests/receiver/town_hall.h"

using namespace talt;
using namespace talt::tests;
using core::DotsAnswer;
using core::ScaleAnswer;
using core::TextAnswer;

#define ON_BOTH_DATABASES(town)                            \
  TownHall town(GENERATE(Store::Sqlite, Store::Postgres)); \
  if (!town) return

namespace {

const receiver::Progress silence = [](auto, auto) {};

void catch_up(TownHall& town, receiver::Tables& tables) {
  const auto done = tables.catch_up(*town.ledger, town.sealing_key, silence);
  INFO((done ? "" : done.error().text()));
  REQUIRE(done);
}

/// Every row of every table, in an order of its own.
std::vector<std::string> everything(TownHall& town) {
  std::vector<std::string> all;
  for (const auto& table : receiver::tables_of_records()) {
    const auto count = town.tables->database().ask("SELECT COUNT(*) FROM " + table, "t");
    REQUIRE(count);
    all.push_back(table + " " + count->front()[0]);
  }
  const auto rows = town.tables->database().ask(
      "SELECT run, number, part, visit, dialogue, question, language, time, alternative, value, words, lat "
      "FROM opened_answers ORDER BY run, number, part",
      "ttttttttttbt");
  REQUIRE(rows);
  for (const auto& row : *rows) {
    all.emplace_back();
    for (const auto& cell : row) all.back() += cell + "|";
  }
  return all;
}

/// A dialogue whose file takes several records.
std::string long_dialogue() {
  auto toml = square_toml;
  const std::string comment = "# " + std::string(100, 'x') + "\n";
  for (int i = 0; i < 150; ++i) toml = comment + toml;
  return toml;
}

}  // namespace

TEST_CASE("taken in piece by piece or at once, the tables are the same", "[tables]") {
  ON_BOTH_DATABASES(town);
  town.tables = town.open_tables(1);  // a transaction for each batch or so
  Kiosk kiosk(town, "Torget 1", long_dialogue());
  for (int i = 0; i < 12; ++i) {
    kiosk.person(priorities, DotsAnswer{{1, 1, 1}});
    kiosk.person(wish, TextAnswer{"nr " + std::to_string(i)});
    if (i % 5 == 4) kiosk.restart();
    if (i % 3 == 0) kiosk.send(2);  // the dialogue's pieces come in several batches
    catch_up(town, *town.tables);
  }
  kiosk.send(1);
  catch_up(town, *town.tables);
  const auto grown = everything(town);
  catch_up(town, *town.tables);
  CHECK(everything(town) == grown);
  REQUIRE(town.tables->empty());
  town.tables = town.open_tables();
  catch_up(town, *town.tables);
  CHECK(everything(town) == grown);
  CHECK(town.exported("answers.csv").rows.size() == 48);
}

TEST_CASE("half a dialogue waits for its other half, also in another process", "[tables]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1", long_dialogue());
  kiosk.person(feel, ScaleAnswer{3});
  const auto first_piece = kiosk.peek(1);
  REQUIRE(first_piece);
  REQUIRE(*first_piece);
  REQUIRE(town.ledger->accept(kiosk.as_received(**first_piece)));
  catch_up(town, *town.tables);
  CHECK(town.export_to("results").unreadable_records == 0);
  town.tables = town.open_tables();
  kiosk.send();
  CHECK(town.export_to("results").rows == 1);
}

TEST_CASE("two processes at once make no row twice and leave none out", "[tables]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1"), other(town, "Torget 2");
  for (int i = 0; i < 60; ++i) {
    kiosk.person(priorities, DotsAnswer{{1, 1, 1}});
    other.person(feel, ScaleAnswer{2});
  }
  kiosk.send(7);
  other.send(7);
  auto one = town.open_tables(10), two = town.open_tables(10);
  core::Result<std::vector<receiver::LedgerRun>> first = std::vector<receiver::LedgerRun>(), second = first;
  std::thread beside([&] { second = two->catch_up(*town.ledger, town.sealing_key, silence); });
  first = one->catch_up(*town.ledger, town.sealing_key, silence);
  beside.join();
  REQUIRE(first);
  REQUIRE(second);
  const auto together = everything(town);
  REQUIRE(town.tables->empty());
  catch_up(town, *town.tables);
  CHECK(everything(town) == together);
  CHECK(town.exported("answers.csv").rows.size() == 240);
}

TEST_CASE("tables that are emptied while another process takes in come out whole", "[tables]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  for (int i = 0; i < 60; ++i) kiosk.person(feel, ScaleAnswer{1 + i % 5});
  kiosk.send(5);
  auto one = town.open_tables(5), two = town.open_tables();
  bool is_emptied = false;
  const auto done = one->catch_up(*town.ledger, town.sealing_key, [&](std::uint64_t taken, std::uint64_t) {
    if (taken < 100 || is_emptied) return;
    is_emptied = two->empty().ok();
  });
  REQUIRE(done);
  CHECK(is_emptied);
  CHECK(town.exported("answers.csv").rows.size() == 60);
  CHECK(town.exported("visits.csv").rows.size() == 60);
}

TEST_CASE("a revoked key's later records stand apart, and come back with the revocation's end", "[tables]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  kiosk.person(feel, ScaleAnswer{1});
  kiosk.send();
  CHECK(town.export_to("results").rows == 1);
  const auto runs = town.ledger->runs();
  REQUIRE(runs);
  REQUIRE(town.ledger->revoke(kiosk.identity().device, {runs->at(0).run, runs->at(0).through}));
  kiosk.person(feel, ScaleAnswer{5});
  kiosk.send();
  const auto report = town.export_to("results");
  CHECK(report.rows == 1);
  CHECK(report.disputed_rows == 1);
  const Csv answers(file_content(town.path("results/answers.csv")));
  CHECK(answers.one({}).at("value") == "1");
  const Csv disputed(file_content(town.path("results/disputed.csv")));
  CHECK(disputed.one({}).at("value") == "5");
  CHECK_FALSE(disputed.one({}).at("disputed").empty());
  const Csv summary(file_content(town.path("results/summary.csv")));
  CHECK(summary.one({{"question", "feel"}, {"breakdown", "all"}, {"alternative", ""}}).at("answered") == "1");
  const Csv visits(file_content(town.path("results/visits.csv")));
  CHECK(visits.count({{"disputed", "1"}}) == 1);
  CHECK(visits.count({{"disputed", "0"}}) == 1);
}

TEST_CASE("records sent twice are rows once", "[tables]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  kiosk.person(feel, ScaleAnswer{4});
  const auto batch = kiosk.peek(1000);
  REQUIRE(batch);
  for (int i = 0; i < 3; ++i) REQUIRE(town.ledger->accept(kiosk.as_received(**batch)));
  kiosk.send();
  CHECK(town.exported("answers.csv").rows.size() == 1);
  CHECK(town.exported("visits.csv").rows.size() == 1);
}

TEST_CASE("forgotten tables leave no answer in the database's file, and can be made again", "[tables]") {
  TownHall town;
  Kiosk kiosk(town, "Torget 1");
  for (int i = 0; i < 200; ++i) kiosk.person(wish, TextAnswer{"mera blommor vid sjukstugan"});
  kiosk.send();
  CHECK(town.export_to("results").rows == 200);
  REQUIRE(town.tables->forget());
  town.tables.reset();
  town.ledger.reset();  // the last handle closes, and SQLite puts its log into the file
  CHECK(file_content(town.path("receiver.db")).find("sjukstugan") == std::string::npos);
  auto ledger = receiver::Ledger::open(town.path("receiver.db"));
  REQUIRE(ledger);
  town.ledger = std::move(*ledger);
  town.tables = town.open_tables();
  CHECK(town.export_to("results").rows == 200);
}

TEST_CASE("times of a kiosk without a clock are corrected from its receipts", "[tables]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  const auto now_s = kiosk.now_s;
  kiosk.boot(3'600'000 * 1000LL);  // 1970
  kiosk.now_s = 3'600'000;
  kiosk.person(feel, ScaleAnswer{2});
  auto receipt = kiosk.clock_;
  receipt.boot_ms += 3'600'000;
  receipt.wall_ms = (now_s + 3600) * 1000;
  receipt.source = core::ClockSource::Receipt;
  kiosk.save({receipt});
  kiosk.send();
  CHECK(town.exported("answers.csv").one({}).at("time") == "2027-01-15T08:00:00Z");
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_watched = true;  // by a sanitizer, whose shadow counts as memory, too
#else
constexpr bool is_watched = false;
#endif

TEST_CASE("a hundred thousand records are exported in little memory", "[tables]") {
  ON_BOTH_DATABASES(town);
  Kiosk kiosk(town, "Torget 1");
  constexpr int people = 25'000;
  for (int i = 0; i < people; i += 500) {
    std::vector<core::Record> records;
    for (int j = i; j < i + 500; ++j) {
      core::VisitId visit{};
      town.random.fill(visit);
      records.insert(
          records.end(),
          {core::VisitBegin{visit, 0, core::Given::Self, kiosk.now_s},
           core::AnswerRecord{visit, priorities, DotsAnswer{{1, 2, 0}}, 0, core::Given::Self, kiosk.now_s},
           core::AnswerRecord{visit, feel, ScaleAnswer{1 + j % 5}, 0, core::Given::Self, kiosk.now_s},
           core::VisitEnd{visit, core::Ending::Done, 5}});
    }
    kiosk.save(std::move(records));
    kiosk.send();
  }
  const auto memory = [](const char* field) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
      if (line.starts_with(field)) return std::stol(line.substr(line.find_first_of("0123456789")));
    return 0L;
  };
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak begins anew
  const auto before = memory("VmRSS:");
  const auto report = town.export_to("results");
  CHECK(report.rows == 3 * people);
  CHECK((is_watched ||
         memory("VmHWM:") - before < 100'000));  // kB; all rows at once would take several times that
  const auto summary = file_content(town.path("results/summary.csv"));
  CHECK(summary.find("square,1,priorities,dots,all,,benches,25000,25000,0,25000,50000\r\n") !=
        std::string::npos);
}
