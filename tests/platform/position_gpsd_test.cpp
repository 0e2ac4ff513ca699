// SPDX-License-Identifier: EUPL-1.2
// The position source against the real gpsd: fed with real receivers' logs by gpsfake, and with a walk that
// is made here.
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "app/core/geo.h"
#include "app/core/track.h"
#include "platform/position.h"
#include "tests/doubles/loopback_feed.h"
#include "tests/doubles/own_process.h"
#include "tests/doubles/position_heard.h"
#include "tests/doubles/satellites.h"
#include "tests/paths.h"

using namespace talt;
using doubles::evening_s;
using doubles::gpsd;
using doubles::is_installed;
using doubles::LoopbackFeed;
using doubles::metre;
using doubles::OwnProcess;
using doubles::PositionHeard;
using doubles::walker;
using platform::PositionState;

namespace {

platform::PositionService at(int port) {
  platform::PositionService service;
  service.port = std::to_string(port);
  service.retry_ms_min = 50;
  service.retry_ms_max = 200;
  return service;
}

constexpr core::LatLon square{63.1792, 14.6357};

}  // namespace

TEST_CASE("a walk comes through gpsd as it was walked", "[position][gpsd]") {
  if (!is_installed("gpsd")) return;
  LoopbackFeed receiver(walker(square));
  const int port = doubles::free_port();
  OwnProcess daemon(gpsd(port, {receiver.port()}));
  PositionHeard heard(at(port));
  REQUIRE(heard.until_fixes(40));
  core::Track track;
  std::vector<core::TrackPoint> points;
  std::int64_t time_ms = 0;
  for (const auto& reading : heard.fixes()) {
    const auto& fix = reading.fix;
    const double north_m = (fix.lat - square.lat) / metre;
    CHECK(fix.lon == Approx(square.lon).margin(1e-6));
    CHECK(std::abs(north_m / 1.3 - std::round(north_m / 1.3)) < 0.02);  // a place where the walker was
    if (fix.time_ms) {
      CHECK(std::abs(*fix.time_ms / 1000 - evening_s - std::llround(north_m / 1.3)) <= 1);
      CHECK(*fix.time_ms >= time_ms);
      time_ms = *fix.time_ms;
    }
    const auto taken = track.take(fix, reading.received_ms, fix.time_ms.value_or(time_ms));
    if (taken.point) points.push_back(*taken.point);
  }
  const auto last = heard.fixes().back().fix;
  CHECK(last.kind == core::FixKind::ThreeD);
  REQUIRE(last.accuracy_m);
  CHECK(*last.accuracy_m > 3);
  CHECK(*last.accuracy_m < 40);
  REQUIRE(last.speed_m_s);
  CHECK(*last.speed_m_s == Approx(2.5 * 1852 / 3600).margin(0.02));
  REQUIRE(points.size() >= 4);
  for (std::size_t i = 1; i < points.size(); ++i) {
    CHECK_FALSE(points[i].segment_start);
    CHECK(core::metres_between({points[i - 1].lat, points[i - 1].lon}, {points[i].lat, points[i].lon}) >= 5);
  }
}

TEST_CASE("a gpsd that is killed and started again is found again", "[position][gpsd]") {
  if (!is_installed("gpsd")) return;
  LoopbackFeed receiver(walker(square));
  const int port = doubles::free_port();
  PositionHeard heard(at(port));
  std::uint64_t number = 0;
  for (int life = 0; life < 2; ++life) {
    OwnProcess daemon(gpsd(port, {receiver.port()}));
    REQUIRE(heard.until_fixes(number + 3));
    daemon.end();
    REQUIRE(heard.until_state(PositionState::NoService));
    number = heard.source().latest().number;
  }
}

TEST_CASE("a gpsd that hangs is left", "[position][gpsd]") {
  if (!is_installed("gpsd")) return;
  LoopbackFeed receiver(walker(square));
  const int port = doubles::free_port();
  OwnProcess daemon(gpsd(port, {receiver.port()}));
  auto service = at(port);
  service.silence_ms = 1'500;
  service.ask_again_ms = 2'000;
  PositionHeard heard(service);
  REQUIRE(heard.until_fixes(1));
  daemon.stop();
  REQUIRE(heard.until_state(PositionState::NoService));
  const auto told = heard.all();
  REQUIRE(told.size() >= 2);
  CHECK(told[told.size() - 2].state == PositionState::Searching);  // first the fix was gone
}

