// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/tables/times.h"

#include <catch2/catch.hpp>

using namespace talt;
using core::ClockSource;
using core::TimeGrain;
using receiver::Times;

namespace {

constexpr std::int64_t hour = 3600;
constexpr std::int64_t noon = 1'800'000'000 - 1'800'000'000 % hour;  // a full hour in 2027
constexpr std::array<std::uint8_t, 16> monday{1}, tuesday{2};

core::ClockRecord clock_at(std::int64_t boot_s, std::int64_t wall_s, ClockSource source,
                           std::array<std::uint8_t, 16> boot = monday) {
  return {boot, boot_s * 1000, wall_s * 1000, source};
}

}  // namespace

TEST_CASE("a time of a clock that the network set stands", "[times]") {
  Times times;
  times.add(1, 1, clock_at(60, noon, ClockSource::Network));
  CHECK(times.of(1, 5, noon, TimeGrain::Hour) == noon);
}

TEST_CASE("a time of an unset clock moves by what a later receipt shows it was wrong", "[times]") {
  Times times;
  times.add(1, 1, clock_at(60, 1000 * hour, ClockSource::None));  // 1970
  times.add(1, 90, clock_at(60 + 5 * hour, noon, ClockSource::Receipt));
  CHECK(times.of(1, 10, 1000 * hour, TimeGrain::Hour) == noon - 5 * hour);
  CHECK(times.of(1, 10, 1003 * hour, TimeGrain::Hour) == noon - 2 * hour);
}

TEST_CASE("a receipt tells the time but sets no clock: what comes after it is wrong by as much", "[times]") {
  Times times;
  times.add(1, 1, clock_at(0, 1000 * hour, ClockSource::None));
  times.add(1, 50, clock_at(hour, noon, ClockSource::Receipt));
  CHECK(times.of(1, 60, 1002 * hour, TimeGrain::Hour) == noon + hour);
}

TEST_CASE("a clock that was ahead is set back", "[times]") {
  Times times;
  times.add(1, 1, clock_at(0, noon + 48 * hour, ClockSource::None));
  times.add(1, 50, clock_at(2 * hour, noon + 2 * hour, ClockSource::Network));
  CHECK(times.of(1, 10, noon + 49 * hour, TimeGrain::Hour) == noon + hour);
}

TEST_CASE("a clock that somebody set unnoticed is left as it is", "[times]") {
  Times times;
  times.add(1, 1, clock_at(0, 1000 * hour, ClockSource::None));
  times.add(1, 50, clock_at(3 * hour, noon, ClockSource::Receipt));
  CHECK(times.of(1, 20, noon - 2 * hour, TimeGrain::Hour) == noon - 2 * hour);
}

TEST_CASE("a corrected time keeps the dialogue's grain, and lies between the clocks around it", "[times]") {
  Times times;
  const auto minute_grain = TimeGrain::Minute;
  times.add(1, 1, clock_at(10, 5000, ClockSource::None));
  times.add(1, 50, clock_at(100, noon + 90, ClockSource::Gps));
  for (std::int64_t told = 4980; told < 6000; told += 60) {
    const auto corrected = times.of(1, 10, told, minute_grain);
    CHECK(corrected % 60 == 0);
    CHECK(corrected >= noon);
    CHECK(corrected <= noon + 90);
  }
  CHECK(times.of(1, 10, 3600, TimeGrain::Hour) % hour == 0);
}

TEST_CASE("the clock of the same boot counts, also from another run", "[times]") {
  Times times;
  times.add(1, 1, clock_at(0, 1000 * hour, ClockSource::None));
  times.add(2, 40, clock_at(4 * hour, noon, ClockSource::Network));
  CHECK(times.of(1, 10, 1001 * hour, TimeGrain::Hour) == noon - 3 * hour);
}

TEST_CASE("the clock of another boot says nothing of this one", "[times]") {
  Times times;
  times.add(1, 1, clock_at(0, noon + hour, ClockSource::None));
  times.add(2, 40, clock_at(0, noon + 400 * hour, ClockSource::Network, tuesday));
  CHECK(times.of(1, 10, noon + hour, TimeGrain::Hour) == noon + hour);
}

TEST_CASE("a time from before Talt was made is not known where nothing corrects it", "[times]") {
  Times times;
  times.add(1, 1, clock_at(0, 1000 * hour, ClockSource::None));
  CHECK(times.of(1, 10, 1000 * hour, TimeGrain::Hour) == 0);
  CHECK(Times().of(1, 10, 1000 * hour, TimeGrain::Hour) == 0);
  CHECK(times.of(1, 10, 0, TimeGrain::None) == 0);
}

TEST_CASE("clocks that say what cannot be are passed over", "[times]") {
  Times times;
  times.add(1, 1, {monday, INT64_MAX, INT64_MIN, ClockSource::Network});
  CHECK(times.of(1, 10, noon, TimeGrain::Hour) == noon);
  CHECK(times.of(1, 10, INT64_MAX, TimeGrain::Hour) == 0);
}
