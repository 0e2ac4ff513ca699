// SPDX-License-Identifier: EUPL-1.2
#include "app/core/fix_judge.h"

#include <catch2/catch.hpp>
#include <limits>
#include <vector>

using namespace talt::core;

namespace {

constexpr double metre = 360.0 / 40'075'016.686;     // of latitude, in degrees
constexpr std::int64_t noon_ms = 1'795'000'000'000;  // in November 2026
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// A walker in Östersund, so many metres north of where the walk began.
Fix at(double metres_north, std::optional<std::int64_t> time_ms = std::nullopt, double accuracy_m = 8) {
  Fix fix;
  fix.lat = 63.1792 + metres_north * metre;
  fix.lon = 14.6357;
  fix.accuracy_m = accuracy_m;
  fix.kind = FixKind::ThreeD;
  fix.time_ms = time_ms;
  return fix;
}

FixVerdict alone(double lat, double lon, std::optional<double> accuracy_m = 8) {
  Fix fix = at(0);
  fix.lat = lat;
  fix.lon = lon;
  fix.accuracy_m = accuracy_m;
  return FixJudge().judge(fix, 0).verdict;
}

}  // namespace

TEST_CASE("a fix that is no place is refused, with its reason", "[position]") {
  CHECK(alone(63.18, 14.63) == FixVerdict::Good);
  CHECK(alone(-33.9, 151.2) == FixVerdict::Good);
  CHECK(alone(not_a_number, 14.6) == FixVerdict::OffTheEarth);
  CHECK(alone(63.1, std::numeric_limits<double>::infinity()) == FixVerdict::OffTheEarth);
  CHECK(alone(90.1, 14.6) == FixVerdict::OffTheEarth);
  CHECK(alone(63.1, -180.5) == FixVerdict::OffTheEarth);
  CHECK(alone(1e300, 1e300) == FixVerdict::OffTheEarth);
}

TEST_CASE("the Gulf of Guinea is where receivers stand that know nothing", "[position]") {
  CHECK(alone(0, 0) == FixVerdict::GulfOfGuinea);
  CHECK(alone(-0.0, 0.0001) == FixVerdict::GulfOfGuinea);
  CHECK(alone(0.1, 0.1) == FixVerdict::GulfOfGuinea);
  CHECK(alone(0.2, 0) == FixVerdict::Good);  // 22 km
  CHECK(alone(51.4779, 0) == FixVerdict::Good);
}

