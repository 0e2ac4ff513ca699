// SPDX-License-Identifier: EUPL-1.2
// A piece of a track: one CBOR array in its deterministic form, five items a point, nothing after it.
//
//   track = [ 1, *point ]         1 is the version
//   point = (
//     time      int               seconds since 1970, from the point before (the first: from 0)
//     lat       int               1e-7 degrees, from the point before (the first: from 0)
//     lon       int               1e-7 degrees, likewise
//     accuracy  int               decimetres, likewise
//     mark      uint              2 * kind, + 1 where a segment begins
//   )
//
// kind: 1 2D, 2 3D, 3 differential, 4 RTK float, 5 RTK fixed, 6 dead reckoning (position.h).
// Bounds: at most 512 points; time 0 to 2^40; latitude within 90, longitude within 180 degrees; accuracy 0 to
// 100,000 dm. A point on foot takes 1 + 3 + 3 + 1 + 1 bytes. Values never change their meaning.
#include "app/core/track_code.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/core/cbor.h"

namespace talt::core {

namespace {

constexpr std::uint64_t version = 1;
constexpr std::size_t items_per_point = 5;
constexpr double degree_parts = 1e7;
constexpr std::int64_t time_s_max = std::int64_t{1} << 40;
constexpr std::int64_t lat_max = 900'000'000, lon_max = 1'800'000'000;
constexpr std::int64_t accuracy_dm_max = 100'000;
constexpr auto kind_max = static_cast<std::uint8_t>(FixKind::DeadReckoning);

/// A point as the integers that are written.
struct Parts {
  std::int64_t time_s = 0, lat = 0, lon = 0, accuracy_dm = 0;

  bool is_sound() const {
    return time_s >= 0 && time_s <= time_s_max && std::abs(lat) <= lat_max && std::abs(lon) <= lon_max &&
           accuracy_dm >= 0 && accuracy_dm <= accuracy_dm_max;
  }
};

std::optional<Parts> parts_of(const TrackPoint& point) {
  const bool is_number = std::abs(point.lat) <= 90 && std::abs(point.lon) <= 180 && point.accuracy_m >= 0;
  const auto kind = static_cast<std::uint8_t>(point.kind);
  if (!is_number || point.time_ms < 0 || kind < 1 || kind > kind_max) return std::nullopt;
  const double accuracy_dm = std::min(point.accuracy_m * 10, static_cast<double>(accuracy_dm_max));
  const Parts parts{point.time_ms / 1000, std::llround(point.lat * degree_parts),
                    std::llround(point.lon * degree_parts), std::llround(accuracy_dm)};
  return parts.is_sound() ? std::optional(parts) : std::nullopt;
}

Error unreadable(const char* why) {
  return {"cannot read a track", why, ""};
}

/// A step from the point before; fails the reader where it leads out of bounds.
std::int64_t stepped(CborReader& in, std::int64_t before) {
  constexpr std::int64_t step_max = std::int64_t{1} << 41;
  const auto step = in.integer();
  if (step < -step_max || step > step_max) in.fail();
  return in.ok() ? before + step : before;
}

}  // namespace

Result<Bytes> encode_track(const std::vector<TrackPoint>& points) {
  if (points.size() > track_points_max) return Error{"cannot keep a track", "it has too many points", ""};
  CborWriter out;
  out.array(1 + items_per_point * points.size());
  out.uint(version);
  Parts before;
  for (const auto& point : points) {
    const auto parts = parts_of(point);
    if (!parts) return Error{"cannot keep a track", "a point is no place or has no time", ""};
    out.integer(parts->time_s - before.time_s);
    out.integer(parts->lat - before.lat);
    out.integer(parts->lon - before.lon);
    out.integer(parts->accuracy_dm - before.accuracy_dm);
    out.uint(std::uint64_t{2} * static_cast<std::uint8_t>(point.kind) + (point.segment_start ? 1 : 0));
    before = *parts;
  }
  return out.take();
}

Result<std::vector<TrackPoint>> decode_track(ByteView bytes) {
  CborReader in(bytes);
  const auto items = in.array();
  if (!in.ok() || items % items_per_point != 1) return unreadable("it is not of the form of tracks");
  if (items > 1 + items_per_point * track_points_max) return unreadable("it has too many points");
  if (in.uint() != version) return unreadable("its version is not known");
  std::vector<TrackPoint> points;
  points.reserve(items / items_per_point);
  Parts now;
  for (std::size_t i = 1; i < items; i += items_per_point) {
    now = {stepped(in, now.time_s), stepped(in, now.lat), stepped(in, now.lon), stepped(in, now.accuracy_dm)};
    const auto mark = in.uint();
    if (!in.ok() || !now.is_sound() || mark < 2 || mark > 2 * kind_max + 1)
      return unreadable("a point is out of bounds");
    points.push_back({now.time_s * 1000, static_cast<double>(now.lat) / degree_parts,
                      static_cast<double>(now.lon) / degree_parts, static_cast<double>(now.accuracy_dm) / 10,
                      static_cast<FixKind>(mark / 2), (mark & 1) != 0});
  }
  if (!in.at_end()) return unreadable("something follows it");
  return points;
}

}  // namespace talt::core
