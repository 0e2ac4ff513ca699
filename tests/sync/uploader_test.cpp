// SPDX-License-Identifier: EUPL-1.2
#include "sync/uploader.h"

#include <filesystem>
#include <fstream>

#include "sync/backoff.h"
#include "tests/doubles/stub_receiver.h"
#include "tests/sync/journal_rig.h"

using namespace talt;
using namespace talt::sync;
using core::SyncTrouble;
using doubles::StubReceiver;
namespace files = std::filesystem;

namespace {

struct Town : JournalRig {
  StubReceiver receiver{receipt_key, device_key.public_key};
  std::unique_ptr<Journal> journal = open();
  DeviceIdentity who;

  Town() {
    who.url = "https://receiver.example";
    who.device = identity().device;
    who.device_key = platform::signing_key_from_seed(platform::seed_of(device_key));
    who.receipt_key = receipt_key.public_key;
  }
  void collect(int count) {
    append_many(*journal, count, [](int) { return std::string("answer"); });
  }
  void reopen() {
    journal.reset();
    journal = open();
  }
  SyncOutcome attempt() { return Uploader(*journal, receiver, who, random).attempt({}); }
  const StubReceiver::Run& only_run() const {
    REQUIRE(receiver.runs.size() == 1);
    return receiver.runs.begin()->second;
  }
  std::size_t received() const {
    std::size_t count = 0;
    for (const auto& [id, run] : receiver.runs) count += run.frames.size();
    return count;
  }
};

/// Answers for the oldest run that has been seen, and for no other.
std::function<std::optional<StubReceiver::Answer>(const StubReceiver::Seen&)> refuse_first_run(
    const StubReceiver& receiver, StubReceiver::Answer answer) {
  return [&receiver, answer](const StubReceiver::Seen& seen) -> std::optional<StubReceiver::Answer> {
    return seen.run == receiver.seen.front().run ? std::optional(answer) : std::nullopt;
  };
}

}  // namespace

TEST_CASE("everything is sent, in batches, and receipted") {
  Town town;
  town.collect(2500);
  CHECK(town.attempt().trouble == SyncTrouble::None);
  CHECK(town.journal->status().pending == 0);
  CHECK(town.only_run().frames.size() == 2500);
  CHECK(town.receiver.seen.size() == 3);
  CHECK(town.attempt().trouble == SyncTrouble::None);
  CHECK(town.receiver.seen.size() == 4);  // nothing to say: it only asks whether all is still there
  CHECK(town.receiver.seen.back().range.count == 0);
}

TEST_CASE("a receiver restored from long ago gets the runs again that were settled") {
  Town town;
  for (int run = 0; run < 4; ++run) {
    town.collect(5);
    REQUIRE(town.attempt().trouble == SyncTrouble::None);
    town.reopen();
  }
  const auto today = town.receiver.runs;
  std::erase_if(town.receiver.runs, [](const auto& run) { return run.second.header.first > 1; });
  REQUIRE(town.receiver.runs.size() == 1);
  const bool has_news = GENERATE(true, false);
  if (has_news) town.collect(2);
  CHECK(town.attempt().trouble == SyncTrouble::None);
  CHECK(town.received() == (has_news ? 22u : 20u));
  for (const auto& [id, run] : today) CHECK(town.receiver.runs.at(id).frames == run.frames);
}

TEST_CASE("runs that were settled are let go of once a backup has them") {
  Town town;
  for (int run = 0; run < 4; ++run) {
    town.collect(5);
    REQUIRE(town.attempt().trouble == SyncTrouble::None);
    town.reopen();
  }
  CHECK(town.journal->held_runs().size() == 4);
  const auto asked = town.receiver.seen.size();
  REQUIRE(town.attempt().trouble == SyncTrouble::None);
  CHECK(town.receiver.seen.size() <= asked + 2);
  town.receiver.stable_behind = 0;
  REQUIRE(town.attempt().trouble == SyncTrouble::None);
  CHECK(town.journal->held_runs().empty());
}

TEST_CASE("where all is receipted, a receiver that is away is no trouble") {
  Town town;
  town.collect(5);
  REQUIRE(town.attempt().trouble == SyncTrouble::None);
  town.receiver.instead = [](const StubReceiver::Seen&) -> std::optional<StubReceiver::Answer> {
    return platform::HttpError{platform::HttpFailure::Unreachable, "away"};
  };
  CHECK(town.attempt().trouble == SyncTrouble::None);
}

TEST_CASE("a batch that is too large is halved until it fits, down to a single record") {
  for (const std::uint64_t most : {300, 7, 1}) {
    Town town;
    town.collect(40);
    town.receiver.instead = [&](const StubReceiver::Seen& seen) -> std::optional<StubReceiver::Answer> {
      return seen.range.count > most ? std::optional<StubReceiver::Answer>(StubReceiver::problem(413))
                                     : std::nullopt;
    };
    CHECK(town.attempt().trouble == SyncTrouble::None);
    CHECK(town.only_run().frames.size() == 40);
  }
}

