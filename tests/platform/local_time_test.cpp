// SPDX-License-Identifier: EUPL-1.2
#include <catch2/catch.hpp>

#include <stdlib.h>
#include <time.h>

#include "platform/local_time.h"

using namespace talt;

namespace {

/// Puts the process' own zone back.
struct ZoneKept {
  std::string was = getenv("TZ") ? getenv("TZ") : "";
  bool had = getenv("TZ") != nullptr;
  ~ZoneKept() {
    if (had)
      setenv("TZ", was.c_str(), 1);
    else
      unsetenv("TZ");
    tzset();
  }
};

}  // namespace

TEST_CASE("a moment is told as the people of the place name it, in summer and in winter", "[local_time]") {
  const ZoneKept kept;
  REQUIRE(platform::use_time_zone("Europe/Stockholm"));
  const auto winter = platform::local_time(1'795'712'400);  // 2026-11-26 17:00 UTC
  CHECK(winter.day == 26);
  CHECK(winter.hour == 18);
  CHECK(winter.zone == "CET");
  const auto summer = platform::local_time(1'782'858'600);  // 2026-06-30 22:30 UTC
  CHECK(summer.month == 7);
  CHECK(summer.day == 1);
  CHECK(summer.hour == 0);
  CHECK(summer.minute == 30);
  CHECK(summer.zone == "CEST");
}

TEST_CASE("a zone that the system does not know is refused, not taken for UTC", "[local_time]") {
  const ZoneKept kept;
  for (const auto* name :
       {"Europe/Stokholm", "", "../../../etc/passwd", "/etc/passwd", ":Europe/Stockholm", "Europe"})
    CHECK_FALSE(platform::use_time_zone(name));
}
