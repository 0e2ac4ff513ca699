// SPDX-License-Identifier: EUPL-1.2
#include "app/core/markup.h"

#include <catch2/catch.hpp>

using talt::core::without_markup;

TEST_CASE("an attribution written for the web reads as words") {
  CHECK(without_markup(
            "&copy; <a href=\"https://www.openstreetmap.org/copyright\">OpenStreetMap</a> contributors") ==
        "© OpenStreetMap contributors");
  CHECK(without_markup("<b>Åre kommun</b>\n  &amp; Lantm&#228;teriet&nbsp;2026 &#x2013; CC0") ==
        "Åre kommun & Lantmäteriet 2026 – CC0");
}

TEST_CASE("what only looks like markup stays") {
  CHECK(without_markup("3 < 5 & 7 > 2; <unclosed") == "3 < 5 & 7 > 2; <unclosed");
  CHECK(without_markup("&nonsense; &#0; &#x110000;") == "&nonsense; &#0; &#x110000;");
  CHECK(without_markup("").empty());
}
