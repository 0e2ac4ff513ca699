// SPDX-License-Identifier: EUPL-1.2
#include "app/core/track_code.h"

#include <catch2/catch.hpp>
#include <limits>

#include "app/core/cbor.h"

using namespace talt::core;

namespace {

std::vector<TrackPoint> way(std::size_t count) {
  std::vector<TrackPoint> points;
  for (std::size_t i = 0; i < count; ++i) {
    const auto step = static_cast<double>(i);
    points.push_back({1'795'000'000'000 + static_cast<std::int64_t>(i) * 4000, 63.1792 + step * 4e-5,
                      14.6357 - step * 5e-5, 8 + step / 10, FixKind::ThreeD, i == 0});
  }
  return points;
}

Bytes items(std::initializer_list<std::int64_t> values) {
  CborWriter out;
  out.array(values.size());
  for (const auto value : values) out.integer(value);
  return out.take();
}

}  // namespace

TEST_CASE("a minute's and an hour's points come back as they were", "[track]") {
  for (const std::size_t count : {0u, 1u, 60u, 512u}) {
    const auto points = way(count);
    const auto bytes = encode_track(points);
    REQUIRE(bytes);
    const auto back = decode_track(*bytes);
    REQUIRE(back);
    REQUIRE(back->size() == count);
    for (std::size_t i = 0; i < count; ++i) {
      CHECK((*back)[i].time_ms == points[i].time_ms);
      CHECK((*back)[i].lat == Approx(points[i].lat).margin(6e-8));
      CHECK((*back)[i].lon == Approx(points[i].lon).margin(6e-8));
      CHECK((*back)[i].accuracy_m == Approx(points[i].accuracy_m).margin(0.051));
      CHECK((*back)[i].kind == points[i].kind);
      CHECK((*back)[i].segment_start == points[i].segment_start);
    }
  }
}

TEST_CASE("sixty points on foot take less than 600 bytes", "[track]") {
  CHECK(encode_track(way(60))->size() < 600);
}

TEST_CASE("what is no point is not written", "[track]") {
  const auto refused = [](auto spoil) {
    auto points = way(2);
    spoil(points[1]);
    return !encode_track(points);
  };
  CHECK(refused([](TrackPoint& point) { point.lat = std::numeric_limits<double>::quiet_NaN(); }));
  CHECK(refused([](TrackPoint& point) { point.lon = 181; }));
  CHECK(refused([](TrackPoint& point) { point.accuracy_m = -1; }));
  CHECK(refused([](TrackPoint& point) { point.time_ms = -1; }));
  CHECK(refused([](TrackPoint& point) { point.kind = FixKind::None; }));
  CHECK(!encode_track(way(513)));
}

TEST_CASE("what encode_track does not write is not read", "[track]") {
  CHECK(decode_track(items({1})));
  CHECK(decode_track(items({1, 1000, 631792000, 146357000, 80, 5})));
  CHECK_FALSE(decode_track({}));
  CHECK_FALSE(decode_track(items({})));
  CHECK_FALSE(decode_track(items({2})));                                     // another version
  CHECK_FALSE(decode_track(items({1, 1000, 631792000, 146357000, 80})));     // a point is cut
  CHECK_FALSE(decode_track(items({1, 1000, 900000001, 146357000, 80, 5})));  // off the earth
  CHECK_FALSE(decode_track(items({1, 1000, 631792000, -1800000001, 80, 5})));
  CHECK_FALSE(decode_track(items({1, -1, 631792000, 146357000, 80, 5})));         // before 1970
  CHECK_FALSE(decode_track(items({1, INT64_MAX, 631792000, 146357000, 80, 5})));  // overflows
  CHECK_FALSE(decode_track(items({1, 1000, INT64_MIN, 146357000, 80, 5})));
  CHECK_FALSE(decode_track(items({1, 1000, 631792000, 146357000, -1, 5})));
  CHECK_FALSE(decode_track(items({1, 1000, 631792000, 146357000, 80, 1})));  // no kind
  CHECK_FALSE(decode_track(items({1, 1000, 631792000, 146357000, 80, 14})));
  auto followed = *encode_track(way(3));
  followed.push_back(0);
  CHECK_FALSE(decode_track(followed));
  const auto whole = *encode_track(way(3));
  for (std::size_t size = 0; size < whole.size(); ++size)
    CHECK_FALSE(decode_track(ByteView(whole).first(size)));
  CHECK_FALSE(
      decode_track(Bytes{0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}));  // believes no count
}
