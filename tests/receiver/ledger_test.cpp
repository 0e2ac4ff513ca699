// SPDX-License-Identifier: EUPL-1.2
// What the ledger keeps and what it says, on both databases.
#include <catch2/catch.hpp>

#include <thread>

#include "sync/receiver/ledger/ledger.h"
#include "tests/doubles/counting_random.h"
#include "tests/doubles/run_made.h"
#include "tests/receiver/databases.h"

using namespace talt;
using namespace talt::receiver;
using doubles::MadeDevice;
using doubles::MadeRun;
using tests::Store;

namespace {

/// A ledger with one enrolled device.
struct Town {
  doubles::TemporaryFolder folder;
  doubles::CountingRandom random;
  MadeDevice device{random};
  platform::SigningKey receipt_key = platform::make_signing_key(random);
  std::optional<std::string> where;
  std::unique_ptr<Ledger> ledger;

  explicit Town(Store store) : where(tests::empty_database(store, folder)) {
    if (!where) return;
    auto opened = Ledger::open(*where);
    INFO((opened ? "" : opened.error().text()));
    REQUIRE(opened);
    ledger = std::move(*opened);
    enrol(device);
  }
  explicit operator bool() const { return ledger != nullptr; }

  void enrol(MadeDevice& made) {
    const core::Bytes code(16, 3);
    const auto id = ledger->open_enrolment({made.id, made.name, code, 1000, {}});
    REQUIRE(id);
    made.id = *id;
    REQUIRE(ask_with(made, code, 500) == Enrolled::Taken);
  }
  Enrolled ask_with(const MadeDevice& made, const core::Bytes& code, std::int64_t now_s) {
    sync::EnrolmentFile file;
    file.device = made.id;
    file.code = code;
    file.receipt.key.assign(receipt_key.public_key.begin(), receipt_key.public_key.end());
    const auto outcome =
        ledger->enrol(sync::make_enrolment_request(file, made.key), receipt_key.public_key, now_s);
    REQUIRE(outcome);
    return *outcome;
  }

  core::Result<LedgerRun> send(const MadeRun& run, std::uint64_t from, std::uint64_t to,
                               std::optional<sync::Hole> hole = {}) {
    const auto body = run.body(from, to);
    return ledger->accept(
        {device.id, run.header.run, run.header.device_key, run.range(from, to), hole, body, "evidence", 700});
  }
  LedgerRun sent(const MadeRun& run, std::uint64_t from, std::uint64_t to,
                 std::optional<sync::Hole> hole = {}) {
    const auto taken = send(run, from, to, std::move(hole));
    INFO((taken ? "" : taken.error().text()));
    REQUIRE(taken);
    return *taken;
  }
  std::vector<core::Bytes> frames(const LedgerRun& run) {
    std::vector<core::Bytes> out;
    REQUIRE(ledger->frames(run, 0, 1000, [&](std::uint64_t, core::ByteView frame) {
      out.emplace_back(frame.begin(), frame.end());
    }));
    return out;
  }
  std::vector<LedgerRun> runs() {
    auto all = ledger->runs();
    REQUIRE(all);
    return *all;
  }
  MadeRun run_of(std::size_t records) {
    MadeRun run(device, random);
    run.add(records);
    return run;
  }
  std::uint64_t records() {
    const auto count = ledger->count_records();
    REQUIRE(count);
    return *count;
  }
};

}  // namespace

#define ON_BOTH_DATABASES(town)                        \
  Town town(GENERATE(Store::Sqlite, Store::Postgres)); \
  if (!town) return

TEST_CASE("batches are kept byte for byte and the run moves on", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto run = town.run_of(30);
  CHECK(town.sent(run, 1, 10).through == 10);
  const auto after = town.sent(run, 11, 30);
  CHECK(after.through == 30);
  CHECK(after.head == run.head(30));
  CHECK(after.disputed.empty());
  CHECK(town.frames(town.runs().at(0)) == run.frames);
  CHECK(town.records() == 30);
}

