// SPDX-License-Identifier: EUPL-1.2
#include "app/core/utf8.h"

#include <catch2/catch.hpp>

using namespace talt::core;

namespace {
const std::string tree = "\xf0\x9f\x8c\xb3";
const std::string sweden = "\xf0\x9f\x87\xb8\xf0\x9f\x87\xaa";
const std::string finland = "\xf0\x9f\x87\xab\xf0\x9f\x87\xae";
const std::string family = "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7";
const std::string a_ring = "a\xcc\x8a";  // a and a combining ring
}  // namespace

TEST_CASE("a character is what people count as one") {
  CHECK(count_characters("") == 0);
  CHECK(count_characters("bäck") == 4);
  CHECK(count_characters(a_ring) == 1);
  CHECK(count_characters(sweden + finland) == 2);
  CHECK(count_characters(family) == 1);
  CHECK(count_characters("ساحة") == 4);
}

TEST_CASE("the caret steps over whole characters in both directions") {
  const auto text = "a" + sweden + finland + a_ring;
  CHECK(next_boundary(text, 0) == 1);
  CHECK(next_boundary(text, 1) == 9);
  CHECK(next_boundary(text, 9) == 17);
  CHECK(next_boundary(text, 17) == text.size());
  CHECK(next_boundary(text, 999) == text.size());
  CHECK(previous_boundary(text, text.size()) == 17);
  CHECK(previous_boundary(text, 17) == 9);
  CHECK(previous_boundary(text, 9) == 1);
  CHECK(previous_boundary(text, 1) == 0);
  CHECK(previous_boundary(text, 0) == 0);
}

TEST_CASE("what is not UTF-8 and what controls the screen is dropped, a line break becomes a space") {
  CHECK(clean("a\xff\xc3z", 10) == "az");
  CHECK(clean("a\x01\x1b[0m", 10) == "a[0m");
  CHECK(clean("rad\nrad", 10) == "rad rad");
  CHECK(clean("\xe2\x80\xaehtml", 10) == "html");  // a right-to-left override
  CHECK(clean(std::string("a\0b", 3), 10) == "ab");
}

TEST_CASE("a text is cut at its characters and at its bytes, never inside one") {
  CHECK(clean(sweden + finland + "x", 2) == sweden + finland);
  CHECK(clean(tree + tree, 10, 7) == tree);
  CHECK(clean("abc", 0).empty());
  CHECK(clean(std::string(100'000, 'a'), 280).size() == 280);
}

TEST_CASE("a letter under a tower of marks stays within bounds") {
  std::string tower = "a";
  for (int i = 0; i < 10'000; ++i) tower += "\xcc\x8a";
  const auto cleaned = clean(tower, 280);
  CHECK(cleaned.size() <= 64);
  CHECK(is_utf8(cleaned));
}
