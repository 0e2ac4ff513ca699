// SPDX-License-Identifier: EUPL-1.2
#include "app/core/track.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <regex>
#include <string>
#include <vector>

#include "app/core/geo.h"
#include "app/core/track_code.h"
#include "tests/paths.h"

using namespace talt::core;

namespace {

constexpr double metre = 360.0 / 40'075'016.686;
constexpr std::int64_t began_ms = 1'795'000'000'000;

/// Plays fixes a second apart into a track and keeps what the track keeps.
struct Walker {
  Track track;
  std::vector<TrackPoint> points;
  std::int64_t now_ms = 0;

  FixVerdict go(double north_m, double east_m, std::optional<double> speed, double accuracy_m = 8) {
    Fix fix;
    fix.lat = 63.1792 + north_m * metre;
    fix.lon = 14.6357 + east_m * metre / std::cos(63.1792 * 3.14159265 / 180);
    fix.accuracy_m = accuracy_m;
    fix.kind = FixKind::ThreeD;
    fix.time_ms = began_ms + now_ms;
    fix.speed_m_s = speed;
    const auto taken = track.take(fix, now_ms, began_ms + now_ms);
    if (taken.point) points.push_back(*taken.point);
    now_ms += 1000;
    return taken.judgement.verdict;
  }
};

double length_of(const std::vector<TrackPoint>& points) {
  double metres = 0;
  for (std::size_t i = 1; i < points.size(); ++i)
    if (!points[i].segment_start)
      metres += metres_between({points[i - 1].lat, points[i - 1].lon}, {points[i].lat, points[i].lon});
  return metres;
}

std::size_t segments_of(const std::vector<TrackPoint>& points) {
  std::size_t count = 0;
  for (const auto& point : points) count += point.segment_start ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("walking leaves a point each five metres", "[track]") {
  Walker walker;
  for (int second = 0; second < 600; ++second) walker.go(second * 1.3, 0, 1.3);
  CHECK(walker.points.size() > 600 / 5);
  CHECK(walker.points.size() < 600 / 4 + 2);
  CHECK(length_of(walker.points) == Approx(780).epsilon(0.01));
  CHECK(segments_of(walker.points) == 1);
}

TEST_CASE("walking slowly leaves a point each ten seconds", "[track]") {
  Walker walker;
  for (int second = 0; second <= 600; ++second)  // to and fro over 2 m
    walker.go(second % 4 < 2 ? second % 4 : 4 - second % 4, 0, 0.8);
  CHECK(walker.points.size() >= 58);
  CHECK(walker.points.size() <= 62);
}

TEST_CASE("a receiver without speed is judged by the way alone", "[track]") {
  Walker walker;
  for (int second = 0; second < 600; ++second) walker.go(second * 1.3, 0, std::nullopt, 16);
  CHECK(length_of(walker.points) == Approx(780).epsilon(0.02));
  CHECK(walker.points.size() > 80);  // each 8 m, what may be noise
}

TEST_CASE("standing still draws no scribble and costs a point a minute", "[track]") {
  Walker walker;
  std::mt19937 random(7);
  std::normal_distribution<double> step(0, 0.45);
  double north = 0, east = 0;
  for (int second = 0; second < 3600; ++second) {
    north = north * 0.97 + step(random);  // wanders by some metres, as receivers do
    east = east * 0.97 + step(random);
    walker.go(north, east, std::abs(step(random)) / 2, 18);
  }
  CHECK(walker.points.size() <= 62);
  CHECK(walker.points.size() >= 58);
  CHECK(length_of(walker.points) < 20);
}

TEST_CASE("what comes after a gap, a jump or a pause begins a segment", "[track]") {
  Walker walker;
  for (int second = 0; second < 60; ++second) walker.go(second, 0, 1);
  CHECK(segments_of(walker.points) == 1);
  walker.now_ms += 70'000;  // a passage below the railway
  for (int second = 60; second < 90; ++second) walker.go(second, 0, 1);
  CHECK(segments_of(walker.points) == 2);
  for (int second = 0; second < 10; ++second) walker.go(9000 + second, 0, 1);
  CHECK(segments_of(walker.points) == 3);
  walker.track.end_segment();
  for (int second = 10; second < 20; ++second) walker.go(9000 + second, 0, 1);
  CHECK(segments_of(walker.points) == 4);
  CHECK(walker.points.front().segment_start);
}

TEST_CASE("no bad fix leaves a point", "[track]") {
  Walker walker;
  for (int second = 0; second < 100; ++second) {
    if (second % 9 == 5)
      CHECK(walker.go(6000, second * 100.0, 1) == FixVerdict::Jumped);
    else if (second % 9 == 7)
      CHECK(walker.go(second, 0, 1, 400) == FixVerdict::Coarse);
    else
      CHECK(walker.go(second, 0, 1) == FixVerdict::Good);
  }
  for (const auto& point : walker.points) {
    CHECK(metres_between({63.1792, 14.6357}, {point.lat, point.lon}) < 101);
    CHECK(point.accuracy_m == 8);
  }
}

namespace {

struct Recorded {
  LatLon place;
  std::optional<std::int64_t> time_s;
};

std::int64_t seconds_of(const std::smatch& time) {
  std::tm utc{};
  utc.tm_year = std::stoi(time[1]) - 1900;
  utc.tm_mon = std::stoi(time[2]) - 1;
  utc.tm_mday = std::stoi(time[3]);
  utc.tm_hour = std::stoi(time[4]);
  utc.tm_min = std::stoi(time[5]);
  utc.tm_sec = std::stoi(time[6]);
  return timegm(&utc);
}

/// The track points of a GPX file, as far as a test needs them.
std::vector<Recorded> read_gpx(const std::filesystem::path& path) {
  static const std::regex point(R"re(<trkpt lat="([-0-9.]+)" lon="([-0-9.]+)")re");
  static const std::regex moment("<time>(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)");
  std::ifstream in(path);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::vector<Recorded> points;
  for (std::sregex_iterator it(text.begin(), text.end(), point), end; it != end; ++it) {
    Recorded recorded{{std::stod((*it)[1]), std::stod((*it)[2])}, std::nullopt};
    const auto from = text.begin() + it->position() + it->length();
    const auto to =
        text.begin() + static_cast<std::ptrdiff_t>(std::min(
                           text.find("<trkpt", static_cast<std::size_t>(from - text.begin())), text.size()));
    std::smatch time;
    const std::string rest(from, to);
    if (std::regex_search(rest, time, moment)) recorded.time_s = seconds_of(time);
    points.push_back(recorded);
  }
  return points;
}

}  // namespace

TEST_CASE("real walks keep their shape, split where they jump, and travel in pieces", "[track]") {
  const auto folder = talt::tests::shared_folder() / "data/gps/gpx";
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: no real walks in " << folder.string());
    return;
  }
  for (const auto* name : {"gpxpy--cerknicko-jezero.gpx", "gpxpy--korita-zbevnica.gpx"}) {
    const auto walk = read_gpx(folder / name);
    REQUIRE(walk.size() > 200);
    Track track;
    std::vector<TrackPoint> points;
    double walked_m = 0;
    std::size_t refused = 0;
    std::optional<LatLon> before;
    for (const auto& recorded : walk) {
      if (!recorded.time_s) continue;  // one has a stretch without
      Fix fix{recorded.place.lat, recorded.place.lon, 10.0, FixKind::ThreeD, std::nullopt, std::nullopt};
      const auto now_ms = *recorded.time_s * 1000;  // dated before 2020: by the time they came
      const auto taken = track.take(fix, now_ms, now_ms);
      if (taken.judgement.verdict != FixVerdict::Good) ++refused;
      if (taken.point) points.push_back(*taken.point);
      if (before && metres_between(*before, recorded.place) < 1000)
        walked_m += metres_between(*before, recorded.place);
      before = recorded.place;
    }
    CAPTURE(name, walk.size(), points.size(), refused, walked_m, length_of(points));
    CHECK(refused < walk.size() / 10);
    CHECK(segments_of(points) >= 2);
    CHECK(length_of(points) > walked_m * 0.4);  // what lies in gaps of over a minute is nobody's line
    CHECK(length_of(points) < walked_m * 1.01);
    for (std::size_t from = 0; from < points.size(); from += 60) {
      const std::vector<TrackPoint> piece(
          points.begin() + static_cast<std::ptrdiff_t>(from),
          points.begin() + static_cast<std::ptrdiff_t>(std::min(from + 60, points.size())));
      const auto bytes = encode_track(piece);
      REQUIRE(bytes);
      CHECK(bytes->size() < 1024);
      const auto back = decode_track(*bytes);
      REQUIRE(back);
      REQUIRE(back->size() == piece.size());
      for (std::size_t i = 0; i < piece.size(); ++i) {
        CHECK((*back)[i].time_ms == piece[i].time_ms);
        CHECK(metres_between({(*back)[i].lat, (*back)[i].lon}, {piece[i].lat, piece[i].lon}) < 0.02);
        CHECK((*back)[i].segment_start == piece[i].segment_start);
      }
    }
  }
}
