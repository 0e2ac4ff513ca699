// SPDX-License-Identifier: EUPL-1.2
// Where a walk is, for its notes, its track and its clock. Fixes are judged as they come, on the source's own
// thread; the drawing thread is woken only when something that shows has changed or a point of the track was
// kept, so that a tablet that lies still with a fix a second draws nothing. Everything but that from the
// drawing thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "app/core/clock_setting.h"
#include "app/core/track.h"
#include "app/core/walk/walk.h"
#include "platform/clock.h"
#include "platform/position.h"

namespace talt::kiosk {

inline constexpr std::size_t piece_points = 60;       // a track is saved in pieces of so many points ...
inline constexpr std::int64_t piece_ms_max = 60'000;  // ... or as old as this

using WatchPosition =
    std::function<std::unique_ptr<platform::PositionSource>(platform::Clock&, std::function<void()> changed)>;

class WalkPosition {
 public:
  struct Callbacks {
    std::function<void(core::walk::Event)> tell;  // on the drawing thread, within attend() and end_piece()
    std::function<void()> wake;                   // any thread: there is something to attend() to
    std::function<void(const core::Error&)> report;
  };
  /// `walk_at`: as core::FixJudge takes it. `clock` must live longer.
  WalkPosition(const WatchPosition& watch, std::optional<core::LatLon> walk_at, platform::Clock& clock,
               Callbacks callbacks);
  ~WalkPosition();

  /// A walk is on and not paused: its way is kept. What comes after a pause begins a segment.
  void keep_track(bool wanted);
  /// Tells where the walk is now, and the track's points; true where what shows has changed.
  bool attend(std::int64_t now_ms);
  /// When the piece under way is due, in the drawing thread's own ms; nothing while there is none.
  std::optional<std::int64_t> due_ms() const;
  /// Tells the piece under way, if there is one: the walk pauses, ends, or the kiosk closes.
  void end_piece();

  /// By the best clock there is: the system's where the network set it, else the satellites', else the
  /// system's.
  std::int64_t wall_ms();
  /// To be saved before the next record, once.
  std::optional<core::ClockRecord> take_clock_record();

 private:
  /// What shows of it.
  struct Look {
    core::walk::PositionState state = core::walk::PositionState::NoService;
    core::FixKind fix = core::FixKind::None;
    int accuracy = 0;
    core::LatLon at;
  };
  static Look look_of(const core::walk::Position& position);
  static bool differ(const Look& a, const Look& b);

  void hear();  // on the source's thread
  void take_fix(const platform::PositionReading& reading);
  void take_time(const core::Fix& fix, std::int64_t received_ms);
  std::int64_t wall_ms_held(std::int64_t steady_ms);

  platform::Clock& clock_;
  Callbacks callbacks_;

  std::mutex lock_;  // guards what follows
  core::Track track_;
  core::GpsClock gps_clock_;
  core::KnownClock known_;
  std::optional<core::KnownClock> to_record_;
  std::uint64_t heard_ = 0;
  core::walk::Position position_;
  bool has_moved_ = false;  // since it was told
  std::vector<core::TrackPoint> points_;
  bool keeps_track_ = false;
  Look shown_;  // as the drawing thread was woken for

  // Of the drawing thread.
  Look told_;
  std::vector<core::TrackPoint> piece_;
  std::int64_t piece_since_ms_ = 0;
  std::unique_ptr<platform::PositionSource> source_;  // last: its thread ends before what it uses
};

}  // namespace talt::kiosk
