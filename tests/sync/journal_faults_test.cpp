// SPDX-License-Identifier: EUPL-1.2
// Every write, sync, making and renaming of a file fails in its turn, once or for ever.
#include "platform/store_leveldb.h"
#include "tests/doubles/failing_env.h"
#include "tests/sync/journal_rig.h"

using namespace talt;
using namespace talt::sync;
using doubles::FailingEnv;

namespace {

JournalGround ground_on(FailingEnv& env) {
  JournalGround ground;
  ground.open_store = [&env](const std::string& folder, platform::StoreBirth birth) {
    return platform::open_store_on(&env, folder, birth);
  };
  return ground;
}

struct Attempt {
  std::vector<std::string> acknowledged;
  std::optional<FailedAppend> failed;
  std::string failed_text;
};

/// Appends until something fails; nothing is acknowledged by a handle after its first failure.
Attempt collect(JournalRig& rig, FailingEnv& env, int appends) {
  Attempt attempt;
  auto opened = Journal::open(rig.folder.path(), rig.identity(), rig.random, ground_on(env));
  if (!opened) return attempt;
  for (int i = 0; i < appends; ++i) {
    const auto text = "answer " + std::to_string(i);
    std::vector<PlainRecord> records;
    records.push_back(rig.record(text));
    if ((*opened)->append(std::move(records))) {
      CHECK(attempt.failed_text.empty());
      attempt.acknowledged.push_back(text);
    } else {
      CHECK((*opened)->is_dead());
      if (attempt.failed_text.empty()) attempt.failed_text = text;
      attempt.failed = (*opened)->failed_append();
    }
  }
  return attempt;
}

std::vector<std::string> read_all(JournalRig& rig, Journal& journal) {
  std::vector<std::string> texts;
  for (;;) {
    auto batch = journal.peek(1000, 1024 * 1024);
    REQUIRE(batch);
    if (!*batch) return texts;
    for (auto& text : rig.read(**batch)) texts.push_back(std::move(text));
    REQUIRE(journal.receipted(
        rig.receipt((*batch)->run, (*batch)->first + (*batch)->frames.size() - 1, (*batch)->after), "n"));
  }
}

}  // namespace

TEST_CASE("whatever call fails, everything acknowledged is there after a reopening") {
  constexpr int appends = 6;
  for (const auto lasting : {FailingEnv::Lasting::Once, FailingEnv::Lasting::ForEver}) {
    int fired_calls = 0;
    for (int call = 1;; ++call) {
      JournalRig rig;
      FailingEnv env;
      env.fail_at(call, lasting);
      const auto attempt = collect(rig, env, appends);
      if (env.fired() == 0) break;  // more calls than a whole session makes
      ++fired_calls;
      env.heal();
      INFO("failing call " << call);
      const auto journal = rig.open(ground_on(env));
      auto expected = attempt.acknowledged;
      if (attempt.failed) {
        const auto holds = journal->holds(*attempt.failed);
        REQUIRE(holds);
        if (*holds) expected.push_back(attempt.failed_text);
      }
      CHECK(read_all(rig, *journal) == expected);
      CHECK(rig.append(*journal, "after the fault") > attempt.acknowledged.size());
    }
    CHECK(fired_calls > 2 * appends);
  }
}

TEST_CASE("after a failed write the handle acknowledges nothing, even when the disk is well again") {
  JournalRig rig;
  FailingEnv env;
  auto journal = rig.open(ground_on(env));
  rig.append(*journal, "one");
  env.fail_at(1, FailingEnv::Lasting::Once);
  std::vector<PlainRecord> second;
  second.push_back(rig.record("two"));
  CHECK_FALSE(journal->append(std::move(second)));
  REQUIRE(env.fired() == 1);
  REQUIRE(journal->failed_append());
  const auto failed = *journal->failed_append();
  std::vector<PlainRecord> third;
  third.push_back(rig.record("three"));
  CHECK_FALSE(journal->append(std::move(third)));
  CHECK(journal->is_dead());
  journal.reset();

  const auto again = rig.open(ground_on(env));
  const auto holds = again->holds(failed);
  REQUIRE(holds);
  CHECK_FALSE(*holds);
  CHECK(rig.append(*again, "two") >= 2);
  CHECK(read_all(rig, *again) == std::vector<std::string>{"one", "two"});
}

TEST_CASE("an opening on a full disk gives up the reserve and then opens") {
  JournalRig rig;
  FailingEnv env;
  {
    const auto journal = rig.open();
    rig.append(*journal, "one");
  }
  int openings = 0;
  bool reserve_was_given = false;
  JournalGround ground;
  ground.open_store = [&](const std::string& folder, platform::StoreBirth birth) {
    if (++openings == 1)
      return core::Result<std::unique_ptr<platform::Store>>(
          core::Error{"cannot open", "IO error: No space left on device", ""});
    reserve_was_given = !platform::exists(rig.folder / "reserve");
    return platform::open_store(folder, birth);
  };
  const auto journal = rig.open(ground);
  CHECK(openings == 2);
  CHECK(reserve_was_given);
  CHECK(journal->status().recorded == 1);
}
