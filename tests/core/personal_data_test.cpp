// SPDX-License-Identifier: EUPL-1.2
#include "app/core/personal_data.h"

#include <catch2/catch.hpp>

using namespace talt::core;

namespace {

std::string found_in(const std::string& text, PersonalKind kind) {
  const auto found = find_personal_data(text);
  if (found.size() != 1 || found[0].kind != kind) return "(" + std::to_string(found.size()) + " findings)";
  return text.substr(found[0].begin, found[0].end - found[0].begin);
}

}  // namespace

TEST_CASE("personal numbers are found, with and without century and sign") {
  // Skatteverket's own example; its check digit is right.
  CHECK(found_in("jag är 811218-9876.", PersonalKind::PersonalNumber) == "811218-9876");
  CHECK(found_in("19811218-9876", PersonalKind::PersonalNumber) == "19811218-9876");
  CHECK(found_in("8112189876", PersonalKind::PersonalNumber) == "8112189876");
}

TEST_CASE("phone numbers are found as people write them") {
  CHECK(found_in("Ring 070-123 45 67!", PersonalKind::Phone) == "070-123 45 67");
  CHECK(found_in("+46 70 123 45 67", PersonalKind::Phone) == "+46 70 123 45 67");
}

TEST_CASE("e-mail addresses are found without the full stop after them") {
  CHECK(found_in("Skriv till kim.berg@exempel.se.", PersonalKind::Email) == "kim.berg@exempel.se");
}

TEST_CASE("years, prices, times and an at sign alone are nobody's") {
  for (const char* text : {"Torget byggdes 1954 och 2026", "50 000 kr", "kl 18.30", "vi ses @ torget",
                           "811218-9875", "100 träd, 200 bänkar", ""})
    CHECK(find_personal_data(text).empty());
}
