// SPDX-License-Identifier: EUPL-1.2
#include "app/core/tally.h"

#include <catch2/catch.hpp>

#include "app/core/limits.h"
#include "tests/doubles/square.h"

using namespace talt::core;
using namespace talt::doubles;

TEST_CASE("people and dots are counted apart, and a skip counts as neither") {
  const auto dialogue = square();
  auto tally = empty_tally(dialogue.questions[priorities]);
  add(tally, DotsAnswer{{2, 1, 0, 0}});
  add(tally, DotsAnswer{{1, 0, 0, 0}});
  add(tally, Skipped{});
  CHECK(tally.people == 2);
  CHECK(tally.people_by == std::vector<std::uint32_t>{2, 1, 0, 0});
  CHECK(tally.dots_by == std::vector<std::uint32_t>{3, 1, 0, 0});
  take(tally, DotsAnswer{{2, 1, 0, 0}});
  CHECK(tally.people == 1);
  CHECK(tally.dots_by == std::vector<std::uint32_t>{1, 0, 0, 0});
}

TEST_CASE("a person with two pins of one category is one person there") {
  const auto dialogue = square();
  auto tally = empty_tally(dialogue.questions[where]);
  add(tally, PinAnswer{{{1, 1, 0, {}, ""}, {2, 2, 0, {}, ""}, {3, 3, {}, {}, ""}}});
  CHECK(tally.people == 1);
  CHECK(tally.people_by == std::vector<std::uint32_t>{1, 0});
}

TEST_CASE("results show from five people on, and are written again after five more") {
  const auto dialogue = square();
  auto tally = empty_tally(dialogue.questions[feel]);
  for (std::size_t i = 1; i < people_shown_min; ++i) add(tally, ScaleAnswer{3});
  CHECK_FALSE(tally.may_be_shown());
  CHECK_FALSE(tally.is_due());
  add(tally, ScaleAnswer{3});
  CHECK(tally.may_be_shown());
  CHECK(tally.is_due());
  tally.people_at_last_write = tally.people;
  CHECK_FALSE(tally.is_due());
}

TEST_CASE("tallies come back as they were written, and empty from bytes of another shape") {
  const auto dialogue = square();
  std::vector<Tally> tallies;
  for (const auto& question : dialogue.questions) tallies.push_back(empty_tally(question));
  add(tallies[feel], ScaleAnswer{5});
  const auto bytes = encode(tallies);
  const auto read = decode_tallies(bytes, dialogue);
  REQUIRE(read.size() == tallies.size());
  CHECK(read[feel].people_by == std::vector<std::uint32_t>{0, 0, 0, 0, 1});
  auto other = dialogue;
  other.questions[feel].steps = 4;
  const auto refused = decode_tallies(bytes, other);
  REQUIRE(refused.size() == other.questions.size());
  CHECK(refused[feel].people == 0);
  CHECK(decode_tallies(Bytes{0xff, 0x00}, dialogue).size() == dialogue.questions.size());
}
