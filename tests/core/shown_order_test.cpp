// SPDX-License-Identifier: EUPL-1.2
#include "app/core/shown_order.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

using namespace talt::core;

TEST_CASE("the shown order of a known visit is the one that the protocol's page gives") {
  CHECK(shown_order({1, 2, 3, 4, 5, 6, 7, 8}, 0, 6) == std::vector<std::size_t>{4, 0, 2, 1, 3, 5});
  CHECK(shown_order({1, 2, 3, 4, 5, 6, 7, 8}, 1, 6) == std::vector<std::size_t>{2, 4, 3, 1, 0, 5});
}

TEST_CASE("every order of three alternatives is shown about as often") {
  std::map<std::vector<std::size_t>, int> seen;
  for (std::uint32_t i = 0; i < 6000; ++i)
    ++seen[shown_order({static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i >> 8)}, 0, 3)];
  REQUIRE(seen.size() == 6);
  for (const auto& [order, times] : seen) CHECK(std::abs(times - 1000) < 150);
}

TEST_CASE("an order holds each alternative once, and none of none") {
  auto order = shown_order({9, 9}, 3, 12);
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < 12; ++i) CHECK(order.at(i) == i);
  CHECK(shown_order({}, 0, 0).empty());
  CHECK(shown_order({}, 0, 1) == std::vector<std::size_t>{0});
}
