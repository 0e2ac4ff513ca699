// SPDX-License-Identifier: EUPL-1.2
// The position source against what passes for gpsd on loopback: nothing there, garbage, half lines, wrong
// types.
#include "platform/position.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "platform/position_gpsd_report.h"
#include "tests/doubles/loopback_feed.h"
#include "tests/doubles/position_heard.h"

using namespace talt;
using doubles::LoopbackFeed;
using doubles::PositionHeard;
using platform::PositionState;

namespace {

const std::string version =
    R"({"class":"VERSION","release":"3.22","rev":"3.22","proto_major":3,"proto_minor":14})"
    "\r\n";

std::string tpv(double lat, double lon, const std::string& more = "",
                const std::string& device = "/dev/one") {
  return R"({"class":"TPV","device":")" + device + R"(","mode":3,"lat":)" + std::to_string(lat) +
         R"(,"lon":)" + std::to_string(lon) + more + "}\r\n";
}
const std::string no_fix = R"({"class":"TPV","device":"/dev/one","mode":1})"
                           "\r\n";

platform::PositionService at(int port) {
  platform::PositionService service;
  service.port = std::to_string(port);
  service.retry_ms_min = 5;
  service.retry_ms_max = 20;
  return service;
}

/// What a source tells of one connection on which `said` comes and nothing more.
PositionHeard::Readings told_of(const std::string& said, std::uint64_t fixes) {
  LoopbackFeed feed([&](const LoopbackFeed::Line& line, int) {
    if (line.say(version + said)) line.wait_for_end();
  });
  PositionHeard heard(at(feed.port()));
  CHECK(heard.until_fixes(fixes));
  return heard.fixes();
}

}  // namespace

TEST_CASE("where there is no gpsd there is no service, and nobody waits", "[position]") {
  PositionHeard heard(at(doubles::free_port()));
  CHECK(heard.source().latest().state == PositionState::NoService);
  CHECK(heard.source().latest().number == 0);
}

TEST_CASE("a host that is no address is no service", "[position]") {
  auto service = at(doubles::free_port());
  service.host = "gpsd.invalid";
  PositionHeard heard(service);
  CHECK(heard.source().latest().state == PositionState::NoService);
}

TEST_CASE("a fix comes with everything that gpsd knows of it", "[position]") {
  const auto told = told_of(
      tpv(63.1792, 14.6357, R"(,"status":2,"time":"2026-11-20T18:30:05.250Z","eph":7.5,"speed":1.25)"), 1);
  REQUIRE(told.size() == 1);
  const auto& fix = told[0].fix;
  CHECK(told[0].state == PositionState::Fix);
  CHECK(fix.lat == Approx(63.1792));
  CHECK(fix.lon == Approx(14.6357));
  CHECK(fix.accuracy_m == 7.5);
  CHECK(fix.kind == core::FixKind::Differential);
  CHECK(fix.time_ms == 1'795'199'405'250);
  CHECK(fix.speed_m_s == 1.25);
  CHECK(told[0].received_ms > 0);
}

TEST_CASE("what gpsd does not know is not made up", "[position]") {
  const auto told = told_of(R"({"class":"TPV","mode":2,"lat":63.1,"lon":14.6,"epx":3,"epy":4})"
                            "\n" +
                                tpv(63.1, 14.6, R"(,"eph":"near")", ""),
                            2);
  REQUIRE(told.size() == 2);
  CHECK(told[0].fix.kind == core::FixKind::TwoD);
  CHECK(told[0].fix.accuracy_m == 5);
  CHECK_FALSE(told[0].fix.time_ms);
  CHECK_FALSE(told[1].fix.accuracy_m);
  CHECK_FALSE(told[1].fix.speed_m_s);
}

TEST_CASE("garbage between fixes costs nothing but itself", "[position]") {
  const std::string huge(200'000, 'x'), huge_json = R"({"class":"TPV","device":")" + huge + "\"}\n";
  std::string garbage =
      "\n\r\n}{\n{}\n[]\nnull\n$GPGGA,junk*00\n{\"class\":7}\n{\"class\":\"TPV\",\"mode\":\"3\"}\n";
  garbage += huge_json + std::string("\0\x01\xff{\"class\"\n", 12);
  garbage += R"({"class":"TPV","mode":3,"lat":NaN,"lon":14.6})"
             "\n";
  garbage += R"({"class":"TPV","mode":3,"lat":"63","lon":14.6})"
             "\n";
  garbage += R"({"class":"TPV","mode":3,"lat":null,"lon":[14.6]})"
             "\n";
  garbage += R"({"class":"TPV","mode":3,"lat":1e999,"lon":14.6})"
             "\n";
  garbage += R"({"class":"TPV","mode":3,"lat":63.1,"lon":1)"
             "\n";  // cut: not one degree east
  garbage += R"({"class":"TPV","mode":17,"lat":63.1,"lon":14.6})"
             "\n";
  garbage += R"({"class":"TPV","mode":3,"status"2,:"time":"2026-11-{"class":"VERSION","rev":"3.22"})"
             "\n";  // found by the fuzzer: libgps never comes back from it
  garbage += R"({"class":"SKY","satellites":[{"PRN":1e99,"el":"x"},)"
             "\n";
  const auto told = told_of(tpv(63.1, 14.6) + garbage + tpv(63.2, 14.7), 2);
  REQUIRE(told.size() == 2);
  CHECK(told[0].fix.lat == Approx(63.1));
  CHECK(told[1].fix.lat == Approx(63.2));
}

