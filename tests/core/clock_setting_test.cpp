// SPDX-License-Identifier: EUPL-1.2
#include "app/core/clock_setting.h"

#include <catch2/catch.hpp>

using namespace talt::core;

namespace {

constexpr std::int64_t noon_ms = 1'795'000'000'000;

/// A receiver whose fixes come each second, `late_ms` after they are true; the device booted at noon.
std::optional<GpsClock::Said> hear(GpsClock& clock, int from_s, int to_s,
                                   ClockSource known = ClockSource::None, std::int64_t late_ms = 0,
                                   std::int64_t wrong_ms = 0) {
  std::optional<GpsClock::Said> said;
  for (int second = from_s; second <= to_s; ++second)
    said = clock.take(noon_ms + second * 1000 + wrong_ms, second * 1000 + late_ms, known);
  return said;
}

}  // namespace

TEST_CASE("GPS time is taken once five fixes over four seconds agree with the steady clock", "[clock]") {
  GpsClock clock;
  CHECK_FALSE(hear(clock, 0, 3));
  const auto said = hear(clock, 4, 4);
  REQUIRE(said);
  CHECK(said->clock.source == ClockSource::Gps);
  CHECK(said->clock.wall_ms == noon_ms + 4000);
  CHECK(said->clock.wall_ms_at(10'000) == noon_ms + 10'000);
  CHECK(said->is_record_due);
  CHECK_FALSE(hear(clock, 5, 5)->is_record_due);
}

TEST_CASE("fixes that come late are late by the least of them", "[clock]") {
  GpsClock clock;
  std::optional<GpsClock::Said> said;
  for (int second = 0; second < 10; ++second)
    said = clock.take(noon_ms + second * 1000, second * 1000 + 100 + second * 37 % 400, ClockSource::None);
  REQUIRE(said);
  CHECK(said->clock.wall_ms_at(0) == noon_ms - 100);
}

TEST_CASE("what is better known is never moved by GPS", "[clock]") {
  GpsClock clock;
  CHECK_FALSE(hear(clock, 0, 100, ClockSource::Network));
  CHECK_FALSE(hear(clock, 0, 100, ClockSource::Receipt));
  CHECK(hear(clock, 0, 100, ClockSource::Gps));
  CHECK_FALSE(may_be_taken(ClockSource::None, ClockSource::None));
  const KnownClock network{ClockSource::Network, 5, 6}, gps{ClockSource::Gps, 7, 8},
      receipt{ClockSource::Receipt, 9, 10};
  CHECK(better(network, gps).steady_ms == 5);
  CHECK(better(gps, network).steady_ms == 5);
  CHECK(better(network, receipt).steady_ms == 9);
  CHECK(better(KnownClock{}, gps).steady_ms == 7);
}

TEST_CASE("a log that is played fast or a receiver that stands still sets nothing", "[clock]") {
  GpsClock fast, still, same;
  for (int i = 0; i < 1000; ++i) {
    CHECK_FALSE(fast.take(noon_ms + i * 1000, i * 100, ClockSource::None));
    CHECK_FALSE(still.take(noon_ms, i * 1000, ClockSource::None));
    CHECK_FALSE(same.take(noon_ms, 0, ClockSource::None));
  }
}

TEST_CASE("a leap begins the count anew and then tells of itself", "[clock]") {
  GpsClock clock;
  REQUIRE(hear(clock, 0, 20));
  CHECK_FALSE(hear(clock, 21, 21, ClockSource::Gps, 0, 600'000));
  CHECK_FALSE(hear(clock, 22, 24, ClockSource::Gps, 0, 600'000));
  const auto said = hear(clock, 25, 25, ClockSource::Gps, 0, 600'000);
  REQUIRE(said);
  CHECK(said->clock.wall_ms == noon_ms + 625'000);
  CHECK(said->is_record_due);
}

TEST_CASE("a clock record is due again after an hour, not each second", "[clock]") {
  GpsClock clock;
  int due = 0;
  for (int second = 0; second < 2 * 3600; ++second)
    if (const auto said = clock.take(noon_ms + second * 1000, second * 1000, ClockSource::Gps))
      due += said->is_record_due ? 1 : 0;
  CHECK(due == 2);
}

TEST_CASE("after a long silence five fixes are needed again", "[clock]") {
  GpsClock clock;
  REQUIRE(hear(clock, 0, 20));
  CHECK_FALSE(hear(clock, 100, 103));
  CHECK(hear(clock, 104, 104));
}
