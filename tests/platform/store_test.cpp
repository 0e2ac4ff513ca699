// SPDX-License-Identifier: EUPL-1.2
#include "platform/store.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "platform/store_leveldb.h"
#include "tests/doubles/failing_env.h"
#include "tests/doubles/temporary_folder.h"

using namespace talt;
using namespace talt::platform;
using core::Bytes;

namespace {

std::unique_ptr<Store> open_or_fail(const std::string& folder, StoreBirth birth) {
  auto store = open_store(folder, birth);
  if (!store) FAIL(store.error().text());
  return std::move(*store);
}

}  // namespace

TEST_CASE("what was written is there after a reopening, and what was removed is not") {
  doubles::TemporaryFolder folder;
  {
    const auto store = open_or_fail(folder / "s", StoreBirth::New);
    REQUIRE(store->write({{{1}, Bytes{10}}, {{2}, Bytes{20}}, {{3}, Bytes{30}}}));
    REQUIRE(store->write({{{2}, std::nullopt}}));
  }
  const auto store = open_or_fail(folder / "s", StoreBirth::Existing);
  const auto kept = store->read(Bytes{1});
  REQUIRE(kept);
  CHECK(*kept == Bytes{10});
  const auto removed = store->read(Bytes{2});
  REQUIRE(removed);
  CHECK_FALSE(*removed);
}

TEST_CASE("a scan gives rising keys from the first to before the last") {
  doubles::TemporaryFolder folder;
  const auto store = open_or_fail(folder / "s", StoreBirth::New);
  REQUIRE(store->write({{{3}, Bytes{}}, {{1}, Bytes{}}, {{2}, Bytes{}}, {{4}, Bytes{}}}));
  Bytes seen;
  REQUIRE(store->scan(Bytes{1}, Bytes{4}, [&](core::ByteView key, core::ByteView) {
    seen.push_back(key[0]);
    return true;
  }));
  CHECK(seen == Bytes{1, 2, 3});
  const auto last = store->last_below(Bytes{4});
  REQUIRE(last);
  REQUIRE(*last);
  CHECK((*last)->first == Bytes{3});
  const auto none = store->last_below(Bytes{1});
  REQUIRE(none);
  CHECK_FALSE(*none);
}

TEST_CASE("a store is not made where one is expected") {
  doubles::TemporaryFolder folder;
  CHECK_FALSE(open_store(folder / "nothing", StoreBirth::Existing));
  { const auto store = open_or_fail(folder / "s", StoreBirth::New); }
  std::filesystem::remove(folder / "s/CURRENT");
  CHECK_FALSE(open_store(folder / "s", StoreBirth::Existing));
}

TEST_CASE("a flipped bit in the log is noticed at the opening") {
  doubles::TemporaryFolder folder;
  {
    const auto store = open_or_fail(folder / "s", StoreBirth::New);
    for (std::uint8_t i = 0; i < 50; ++i) REQUIRE(store->write({{{i}, Bytes(100, i)}}));
  }
  int flipped = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "s")) {
    if (entry.path().extension() != ".log") continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(2000);
    file.put('\x7f');
    ++flipped;
  }
  REQUIRE(flipped == 1);
  CHECK_FALSE(open_store(folder / "s", StoreBirth::Existing));
}

TEST_CASE("a handle is dead after any failed write, and the reopened store has all that was acknowledged") {
  for (int call = 1; call <= 8; ++call) {
    doubles::TemporaryFolder folder;
    doubles::FailingEnv env;
    std::uint8_t acknowledged = 0;
    {
      auto store = open_store_on(&env, folder / "s", StoreBirth::New);
      REQUIRE(store);
      env.fail_at(call, doubles::FailingEnv::Lasting::Once);
      for (std::uint8_t i = 0; i < 20; ++i) {
        const bool written = (*store)->write({{{i}, Bytes(100, i)}}).ok();
        if (written) {
          CHECK_FALSE((*store)->is_dead());
          acknowledged = static_cast<std::uint8_t>(i + 1);
        } else {
          CHECK((*store)->is_dead());
        }
      }
      REQUIRE(env.fired() == 1);
      CHECK(acknowledged < 20);
    }
    env.heal();
    const auto store = open_or_fail(folder / "s", StoreBirth::Existing);
    for (std::uint8_t i = 0; i < acknowledged; ++i) {
      const auto value = store->read(Bytes{i});
      REQUIRE(value);
      CHECK(*value == Bytes(100, i));
    }
  }
}