TEST_CASE("frames come in parts from any number on", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto run = town.run_of(30);
  for (std::uint64_t from = 1; from <= 30; from += 10) town.sent(run, from, from + 9);
  std::vector<std::uint64_t> numbers;
  const auto note = [&](std::uint64_t number, core::ByteView) { numbers.push_back(number); };
  REQUIRE(town.ledger->frames(town.runs().at(0), 15, 1, note));
  CHECK(numbers == std::vector<std::uint64_t>{15, 16, 17, 18, 19, 20});
  numbers.clear();
  REQUIRE(town.ledger->frames(town.runs().at(0), 31, 5, note));
  CHECK(numbers.empty());
}

TEST_CASE("repeats and overlaps change nothing but what is new", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto run = town.run_of(30);
  town.sent(run, 1, 20);
  for (const auto& [from, to] : {std::pair{1, 20}, {5, 9}, {20, 20}, {1, 1}}) {
    const auto again = town.sent(run, static_cast<std::uint64_t>(from), static_cast<std::uint64_t>(to));
    CHECK(again.through == 20);
    CHECK(again.head == run.head(20));
    CHECK(again.disputed.empty());
  }
  CHECK(town.records() == 20);
  CHECK(town.sent(run, 15, 30).through == 30);
  CHECK(town.frames(town.runs().at(0)) == run.frames);
  CHECK(town.runs().size() == 1);
}

TEST_CASE("beyond the next number nothing is stored and the answer says how far it is", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto run = town.run_of(30);
  town.sent(run, 1, 10);
  CHECK(town.sent(run, 12, 20).through == 10);
  CHECK(town.records() == 10);
  const auto unknown = town.run_of(5);
  const auto nothing = town.sent(unknown, 2, 5);
  CHECK(nothing.through == 0);
  CHECK(nothing.head == sync::Head{});
  CHECK(town.runs().size() == 1);
}

TEST_CASE("an empty run is known by its header", "[ledger]") {
  ON_BOTH_DATABASES(town);
  auto run = town.run_of(0);
  CHECK(town.sent(run, 1, 0).head == run.head(0));
  CHECK(town.sent(run, 1, 0).through == 0);
  CHECK(town.runs().size() == 1);
  run.add(3);
  CHECK(town.sent(run, 1, 3).through == 3);
  CHECK(town.sent(run, 1, 0).through == 3);
  CHECK(town.ledger->verify());
}

TEST_CASE("other bytes under known numbers are kept beside the first, wherever they begin", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto run = town.run_of(20);
  town.sent(run, 1, 20);
  const auto fork = GENERATE(0u, 4u, 15u, 19u);
  const auto other = run.forked(fork, 30 - fork);
  const auto to = GENERATE(20u, 30u);
  const auto kept = town.sent(other, 1, to);
  CHECK(kept.through == to);
  CHECK(kept.head == other.head(to));
  CHECK(kept.disputed_from == fork + 1);
  CHECK_FALSE(kept.disputed.empty());
  const auto runs = town.runs();
  REQUIRE(runs.size() == 2);
  CHECK(runs[0].through == 20);
  CHECK(runs[0].disputed_from == fork + 1);
  CHECK(runs[1].is_branch);
  CHECK(runs[1].first == fork + 1);
  CHECK(town.frames(runs[0]) == run.frames);
  CHECK(town.frames(runs[1]) ==
        std::vector<core::Bytes>(other.frames.begin() + fork, other.frames.begin() + to));
  CHECK(town.ledger->verify());
}

TEST_CASE("other bytes wholly below are found, and their repeat is a repeat", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto run = town.run_of(20);
  town.sent(run, 1, 20);
  const auto other = run.forked(4, 4);  // 5 to 8 differ
  for (int tries = 0; tries < 3; ++tries) {
    const auto kept = town.sent(other, 3, 8);
    CHECK(kept.is_branch);
    CHECK(kept.through == 8);
    CHECK(kept.head == other.head(8));
  }
  CHECK(town.runs().size() == 2);
  CHECK(town.records() == 24);
  CHECK(town.sent(run, 1, 20).through == 20);
}

TEST_CASE("both branches go on, each with its own receipts", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto run = town.run_of(30);
  const auto other = run.forked(5, 25);
  town.sent(run, 1, 10);
  town.sent(other, 1, 10);
  CHECK(town.sent(run, 11, 20).head == run.head(20));
  CHECK(town.sent(other, 11, 15).head == other.head(15));
  CHECK(town.sent(run, 21, 30).head == run.head(30));
  CHECK(town.sent(other, 16, 30).head == other.head(30));
  CHECK(town.sent(other, 1, 30).head == other.head(30));
  CHECK(town.records() == 30 + 25);
  CHECK(town.runs().size() == 2);
  CHECK(town.ledger->verify());
}