TEST_CASE("lines that come in pieces are lines", "[position]") {
  const auto all = version + tpv(63.1, 14.6) + tpv(63.2, 14.6);
  LoopbackFeed feed([&](const LoopbackFeed::Line& line, int) {
    for (const char c : all)
      if (!line.say({&c, 1})) return;
    line.wait_for_end();
  });
  PositionHeard heard(at(feed.port()));
  CHECK(heard.until_fixes(2));
  CHECK(heard.fixes().back().fix.lat == Approx(63.2));
}

TEST_CASE("what only talks rubbish is no service, is left, and tried again", "[position]") {
  const std::string rubbish(64 * 1024, 'x');
  LoopbackFeed feed([&](const LoopbackFeed::Line& line, int connection) {
    if (connection < 2) {
      while (line.say(rubbish)) {
      }
      return;
    }
    if (line.say(version + tpv(63.1, 14.6))) line.wait_for_end();
  });
  PositionHeard heard(at(feed.port()));
  CHECK(heard.until_fixes(1));
  CHECK(heard.all().front().state != PositionState::NoService);  // nothing was told of the rubbish
  CHECK(heard.fixes().size() == 1);
}

TEST_CASE("a gpsd that ends and one that closes at once are connected to again for ever", "[position]") {
  LoopbackFeed feed([&](const LoopbackFeed::Line& line, int connection) {
    if (connection % 3 == 1) return;                                                       // closes at once
    if (line.say(version + tpv(63.0 + connection, 14.6) + "{\"class\":")) line.hang_up();  // in mid-sentence
  });
  PositionHeard heard(at(feed.port()));
  REQUIRE(heard.until_fixes(6));
  const auto all = heard.all();
  CHECK(std::count_if(all.begin(), all.end(),
                      [](const auto& reading) { return reading.state == PositionState::NoService; }) >= 5);
  CHECK(heard.fixes()[5].fix.lat == Approx(63.0 + 8));
}

TEST_CASE("a lost fix and silence are searching, and the last fix stays known", "[position]") {
  LoopbackFeed feed([&](const LoopbackFeed::Line& line, int) {
    if (line.say(version + no_fix + tpv(63.1, 14.6) + no_fix + tpv(63.2, 14.6))) line.wait_for_end();
  });
  auto service = at(feed.port());
  service.silence_ms = 30;
  service.ask_again_ms = 3'600'000;
  PositionHeard heard(service);
  REQUIRE(heard.until([](const auto& told) { return told.size() >= 5; }));
  std::vector<PositionState> states;
  for (const auto& reading : heard.all()) states.push_back(reading.state);
  using enum PositionState;
  CHECK(states == std::vector{Searching, Fix, Searching, Fix, Searching});
  const auto last = heard.source().latest();
  CHECK(last.number == 2);
  CHECK(last.fix.lat == Approx(63.2));
}

TEST_CASE("a gpsd that hangs is asked again, then left for a new connection", "[position]") {
  LoopbackFeed feed([&](const LoopbackFeed::Line& line, int connection) {
    if (connection < 2 || line.say(version + tpv(63.1, 14.6)))
      line.wait_for_end();  // the first two say nothing
  });
  auto service = at(feed.port());
  service.ask_again_ms = 20;
  PositionHeard heard(service);
  CHECK(heard.until_fixes(1));
}

TEST_CASE("of two receivers one is followed", "[position]") {
  std::string both;
  for (int i = 0; i < 20; ++i)
    both += tpv(63.1, 14.6, R"(,"eph":9)", "/dev/one") + tpv(63.1001, 14.6, R"(,"eph":8)", "/dev/two");
  LoopbackFeed feed([&](const LoopbackFeed::Line& line, int) {
    if (line.say(version + both + tpv(64, 14.6))) line.wait_for_end();
  });
  PositionHeard heard(at(feed.port()));
  REQUIRE(heard.until_fixes(21));
  for (const auto& reading : heard.fixes()) CHECK((reading.fix.lat == Approx(63.1) || reading.fix.lat == 64));
}

TEST_CASE("a source ends at once while it waits, connects or is talked to", "[position]") {
  LoopbackFeed silent([](const LoopbackFeed::Line& line, int) { line.wait_for_end(); });
  LoopbackFeed loud([](const LoopbackFeed::Line& line, int) {
    while (line.say(version + tpv(63.1, 14.6))) {
    }
  });
  platform::PositionService hours;
  hours.retry_ms_min = hours.retry_ms_max = 3'600'000;
  for (const int port : {silent.port(), loud.port(), doubles::free_port()}) {
    hours.port = std::to_string(port);
    PositionHeard heard(hours);
    if (port == loud.port()) CHECK(heard.until_fixes(100));
  }
}
