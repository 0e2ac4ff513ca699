// SPDX-License-Identifier: EUPL-1.2
#include "app/core/personal_data.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/paths.h"

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
  for (const char* text :
       {"811218-9876", "19811218-9876", "8112189876", "198112189876", "811218+9876", "811218 9876",
        "811218 - 9876", "1981-12-18-9876", "1981 12 18 9876", "811218\u20139876", "٨١١٢١٨-٩٨٧٦"})
    CHECK(found_in(text, PersonalKind::PersonalNumber) == text);
}

TEST_CASE("coordination numbers are personal numbers with a later day") {
  CHECK(found_in("701063-2391", PersonalKind::PersonalNumber) == "701063-2391");
}

TEST_CASE("a wrong check digit, an impossible date and another century name nobody") {
  for (const char* text : {"811218-9875", "811318-9876", "811232-9876", "21811218-9876", "556000-4615"})
    CHECK(find_personal_data(text).empty());
}

TEST_CASE("phone numbers are found as people write them") {
  CHECK(found_in("Ring 070-123 45 67!", PersonalKind::Phone) == "070-123 45 67");
  for (const char* text : {"070-123 45 67",    "0701234567",          "070 1234567",
                           "070-1234567",      "070/123 45 67",       "070 - 123 45 67",
                           "08-123 45 67",     "08-12 34 56",         "(08) 12 34 56",
                           "0647-161 00",      "0910-123 45",         "+46 70 123 45 67",
                           "+46701234567",     "+46 (0)70-123 45 67", "0046 70 123 45 67",
                           "+358 40 123 4567", "040 123 4567",        "+47 912 34 567",
                           "+1 212 555 0123",  "+49 30 123456",       "070\u2011123\u00a045\u00a067",
                           "٠٧٠١٢٣٤٥٦٧"}) {
    INFO(text);
    const std::string_view whole = text;
    CHECK(found_in(text, PersonalKind::Phone) == whole.substr(whole[0] == '(' ? 1 : 0));
  }
}

TEST_CASE("what follows a phone number is not taken for a part of it") {
  CHECK(found_in("Ring 070-123 45 67, 3 träd saknas", PersonalKind::Phone) == "070-123 45 67");
  CHECK(found_in("0701234567 2026", PersonalKind::Phone) == "0701234567");
}

TEST_CASE("e-mail addresses are found without the full stop after them") {
  CHECK(found_in("Skriv till kim.berg@exempel.se.", PersonalKind::Email) == "kim.berg@exempel.se");
  CHECK(found_in("<kim+torg@post.exempel.co.uk>", PersonalKind::Email) == "kim+torg@post.exempel.co.uk");
}

TEST_CASE("findings come in the order of the text, each with its own bytes") {
  const std::string text = "Åsa: 811218-9876, asa@exempel.se, 070-123 45 67";
  const auto found = find_personal_data(text);
  REQUIRE(found.size() == 3);
  CHECK(text.substr(found[0].begin, found[0].end - found[0].begin) == "811218-9876");
  CHECK(text.substr(found[1].begin, found[1].end - found[1].begin) == "asa@exempel.se");
  CHECK(text.substr(found[2].begin, found[2].end - found[2].begin) == "070-123 45 67");
}

TEST_CASE("years, prices, dates, times, house numbers and bus lines are nobody's") {
  for (const char* text : {"Torget byggdes 1954 och 2026",
                           "50 000 kr",
                           "1 000 000 000 kr",
                           "kl 18.30",
                           "vi ses @ torget",
                           "100 träd, 200 bänkar",
                           "2026-11-25",
                           "25/11 2026",
                           "01/02 2026",
                           "01-02-2026",
                           "01.02.2026",
                           "2026-11-25 07.30-16.00",
                           "öppet 07:00-22:00",
                           "09.00-17.00",
                           "08-17 alla dagar",
                           "08-09 2026-2027",
                           "buss 09, 08 och 157",
                           "Storgatan 12-14",
                           "831 34 Östersund",
                           "0,5 km",
                           "0.50",
                           "00 00 00 00 00",
                           "2024-10-15 18.00",
                           "12 345 678 kronor",
                           "3@49.90",
                           "@kommunen",
                           "kim@torget",
                           "a@b.1",
                           "24/7 365",
                           "1234567890123456",
                           "E14 63.3121 13.6504",
                           "63.3125112",
                           "013.6498500",
                           "",
                           "+",
                           "@",
                           "(08)"}) {
    INFO(text);
    CHECK(find_personal_data(text).empty());
  }
}

TEST_CASE("what residents wrote elsewhere raises hardly any false alarm") {
  const auto folder = talt::tests::shared_folder() / "data/text/comments";
  if (!std::filesystem::exists(folder)) {
    WARN("no real comments here: skipped");
    return;
  }
  std::size_t lines = 0, pointed_out = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().string().find("--comments") == std::string::npos) continue;
    std::ifstream stream(file.path());
    for (std::string line; std::getline(stream, line); ++lines) {
      // The columns before the comment are numbers of the file's own; the comment is the last column.
      const auto quote = line.find('"');
      const auto found = find_personal_data(quote == std::string::npos ? line.substr(line.rfind(',') + 1)
                                                                       : line.substr(quote));
      if (found.empty()) continue;
      ++pointed_out;
      UNSCOPED_INFO(line);
    }
  }
  CHECK(lines > 500);
  CHECK(pointed_out * 500 < lines);
}