TEST_CASE("records whose own past is not here are kept beside those that are", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto run = town.run_of(20);
  town.sent(run, 1, 20);
  const auto other = run.forked(2, 18);
  const auto kept = town.sent(other, 10, 15);
  CHECK(kept.is_branch);
  CHECK(kept.head == other.head(15));
  CHECK(town.sent(other, 10, 15).through == 15);
  CHECK(town.sent(other, 16, 20).through == 20);
  CHECK(town.runs().size() == 2);
  const auto holes = town.ledger->holes();
  REQUIRE(holes);
  REQUIRE(holes->size() == 1);
  CHECK(holes->at(0).last == 9);
  CHECK(town.ledger->verify());
}

TEST_CASE("a batch that does not lead where it says is not taken and leaves nothing", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto run = town.run_of(10);
  auto body = run.body(1, 10);
  body.back() ^= 1;
  CHECK_FALSE(town.ledger->accept(
      {town.device.id, run.header.run, run.header.device_key, run.range(1, 10), {}, body, "", 7}));
  body = run.body(1, 9);
  CHECK_FALSE(town.ledger->accept(
      {town.device.id, run.header.run, run.header.device_key, run.range(1, 10), {}, body, "", 7}));
  auto range = run.range(1, 10);
  range.before[0] ^= 1;
  body = run.body(1, 10);
  CHECK_FALSE(
      town.ledger->accept({town.device.id, run.header.run, run.header.device_key, range, {}, body, "", 7}));
  CHECK(town.runs().empty());
  CHECK(town.records() == 0);
}

// ---- holes

TEST_CASE("a hole that a receipt proves is kept as one, and nothing waits", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto run = town.run_of(30);
  town.sent(run, 1, 10);
  sync::Receipt receipt{town.device.id, run.header.run, 20, run.head(20), 20, 600, "", "", {}};
  auto wrong = receipt;
  wrong.through = 19;
  CHECK(town.sent(run, 21, 30, wrong).through == 10);
  wrong = receipt;
  wrong.head = run.head(19);
  CHECK(town.sent(run, 21, 30, wrong).through == 10);
  CHECK(town.sent(run, 21, 30, receipt).through == 30);
  const auto holes = town.ledger->holes();
  REQUIRE(holes);
  REQUIRE(holes->size() == 1);
  CHECK(holes->at(0).first == 11);
  CHECK(holes->at(0).last == 20);
  CHECK(town.sent(run, 21, 30, receipt).through == 30);
  CHECK(town.records() == 20);
  CHECK(town.ledger->verify());
}

TEST_CASE("a device's word of loss covers what it names and no more", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto run = town.run_of(30);
  town.sent(run, 1, 10);
  sync::LossStatement loss{town.device.id, run.header.run, 15, 20, run.head(20), {}};
  CHECK(town.sent(run, 21, 30, loss).through == 10);  // 11 to 14 are to be sent
  loss.from = 11;
  CHECK(town.sent(run, 21, 30, loss).through == 30);
  CHECK(town.ledger->verify());
}

TEST_CASE("a run whose beginning is lost is taken from where it goes on", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto run = town.run_of(30);
  auto body = run.header_bytes();
  core::append(body, run.body(21, 30));
  const sync::Receipt receipt{town.device.id, run.header.run, 20, run.head(20), 20, 600, "", "", {}};
  const auto taken = town.ledger->accept(
      {town.device.id, run.header.run, run.header.device_key, run.range(21, 30), receipt, body, "", 700});
  REQUIRE(taken);
  CHECK(taken->through == 30);
  CHECK(town.records() == 10);
  CHECK(town.ledger->verify());
}

// ---- copied devices

TEST_CASE("runs that follow each other are no news", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto first = town.run_of(10);
  town.sent(first, 1, 10);
  MadeRun second(town.device, town.random, first, 10);
  second.add(5);
  CHECK(town.sent(second, 11, 15).disputed.empty());
  CHECK(town.sent(first, 1, 10).disputed.empty());
}

