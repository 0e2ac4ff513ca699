// SPDX-License-Identifier: EUPL-1.2
#include "platform/clock.h"

#include <time.h>

#include <catch2/catch.hpp>
#include <cstdlib>

using namespace talt;

namespace {

/// The process's time zone for the length of a test.
class Zone {
 public:
  explicit Zone(const char* rule) {
    setenv("TZ", rule, 1);
    tzset();
  }
  ~Zone() {
    unsetenv("TZ");
    tzset();
  }
};

constexpr std::int64_t hour_ms = 3600 * 1000;
constexpr std::int64_t midsummer_2026_ms = 1'781'913'600'000;  // 2026-06-20 00:00 UTC

}  // namespace

TEST_CASE("a day begins at the midnight of the place", "[clock]") {
  const Zone stockholm("CET-1CEST,M3.5.0,M10.5.0/3");
  const auto clock = platform::open_system_clock();
  const auto before = clock->local(midsummer_2026_ms - 2 * hour_ms - 1);  // 23:59:59.999 in summer time
  const auto after = clock->local(midsummer_2026_ms - 2 * hour_ms);
  CHECK(before.hour == 23);
  CHECK(after.hour == 0);
  CHECK(after.day == before.day + 1);
  CHECK(after.day == midsummer_2026_ms / (24 * hour_ms));
}

TEST_CASE("days follow each other by one over a change of the clocks", "[clock]") {
  const Zone stockholm("CET-1CEST,M3.5.0,M10.5.0/3");
  const auto clock = platform::open_system_clock();
  constexpr std::int64_t noon_ms = 1'792'753'200'000;  // 2026-10-23 11:00 UTC, two days before the change
  for (int day = 0; day < 4; ++day)
    CHECK(clock->local(noon_ms + day * 24 * hour_ms).day == clock->local(noon_ms).day + day);
}

TEST_CASE("a moment before 1970 has a day and an hour too", "[clock]") {
  const Zone greenwich("UTC0");
  const auto clock = platform::open_system_clock();
  CHECK(clock->local(-1).day == -1);
  CHECK(clock->local(-1).hour == 23);
}
