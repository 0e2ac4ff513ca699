// SPDX-License-Identifier: EUPL-1.2
// The languages that the protocol speaks.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/receiver/protocol_rig.h"

using namespace talt;
using namespace talt::tests;
using core::walk::Verdict;
using Texts = std::vector<std::string>;

TEST_CASE("the protocol speaks Swedish, English, Finnish and Arabic, and says what else it does not",
          "[protocol]") {
  ToldWalk walk;
  walk.note(Verdict::Bad, told_lighting, "Mörkt");
  const std::vector<std::pair<std::string, std::string>> languages = {{"sv", "Runt Ekparken"},
                                                                      {"en", "Round the oak park"},
                                                                      {"fi", "Runt Ekparken"},
                                                                      {"ar", "Runt Ekparken"}};
  for (const auto& [language, title] : languages) {
    ProtocolRig rig;
    rig.options.language = language;
    const auto page = rig.page_of(walk);
    CHECK(page.one("/h:html/@lang") == language);
    CHECK(page.one("/h:html/@dir") == (language == "ar" ? "rtl" : "ltr"));
    CHECK(page.one("//h:h1") == title);
    // Whatever the screen said: what they wrote on it may be in any language, and run either way.
    CHECK(page.all("//h:article//h:p[@class='words']/@lang") == Texts{""});
    CHECK(page.one("//h:article//h:p[@class='words']/@dir") == "auto");
    CHECK_FALSE(holds(whole(rig.folder / "protocol.html"), "{0}"));
    CHECK_FALSE(holds(whole(rig.folder / "protocol.html"), "{1}"));
  }
  ProtocolRig rig;
  rig.options.language = "so";
  const auto refused = rig.write(walk);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().text() ==
        "cannot write the protocol in so: it has no words in that language: give one of sv, en, fi, ar");
  CHECK_FALSE(std::filesystem::exists(rig.folder / "protocol.html"));
}

TEST_CASE("counted things take the forms of their language", "[protocol]") {
  using receiver::protocol::counted;
  CHECK(counted(receiver::protocol::words_sv.corrected, 1) == "Rättad en gång");
  CHECK(counted(receiver::protocol::words_sv.notes_count, 0) == "0 anteckningar");
  CHECK(counted(receiver::protocol::words_fi.notes_count, 2) == "2 merkintää");
  const auto& arabic = receiver::protocol::words_ar.notes_count;
  CHECK(counted(arabic, 2) == "ملاحظتان");
  CHECK(counted(arabic, 10) == "10 ملاحظات");
  CHECK(counted(arabic, 11) == "11 ملاحظة");
  CHECK(counted(arabic, 103) == "103 ملاحظات");
}