TEST_CASE("a fix in another part of the world is none of this walk's, also when it comes first",
          "[position]") {
  const LatLon stop{59.3300, 18.0600};
  Fix brisbane = at(0), other_end = at(0);
  brisbane.lat = -27.2;
  brisbane.lon = 153.05;
  other_end.lat = 68.4;
  other_end.lon = 22.5;
  FixJudge judge(stop);
  for (int i = 0; i < 20; ++i) CHECK(judge.judge(brisbane, i * 1000).verdict == FixVerdict::FarAway);
  CHECK_FALSE(serves_a_note(FixVerdict::FarAway));
  CHECK(FixJudge(stop).judge(other_end, 0).verdict == FixVerdict::Good);
  CHECK(judge.judge(at(0), 30'000).verdict == FixVerdict::Good);
}

TEST_CASE("accuracy decides what a fix serves", "[position]") {
  CHECK(alone(63.1, 14.6, 100) == FixVerdict::Good);
  CHECK(alone(63.1, 14.6, 101) == FixVerdict::Coarse);
  CHECK(alone(63.1, 14.6, std::nullopt) == FixVerdict::Coarse);
  CHECK(alone(63.1, 14.6, 1001) == FixVerdict::TooCoarse);
  CHECK(alone(63.1, 14.6, -1) == FixVerdict::TooCoarse);
  CHECK(alone(63.1, 14.6, not_a_number) == FixVerdict::TooCoarse);
  CHECK(serves_a_note(FixVerdict::Coarse));
  CHECK_FALSE(serves_a_note(FixVerdict::TooCoarse));
}

TEST_CASE("one fix that jumps is refused and the walk goes on", "[position]") {
  FixJudge judge;
  CHECK(judge.judge(at(0), 0).starts_anew);
  for (int second = 1; second < 60; ++second) {
    const bool is_bad = second % 7 == 0;
    const auto judgement = judge.judge(at(is_bad ? 400 + second : second * 1.3), second * 1000);
    CHECK(judgement.verdict == (is_bad ? FixVerdict::Jumped : FixVerdict::Good));
    CHECK_FALSE(judgement.starts_anew);
  }
}

TEST_CASE("a place where fixes agree is taken after five, and begins anew", "[position]") {
  FixJudge judge;
  (void)judge.judge(at(0), 0);
  std::vector<FixVerdict> verdicts;
  Judgement last;
  for (int second = 1; second <= 6; ++second) {
    last = judge.judge(at(5000 + second), second * 1000);
    verdicts.push_back(last.verdict);
    if (second == 5) CHECK(last.starts_anew);
  }
  using enum FixVerdict;
  CHECK(verdicts == std::vector{Jumped, Jumped, Jumped, Jumped, Good, Good});
  CHECK_FALSE(last.starts_anew);
}

TEST_CASE("fixes that jump about never agree", "[position]") {
  FixJudge judge;
  (void)judge.judge(at(0), 0);
  for (int second = 1; second < 40; ++second)
    CHECK(judge.judge(at(second % 2 == 0 ? 3000 : 7000), second * 100).verdict == FixVerdict::Jumped);
}

TEST_CASE("a bad first fix does not lock the good ones out", "[position]") {
  FixJudge judge;
  CHECK(judge.judge(at(900'000), 0).verdict == FixVerdict::Good);
  int refused = 0;
  for (int second = 1; second < 30; ++second)
    refused += judge.judge(at(second), second * 1000).verdict == FixVerdict::Good ? 0 : 1;
  CHECK(refused == consistent_fixes_min - 1);
}

TEST_CASE("how far a walker comes grows with the time that passed", "[position]") {
  FixJudge judge;
  (void)judge.judge(at(0), 0);
  CHECK(judge.judge(at(200), 10'000).verdict == FixVerdict::Jumped);  // 100 m and what both may be wrong
  CHECK(judge.judge(at(200), 60'000).verdict == FixVerdict::Good);
}

TEST_CASE("a log that is played fast goes by its own time", "[position]") {
  FixJudge judge;
  for (int second = 0; second < 100; ++second)
    CHECK(judge.judge(at(second * 3, noon_ms + second * 1000), second).verdict == FixVerdict::Good);
}

TEST_CASE("time that runs backwards is refused until it goes on steadily", "[position]") {
  FixJudge judge;
  (void)judge.judge(at(0, noon_ms), 0);
  CHECK(judge.judge(at(1, noon_ms - 60'000), 1000).verdict == FixVerdict::TimeBackwards);
  CHECK(judge.judge(at(1, noon_ms + 2000), 2000).verdict == FixVerdict::Good);
  Judgement judgement;
  for (int second = 0; second < 5; ++second) {
    judgement = judge.judge(at(1, noon_ms - 60'000 + second * 1000), 3000 + second * 1000);
    CHECK(judgement.verdict == (second < 4 ? FixVerdict::TimeBackwards : FixVerdict::Good));
  }
  CHECK(judgement.starts_anew);
}

TEST_CASE("time that leaps ahead is refused, and cannot lock the right time out", "[position]") {
  FixJudge judge;
  (void)judge.judge(at(0, noon_ms), 0);
  CHECK(judge.judge(at(1, noon_ms + 86'400'000), 1000).verdict == FixVerdict::TimeLeapt);
  CHECK(judge.judge(at(2, noon_ms + 2000), 2000).verdict == FixVerdict::Good);
  CHECK(judge.judge(at(2, noon_ms + 7'000'000), 7'002'000).verdict == FixVerdict::Good);  // a long rest
}

TEST_CASE("a lost count of weeks costs the time, not the place", "[position]") {
  constexpr std::int64_t weeks_ms = 1024LL * 7 * 86'400'000;
  FixJudge judge;
  for (int second = 0; second < 10; ++second) {
    const auto judgement = judge.judge(at(second, noon_ms - weeks_ms + second * 1000), second * 1000);
    CHECK(judgement.verdict == FixVerdict::Good);
    CHECK_FALSE(judgement.is_time_sound);
  }
  CHECK(judge.judge(at(10, noon_ms), 10'000).is_time_sound);
  CHECK_FALSE(judge.judge(at(11, std::int64_t{5'000'000'000'000}), 11'000).is_time_sound);
  CHECK_FALSE(judge.judge(at(12, std::numeric_limits<std::int64_t>::min()), 12'000).is_time_sound);
  CHECK_FALSE(judge.judge(at(13), 13'000).is_time_sound);
}

TEST_CASE("a fix said twice is said before", "[position]") {
  FixJudge judge;
  (void)judge.judge(at(0, noon_ms), 0);
  CHECK(judge.judge(at(0, noon_ms), 100).verdict == FixVerdict::Repeated);
  CHECK(judge.judge(at(4, noon_ms), 5000).verdict ==
        FixVerdict::Good);  // its clock stands still, not the walker
}
