// SPDX-License-Identifier: EUPL-1.2
#include "app/core/track.h"

#include <algorithm>

#include "app/core/geo.h"

namespace talt::core {

namespace {

constexpr double walking_m_s_min = 0.5;
constexpr int fast_fixes_min = 5;
constexpr double noise_m_max = 25;

double noise_m(const Fix& fix) {
  return std::clamp(fix.accuracy_m.value_or(0) / 2, track_step_m, noise_m_max);
}

double metres(const TrackPoint& from, const Fix& to) {
  return metres_between({from.lat, from.lon}, {to.lat, to.lon});
}

}  // namespace

bool Track::is_due(const Fix& fix, std::int64_t since_ms) {
  const double moved_m = metres(*last_, fix);
  const bool is_walking = fast_fixes_ >= fast_fixes_min;
  return moved_m >= noise_m(fix) || (is_walking && (moved_m >= track_step_m || since_ms >= track_step_ms));
}

Track::Taken Track::take(const Fix& fix, std::int64_t received_ms, std::int64_t time_ms) {
  Taken taken{judge_.judge(fix, received_ms), std::nullopt};
  if (taken.judgement.verdict != FixVerdict::Good) return taken;
  fast_fixes_ = fix.speed_m_s.value_or(0) >= walking_m_s_min ? fast_fixes_ + 1 : 0;
  since_last_ms_ += taken.judgement.elapsed_ms;
  const bool is_apart = !last_ || taken.judgement.starts_anew || taken.judgement.elapsed_ms > track_gap_ms;
  TrackPoint point{time_ms, fix.lat, fix.lon, *fix.accuracy_m, fix.kind, is_apart};
  if (!is_apart && !is_due(fix, since_last_ms_)) {
    if (since_last_ms_ < track_standing_ms) return taken;
    point.lat = last_->lat;
    point.lon = last_->lon;
  }
  since_last_ms_ = 0;
  last_ = point;
  taken.point = point;
  return taken;
}

}  // namespace talt::core
