// SPDX-License-Identifier: EUPL-1.2
// The way that a walk took, at a sparing rate: a point every 5 m or 10 s of walking, one a minute of
// standing. Pure; one thread at a time.
//
//   walking   a point as soon as 5 m are behind the last one, or 10 s, whichever comes first. Walking is:
//   faster
//             than 0.5 m/s by the receiver's own speed in five fixes running (it measures speed by Doppler
//             shift, which does not wander as places do), or farther from the last point than noise.
//   standing  everything else. A receiver that stands still wanders by metres; that would draw a scribble and
//             fill the disk. So nothing is kept, but each minute the last point once more, at the same place
//             and with the accuracy of that minute: how long the walk stood there is part of its story.
//   noise     half of the accuracy, between 5 and 25 m. A receiver without speed is judged by this alone.
//   segments  a track is in one piece as long as good fixes follow each other within 60 s. What comes after a
//             gap, after a place or time that the judge began anew, or after a pause begins a segment: nobody
//             should draw a line between the two.
//
// At walking pace (1.3 m/s) that is a point every 4 to 5 s, 800 in an hour; standing, 60.
#pragma once

#include <cstdint>
#include <optional>

#include "app/core/fix_judge.h"
#include "app/core/position.h"

namespace talt::core {

inline constexpr double track_step_m = 5;
inline constexpr std::int64_t track_step_ms = 10'000;
inline constexpr std::int64_t track_standing_ms = 60'000;
inline constexpr std::int64_t track_gap_ms = 60'000;

struct TrackPoint {
  std::int64_t time_ms = 0;  // since 1970, by the same clock as the walk's notes
  double lat = 0, lon = 0;   // degrees, WGS 84
  double accuracy_m = 0;
  FixKind kind = FixKind::TwoD;
  bool segment_start = false;
};

class Track {
 public:
  /// As FixJudge takes it.
  explicit Track(std::optional<LatLon> walk_at = {}) : judge_(walk_at) {}
  struct Taken {
    Judgement judgement;
    std::optional<TrackPoint> point;  // keep it
  };
  /// Every fix that comes, as it comes. `received_ms` is the device's steady clock, `time_ms` the clock that
  /// the walk's notes are written by (not the fix's own time, which may be wrong: clock_setting.h).
  Taken take(const Fix& fix, std::int64_t received_ms, std::int64_t time_ms);
  /// The walk pauses: the next point begins a segment.
  void end_segment() { last_.reset(); }

 private:
  bool is_due(const Fix& fix, std::int64_t since_ms);

  FixJudge judge_;
  std::optional<TrackPoint> last_;
  std::int64_t since_last_ms_ = 0;  // since last_ was kept
  int fast_fixes_ = 0;              // running
};

}  // namespace talt::core
