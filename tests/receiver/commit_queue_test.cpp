// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/ledger/commit_queue.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

using namespace talt;
using core::Result;
using receiver::CommitQueue;

namespace {

/// Counts its transactions; the first one waits until it is let go on.
class CountingDatabase final : public platform::Database {
 public:
  std::atomic<int> transactions{0};
  std::atomic<bool> may_go_on{false};

  Result<void> run(const std::string&, const std::vector<platform::Parameter>&) override { return {}; }
  Result<std::vector<platform::Row>> ask(const std::string&, std::string_view,
                                         const std::vector<platform::Parameter>&) override {
    return std::vector<platform::Row>();
  }
  Result<void> transaction(const std::function<Result<void>()>& work) override {
    if (transactions++ == 0)
      while (!may_go_on) std::this_thread::yield();
    return work();
  }
  Result<void> snapshot(const std::function<Result<void>()>& work) override { return work(); }
  std::string bytes_type() const override { return ""; }
  std::string counting_key() const override { return ""; }
};

const core::Error refused{"the database did not take a statement", "", ""};

/// One work that waits within its transaction, and these behind it.
std::vector<bool> committed_behind_another(CountingDatabase& database, const std::vector<bool>& succeeds) {
  CommitQueue queue(database);
  std::atomic<std::size_t> begun{0};
  std::vector<int> outcomes(succeeds.size());
  std::vector<std::thread> threads;
  threads.emplace_back([&] { (void)queue.commit([]() -> Result<void> { return {}; }).ok(); });
  while (database.transactions == 0) std::this_thread::yield();
  for (std::size_t i = 0; i < succeeds.size(); ++i)
    threads.emplace_back([&, i] {
      ++begun;
      const std::function<Result<void>()> work = [&, i]() -> Result<void> {
        return succeeds[i] ? Result<void>() : Result<void>(refused);
      };
      outcomes[i] = queue.commit(work).ok();
    });
  while (begun < succeeds.size() || queue.waiting() < succeeds.size()) std::this_thread::yield();
  database.may_go_on = true;
  for (auto& thread : threads) thread.join();
  return {outcomes.begin(), outcomes.end()};
}

}  // namespace

TEST_CASE("what waits behind a transaction shares the next one", "[commits]") {
  CountingDatabase database;
  CHECK(committed_behind_another(database, {true, true, true, true}) == std::vector<bool>(4, true));
  CHECK(database.transactions == 2);
}

TEST_CASE("a write that cannot be made does not take the others with it", "[commits]") {
  CountingDatabase database;
  CHECK(committed_behind_another(database, {true, false, true}) == std::vector<bool>{true, false, true});
}

TEST_CASE("where nothing can be written, each is told without waiting for all", "[commits]") {
  CountingDatabase database;
  CHECK(committed_behind_another(database, std::vector<bool>(8, false)) == std::vector<bool>(8, false));
  CHECK(database.transactions == 2 + 2);
}
