// SPDX-License-Identifier: EUPL-1.2
#include "app/core/walk/words.h"

#include <catch2/catch.hpp>

#include <set>

using namespace talt::core::walk;

TEST_CASE("each of 7,776 numbers has a word of its own, of four letters that can be spoken", "[words]") {
  std::set<std::string> words;
  const std::string vowels = "aeiouy";
  for (std::uint32_t number = 0; number < words_count; ++number) {
    const auto word = word_of(number);
    REQUIRE(word.size() == 4);
    for (std::size_t place = 0; place < 4; ++place)
      CHECK((vowels.find(word[place]) != std::string::npos) == (place % 2 == 1));
    words.insert(word);
  }
  CHECK(words.size() == words_count);
}

TEST_CASE("the words of numbers never change: those on paper must open", "[words]") {
  CHECK(words_of({0, 1, 4711, words_count - 1}) == Words{"baba", "babe", "pyje", "zyvy"});
}

TEST_CASE("typed words are taken with capitals, blanks and dots, and no wrong letter is", "[words]") {
  CHECK(spoken({"baba", "babe", "lijo", "zyvy"}) == "baba babe lijo zyvy");
  CHECK(spoken({" Baba", "BABE.", "li jo", "zyvy\n"}) == "baba babe lijo zyvy");
  CHECK(spoken({"baba", "babe", "lijo", "zyv"}) != spoken({"baba", "babe", "lijo", "zyvy"}));
  CHECK(spoken({"bababa", "be", "lijo", "zyvy"}) != spoken({"baba", "babe", "lijo", "zyvy"}));
  CHECK(spoken({"båba", "babe", "lijo", "zyvy"}) != spoken({"baba", "babe", "lijo", "zyvy"}));
}