TEST_CASE("a line that breaks off early carries fewer records at a time, down to one") {
  for (const std::uint64_t most : {300, 7, 1}) {
    Town town;
    town.collect(40);
    town.receiver.instead = [&](const StubReceiver::Seen& seen) -> std::optional<StubReceiver::Answer> {
      if (seen.range.count <= most) return std::nullopt;
      return platform::HttpError{platform::HttpFailure::BrokeOff, "cut"};
    };
    CHECK(town.attempt().trouble == SyncTrouble::None);
    CHECK(town.only_run().frames.size() == 40);
  }
}

TEST_CASE("a line that breaks off whatever it carries ends the attempt, and nothing is lost") {
  Town town;
  town.collect(40);
  town.receiver.instead = [](const StubReceiver::Seen&) {
    return std::optional<StubReceiver::Answer>(platform::HttpError{platform::HttpFailure::BrokeOff, "cut"});
  };
  CHECK(town.attempt().trouble == SyncTrouble::NoNetwork);
  CHECK(town.receiver.seen.size() < 8);
  town.receiver.instead = nullptr;
  CHECK(town.attempt().trouble == SyncTrouble::None);
  CHECK(town.only_run().frames.size() == 40);
}

TEST_CASE("a record that is too large by itself holds up its own run alone, and is kept") {
  Town town;
  town.collect(3);
  town.reopen();
  town.collect(3);
  town.receiver.instead = [&](const StubReceiver::Seen& seen) -> std::optional<StubReceiver::Answer> {
    const bool is_first = seen.run == town.receiver.seen.front().run;
    if (is_first && seen.range.first + seen.range.count > 2) return StubReceiver::problem(413);
    return std::nullopt;
  };
  const auto outcome = town.attempt();
  CHECK(outcome.trouble == SyncTrouble::ReceiverFault);
  CHECK(town.received() == 1 + 3);
  CHECK(town.journal->status().pending == 2);
  town.receiver.instead = nullptr;
  CHECK(town.attempt().trouble == SyncTrouble::None);
  CHECK(town.received() == 6);
}

TEST_CASE("a run that the receiver does not take, or breaks on, does not hold up the others") {
  for (const int status : {400, 422, 500}) {
    Town town;
    town.collect(5);
    town.reopen();
    town.collect(5);
    town.receiver.instead = refuse_first_run(town.receiver, StubReceiver::problem(status));
    CHECK(town.attempt().trouble == SyncTrouble::ReceiverFault);
    CHECK(town.received() == 5);
    CHECK(town.journal->status().pending == 5);
    town.receiver.instead = nullptr;
    CHECK(town.attempt().trouble == SyncTrouble::None);
    CHECK(town.received() == 10);
  }
}

TEST_CASE("a run without a record is sent by its header alone") {
  Town town;
  town.collect(1);
  CHECK(town.attempt().trouble == SyncTrouble::None);
  town.receiver.runs.clear();
  town.collect(1);
  CHECK(town.attempt().trouble == SyncTrouble::None);
  CHECK(town.only_run().frames.size() == 2);
}

TEST_CASE("a receiver restored from yesterday gets again what is still here") {
  Town town;
  town.collect(10);
  REQUIRE(town.attempt().trouble == SyncTrouble::None);
  const auto yesterday = town.receiver.runs;
  town.collect(10);
  REQUIRE(town.attempt().trouble == SyncTrouble::None);
  const auto today = town.only_run().frames;
  town.receiver.runs = yesterday;
  town.collect(1);
  CHECK(town.attempt().trouble == SyncTrouble::None);
  CHECK(town.only_run().frames.size() == 21);
  CHECK(town.only_run().holes.empty());
  for (const auto& [number, frame] : today) CHECK(town.only_run().frames.at(number) == frame);
}

TEST_CASE("where the kiosk has pruned, the receipt once given stands for what the restored receiver lacks") {
  Town town;
  town.receiver.stable_behind = 0;
  town.collect(10);
  REQUIRE(town.attempt().trouble == SyncTrouble::None);
  CHECK(town.journal->status().current->pruned == 10);
  town.receiver.runs.clear();
  town.collect(3);
  CHECK(town.attempt().trouble == SyncTrouble::None);
  REQUIRE(town.only_run().holes.size() == 1);
  CHECK(std::get<Receipt>(town.only_run().holes[0]).through == 10);
  CHECK(town.only_run().frames.size() == 3);
  CHECK(town.journal->status().pending == 0);
}

