// SPDX-License-Identifier: EUPL-1.2
#include "platform/control.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "tests/doubles/temporary_folder.h"

using namespace talt;

namespace {

constexpr std::int64_t long_enough_ms = 60'000;

std::string echo(const std::string& request) {
  return "you said " + request;
}

}  // namespace

TEST_CASE("who holds the folder answers the others, a line each way", "[control]") {
  const doubles::TemporaryFolder folder;
  const auto server = platform::open_control(folder.path(), echo);
  REQUIRE(server);
  for (const std::string request : {"status", "sync", "", "å ä ö"}) {
    const auto answer = platform::ask_control(folder.path(), request, long_enough_ms);
    REQUIRE(answer);
    CHECK(*answer == "you said " + request);
  }
}

TEST_CASE("where nobody listens there is no answer, and no failure either", "[control]") {
  const doubles::TemporaryFolder folder;
  const auto nobody = platform::ask_control(folder.path(), "status", long_enough_ms);
  REQUIRE(nobody);
  CHECK_FALSE(*nobody);
  { const auto gone = platform::open_control(folder.path(), echo); }
  CHECK_FALSE(std::filesystem::exists(folder / "control"));
  CHECK_FALSE(platform::ask_control(folder / "nowhere", "status", long_enough_ms));
}

TEST_CASE("a socket or file that somebody left behind is replaced", "[control]") {
  const doubles::TemporaryFolder folder;
  std::ofstream(folder / "control") << "left behind";
  const auto server = platform::open_control(folder.path(), echo);
  REQUIRE(server);
  CHECK(platform::ask_control(folder.path(), "status", long_enough_ms));
}

TEST_CASE("one that is answered slowly does not keep the others waiting", "[control]") {
  const doubles::TemporaryFolder folder;
  std::mutex lock;
  std::condition_variable changed;
  bool may_go = false;
  auto server = platform::open_control(folder.path(), [&](const std::string& request) {
    std::unique_lock held(lock);
    changed.wait(held, [&] { return may_go || request != "slow"; });
    return request;
  });
  REQUIRE(server);
  std::atomic<bool> slow_was_answered = false;
  std::thread slow([&] {
    const auto answer = platform::ask_control(folder.path(), "slow", long_enough_ms);
    slow_was_answered = answer && *answer == "slow";
  });
  for (int i = 0; i < 50; ++i) {
    const auto answer = platform::ask_control(folder.path(), "quick", long_enough_ms);
    REQUIRE(answer);
    CHECK(*answer == "quick");
  }
  CHECK_FALSE(slow_was_answered);
  {
    const std::lock_guard held(lock);
    may_go = true;
  }
  changed.notify_all();
  slow.join();
  CHECK(slow_was_answered);
}

TEST_CASE("an answer that does not come in time is a failure that says so", "[control]") {
  const doubles::TemporaryFolder folder;
  std::mutex lock;
  std::unique_lock held(lock);
  const auto server = platform::open_control(folder.path(), [&](const std::string&) {
    const std::lock_guard waits(lock);
    return std::string();
  });
  REQUIRE(server);
  const auto answer = platform::ask_control(folder.path(), "status", 50);
  REQUIRE_FALSE(answer);
  CHECK(answer.error().why == "it does not answer");
  held.unlock();
}

TEST_CASE("a folder's path may be longer than a socket's address", "[control]") {
  const doubles::TemporaryFolder folder;
  std::string deep = folder / std::string(150, 'd');
  deep.append("/").append(150, 'e');
  std::filesystem::create_directories(deep);
  const auto server = platform::open_control(deep, echo);
  REQUIRE(server);
  const auto answer = platform::ask_control(deep, "status", long_enough_ms);
  REQUIRE(answer);
  CHECK(*answer == "you said status");
}
