// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/export/shuffle.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <set>

#include "tests/doubles/counting_random.h"
#include "tests/doubles/temporary_folder.h"

using namespace talt;

namespace {

std::vector<std::string> shuffled(std::size_t count, std::size_t memory_bytes, std::uint64_t seed = 1) {
  doubles::TemporaryFolder folder;
  doubles::CountingRandom random(seed);
  receiver::Shuffle shuffle(folder.path(), random, memory_bytes);
  for (std::size_t i = 0; i < count; ++i) REQUIRE(shuffle.add("item\n" + std::to_string(i)));
  CHECK(std::filesystem::is_empty(folder.path()));
  std::vector<std::string> order;
  REQUIRE(shuffle.take([&](const std::string& item) -> core::Result<void> {
    order.push_back(item);
    return {};
  }));
  return order;
}

std::vector<std::string> in_order(std::size_t count) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < count; ++i) items.push_back("item\n" + std::to_string(i));
  return items;
}

}  // namespace

TEST_CASE("shuffling keeps every item once, in memory and on the disk", "[shuffle]") {
  for (const std::size_t memory : {1'000'000, 2'000}) {
    const auto order = shuffled(1000, memory);
    CHECK(order != in_order(1000));
    const auto expected = in_order(1000);
    CHECK(std::multiset<std::string>(order.begin(), order.end()) ==
          std::multiset<std::string>(expected.begin(), expected.end()));
  }
}

TEST_CASE("a shuffled place says nothing of the place before", "[shuffle]") {
  for (const std::size_t memory : {1'000'000, 1}) {
    std::map<std::string, int> first;
    constexpr int rounds = 600;
    for (int round = 0; round < rounds; ++round)
      ++first[shuffled(3, memory, static_cast<std::uint64_t>(round) + 1).front()];
    REQUIRE(first.size() == 3);
    for (const auto& [item, times] : first)
      CHECK(std::abs(times - rounds / 3) < 80);  // 7 standard deviations
  }
}

TEST_CASE("shuffling nothing gives nothing", "[shuffle]") {
  CHECK(shuffled(0, 1).empty());
}