TEST_CASE("gpsd's kinds of fix are told apart", "[position][gpsd]") {
  if (!is_installed("gpsd")) return;
  for (const auto& [quality, kind] : {std::pair{2, core::FixKind::Differential},
                                      {4, core::FixKind::RtkFixed},
                                      {5, core::FixKind::RtkFloat}}) {
    LoopbackFeed receiver(walker(square, quality));
    const int port = doubles::free_port();
    OwnProcess daemon(gpsd(port, {receiver.port()}));
    PositionHeard heard(at(port));
    CHECK(heard.until(
        [kind = kind](const auto& told) { return !told.empty() && told.back().fix.kind == kind; }));
  }
}

TEST_CASE("a receiver without a fix is searching, one at 0, 0 serves nothing", "[position][gpsd]") {
  if (!is_installed("gpsd")) return;
  LoopbackFeed blind(walker(square, 0)), lost([](const LoopbackFeed::Line&line, int) {
    for (int second = 0; line.say(doubles::nmea_second({0, 0}, evening_s + second)) && line.rest(15);)
      ++second;
  });
  const int port = doubles::free_port(), second_port = doubles::free_port();
  OwnProcess daemon(gpsd(port, {blind.port()})), other(gpsd(second_port, {lost.port()}));
  PositionHeard heard(at(port)), nowhere(at(second_port));
  CHECK(heard.until_state(PositionState::Searching));
  REQUIRE(nowhere.until_fixes(3));
  core::Track track;
  for (const auto& reading : nowhere.fixes()) {
    const auto taken = track.take(reading.fix, reading.received_ms, reading.received_ms);
    CHECK(taken.judgement.verdict == core::FixVerdict::GulfOfGuinea);
    CHECK_FALSE(taken.point);
  }
  CHECK(heard.source().latest().number == 0);
}

TEST_CASE("of two receivers on one gpsd one is followed, and the other when it goes", "[position][gpsd]") {
  if (!is_installed("gpsd")) return;
  LoopbackFeed one([](const LoopbackFeed::Line& line, int connection) {
    if (connection > 0) return line.wait_for_end();  // unplugged
    for (int second = 0; second < 100; ++second)
      if (!line.say(doubles::nmea_second(square, evening_s + second)) || !line.rest(15)) return;
    line.wait_for_end();
  });
  LoopbackFeed two(walker({63.2, 14.7}));
  const int port = doubles::free_port();
  OwnProcess daemon(gpsd(port, {one.port(), two.port()}));
  PositionHeard heard(at(port));
  const auto is_two = [](const auto& told) { return !told.empty() && told.back().fix.lat > 63.19; };
  REQUIRE(heard.until(is_two));
  REQUIRE(heard.until_fixes(heard.source().latest().number + 20));
  int changes = 0;
  const auto fixes = heard.fixes();
  for (std::size_t i = 1; i < fixes.size(); ++i)
    changes += (fixes[i].fix.lat > 63.19) != (fixes[i - 1].fix.lat > 63.19) ? 1 : 0;
  CHECK(changes <= 1);
}

namespace {

struct Log {
  const char* name;
  bool has_fix;
};

}  // namespace

TEST_CASE("real receivers' logs come through gpsfake and gpsd", "[position][gpsd]") {
  const auto folder = tests::shared_folder() / "data/gps/nmea";
  if (!is_installed("gpsd") || !is_installed("gpsfake")) return;
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: no receivers' logs in " << folder.string());
    return;
  }
  for (const auto& [name, has_fix] :
       {Log{"gpsd--haicom-305N.log", true}, Log{"gpsd--humminbird-M37.log", true},
        Log{"gpsd--motorola-t805.log", true}, Log{"gpsd--nmea-rtk.log", true},
        Log{"gpsd--ublox-lea-4s.log", true}, Log{"gpsd--tn200.log", false}}) {
    CAPTURE(name);
    const auto log = (folder / name).string();
    REQUIRE(std::filesystem::exists(log));
    const int port = doubles::free_port();
    std::vector<std::string> arguments;
    for (const char* word : {"gpsfake", "-q", "-c", "0.01", "-P"}) arguments.emplace_back(word);
    arguments.push_back(std::to_string(port));
    arguments.push_back(log);
    OwnProcess fake(arguments);  // plays it again and again
    PositionHeard heard(at(port));
    if (!has_fix) {
      CHECK(heard.until_state(PositionState::Searching));
      CHECK(heard.source().latest().number == 0);
      continue;
    }
    REQUIRE(heard.until_fixes(6));
    const auto places = doubles::nmea_places(log);
    for (const auto& reading : heard.fixes()) {
      const auto is_here = [&](const core::LatLon& place) {
        return core::metres_between(place, {reading.fix.lat, reading.fix.lon}) < 0.5;
      };
      CHECK(std::any_of(places.begin(), places.end(), is_here));
      CHECK(reading.fix.kind != core::FixKind::None);
    }
  }
}