TEST_CASE("two runs that follow the same one show a copied device", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto first = town.run_of(10);
  town.sent(first, 1, 10);
  MadeRun left(town.device, town.random, first, 10), right(town.device, town.random, first, 10);
  left.add(5);
  right.add(6);
  CHECK(town.sent(left, 11, 15).disputed.empty());
  CHECK_FALSE(town.sent(right, 11, 16).disputed.empty());
  CHECK_FALSE(town.sent(left, 11, 15).disputed.empty());  // the other one is told as well
  CHECK(town.runs().at(1).disputed_from == 11);
  CHECK(town.runs().at(2).disputed_from == 11);
  CHECK(town.records() == 21);
}

TEST_CASE("a run that goes on behind its successor shows a copied device, in either order", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto first = town.run_of(20);
  MadeRun second(town.device, town.random, first, 10);
  second.add(5);
  const bool successor_first = GENERATE(true, false);
  town.sent(first, 1, successor_first ? 10 : 20);
  town.sent(second, 11, 15);
  if (successor_first) town.sent(first, 11, 20);
  CHECK(town.runs().at(0).disputed_from == 11);
  CHECK(town.runs().at(1).disputed_from == 11);
}

// ---- what is inside does not matter

TEST_CASE("a header that nobody can read does not block its run", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto run = town.run_of(2);
  const core::Bytes header{0x83, 1, 2, 3};
  core::Bytes body = header;
  sync::BatchRange range{1, sync::first_head(header), 2, {}};
  range.after = range.before;
  for (const auto& frame : run.frames) {
    core::append(body, frame);
    range.after = sync::next_head(range.after, frame);
  }
  const auto taken =
      town.ledger->accept({town.device.id, run.header.run, run.header.device_key, range, {}, body, "", 7});
  REQUIRE(taken);
  CHECK(taken->through == 2);
  CHECK_FALSE(taken->disputed.empty());
}

// ---- several at once

TEST_CASE("many threads at once lose nothing", "[ledger]") {
  ON_BOTH_DATABASES(town);
  constexpr std::size_t kiosks = 8;
  std::vector<MadeRun> runs;
  for (std::size_t i = 0; i < kiosks; ++i) runs.push_back(town.run_of(50));
  std::vector<std::thread> threads;
  std::atomic<int> failures{0};
  for (const auto& run : runs)
    threads.emplace_back([&] {
      for (std::uint64_t from = 1; from <= 50; from += 5) {
        const auto body = run.body(from, from + 4);
        const auto taken = town.ledger->accept({town.device.id,
                                                run.header.run,
                                                run.header.device_key,
                                                run.range(from, from + 4),
                                                {},
                                                body,
                                                "",
                                                7});
        if (!taken || taken->head != run.head(from + 4)) ++failures;
      }
    });
  for (auto& thread : threads) thread.join();
  CHECK(failures == 0);
  CHECK(town.records() == kiosks * 50);
  CHECK(town.ledger->verify());
}

TEST_CASE("several receivers on one database send the same and lose no update", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto run = town.run_of(60);
  std::vector<std::thread> threads;
  std::atomic<int> failures{0};
  for (int receiver = 0; receiver < 3; ++receiver)
    threads.emplace_back([&] {
      auto ledger = Ledger::open(*town.where);
      if (!ledger) return void(++failures);
      for (std::uint64_t from = 1; from <= 60; from += 3) {
        const auto body = run.body(from, from + 2);
        const auto taken = (*ledger)->accept({town.device.id,
                                              run.header.run,
                                              run.header.device_key,
                                              run.range(from, from + 2),
                                              {},
                                              body,
                                              "",
                                              7});
        if (!taken || taken->through < from + 2 || !taken->disputed.empty()) ++failures;
      }
    });
  for (auto& thread : threads) thread.join();
  CHECK(failures == 0);
  CHECK(town.runs().size() == 1);
  CHECK(town.records() == 60);
  CHECK(town.ledger->verify());
}

TEST_CASE("what another handle has committed survives the one that made the database", "[ledger]") {
  ON_BOTH_DATABASES(town);
  const auto run = town.run_of(10);
  town.sent(run, 1, 5);
  { REQUIRE(Ledger::open(*town.where)); }  // opened and closed beside it, as the other commands do
  town.sent(run, 6, 10);
  const auto other = Ledger::open(*town.where);
  REQUIRE(other);
  CHECK((*other)->count_records().value() == 10);
}
