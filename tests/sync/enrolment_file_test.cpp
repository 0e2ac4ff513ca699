// SPDX-License-Identifier: EUPL-1.2
#include <catch2/catch.hpp>

#include "sync/enrolment.h"

using namespace talt;

TEST_CASE("an enrolment file that is none is refused in words, whatever it holds") {
  std::string deep = "a";
  while (deep.size() < 900'000) deep += ".a";
  for (const std::string& text : {std::string(), deep + " = 1", std::string("[[[["), std::string("\xFF\xFE"),
                                  std::string(100'000, '['), std::string("code = \"00\"")}) {
    const auto file = sync::decode_enrolment(text, "enrolment.toml");
    REQUIRE_FALSE(file.ok());
    CHECK(file.error().text().starts_with("cannot use enrolment.toml: "));
  }
}