TEST_CASE("what the kiosk lost is stated under its device's key, and the rest arrives") {
  Town town;
  town.collect(9000);
  REQUIRE(town.journal->write_mark());
  town.journal.reset();
  files::path table;
  for (const auto& entry : files::directory_iterator(town.folder / "journal"))
    if (entry.path().extension() == ".ldb" && (table.empty() || entry.path() < table)) table = entry.path();
  REQUIRE_FALSE(table.empty());
  {
    std::fstream file(table, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(files::file_size(table) / 2));
    file.write("\xff\xff\xff\xff\xff\xff\xff\xff", 8);
  }
  town.journal = town.open();
  CHECK(town.attempt().trouble == SyncTrouble::None);
  REQUIRE(town.only_run().holes.size() == 1);
  const auto& loss = std::get<LossStatement>(town.only_run().holes[0]);
  CHECK(town.only_run().frames.size() + (loss.to + 1 - loss.from) == 9000);
  CHECK(town.only_run().through == 9000);
  CHECK(town.journal->status().pending == 0);
}

TEST_CASE("an attempt ends with a receiver whose receipts stand still or go back for ever") {
  Town town;
  town.collect(50);
  town.receiver.bends = [&](Receipt& receipt) {
    receipt.through = 0;
    receipt.head = {};
  };
  const auto outcome = town.attempt();
  CHECK(outcome.trouble == SyncTrouble::ReceiverFault);
  CHECK(town.receiver.seen.size() < 10);
  CHECK(town.journal->status().pending == 50);
  town.receiver.bends = [](Receipt&) {};
  CHECK(town.attempt().trouble == SyncTrouble::None);
}

TEST_CASE("a disputed run is told of, and one with foreign heads keeps its records and lets the others go") {
  Town town;
  town.collect(4);
  town.receiver.bends = [](Receipt& receipt) { receipt.disputed = "two kiosks follow this run"; };
  CHECK(town.attempt().trouble == SyncTrouble::None);
  REQUIRE_FALSE(town.journal->status().warnings.empty());
  CHECK(town.journal->status().warnings.back().find("two kiosks follow") != std::string::npos);

  town.collect(4);
  town.reopen();
  town.collect(2);
  const auto disputed = town.receiver.seen.front().run;
  town.receiver.bends = [&](Receipt& receipt) {
    if (receipt.run == disputed) receipt.head.fill(9);
  };
  CHECK(town.attempt().trouble == SyncTrouble::ReceiverFault);
  CHECK(town.journal->status().pending == 4);  // of the disputed run; the other one went
}

TEST_CASE("with requests and replies lost, restarts and a rewound receiver, every record is there once") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    INFO("seed " << seed);
    Town town;
    unsigned state = seed * 2654435761u;
    const auto dice = [&](unsigned sides) {
      state = state * 1664525u + 1013904223u;
      return (state >> 16) % sides;
    };
    town.receiver.instead = [&](const StubReceiver::Seen&) -> std::optional<StubReceiver::Answer> {
      if (dice(4) == 0) return platform::HttpError{platform::HttpFailure::Unreachable, "lost"};
      if (dice(6) == 0) return platform::HttpResponse{413, {}, {}};
      return std::nullopt;
    };
    town.receiver.loses_reply = [&] { return dice(4) == 0; };
    auto backup = town.receiver.runs;
    std::size_t recorded = 0;
    for (int step = 0; step < 25; ++step) {
      const auto count = dice(6);
      town.collect(static_cast<int>(count));
      recorded += count;
      if (dice(5) == 0) town.reopen();
      if (dice(7) == 0) backup = town.receiver.runs;
      if (dice(9) == 0) town.receiver.runs = backup;
      town.attempt();
    }
    town.receiver.instead = nullptr;
    town.receiver.loses_reply = [] { return false; };
    town.collect(1);
    CHECK(town.attempt().trouble == SyncTrouble::None);
    CHECK(town.journal->status().pending == 0);
    // A restored receiver asks again only for runs that go on; what the kiosk holds and it lacks is known by
    // number.
    std::size_t held = 0;
    for (const auto& [id, run] : town.receiver.runs) {
      held += run.frames.size();
      CHECK(run.through + 1 == run.header.first + run.frames.size());
    }
    CHECK(held <= recorded + 1);
  }
}

TEST_CASE("waits grow up to a bound, and never below the timer") {
  std::int64_t before = 0;
  for (unsigned failures = 0; failures < 40; ++failures) {
    const auto least = next_try_ms(failures, 0);
    const auto most = next_try_ms(failures, 999);
    CHECK(least >= sync_interval_ms);
    CHECK(least >= before);
    CHECK(most >= least);
    CHECK(most <= retry_ms_max * 3 / 2);
    before = least;
  }
}
