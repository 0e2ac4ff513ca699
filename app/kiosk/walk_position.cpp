// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/walk_position.h"

#include <cmath>
#include <utility>

#include "app/core/geo.h"
#include "app/core/track_code.h"

namespace talt::kiosk {

using core::walk::Position;
using core::walk::PositionState;
namespace event = core::walk::event;

namespace {

constexpr double shown_step_m = 3;  // what a finger's width on a map tells

PositionState state_of(platform::PositionState state) {
  switch (state) {
    case platform::PositionState::NoService:
      return PositionState::NoService;
    case platform::PositionState::Searching:
      return PositionState::Searching;
    case platform::PositionState::Fix:
      return PositionState::Fix;
  }
  return PositionState::NoService;
}

/// Accuracy wanders from fix to fix; what it means to a person changes with its size only.
int step_of(std::optional<float> accuracy_m) {
  if (!accuracy_m) return -1;
  return static_cast<int>(std::lround(std::log2(std::max(1.f, *accuracy_m)) * 2));
}

}  // namespace

WalkPosition::WalkPosition(const WatchPosition& watch, std::optional<core::LatLon> walk_at,
                           platform::Clock& clock, Callbacks callbacks)
    : clock_(clock), callbacks_(std::move(callbacks)), track_(walk_at) {
  const std::lock_guard held(lock_);  // it may speak before it is here
  source_ = watch(clock_, [this] { hear(); });
}

WalkPosition::~WalkPosition() = default;

WalkPosition::Look WalkPosition::look_of(const Position& position) {
  if (position.state != PositionState::Fix) return {position.state, core::FixKind::None, 0, {}};
  return {position.state, position.fix, step_of(position.accuracy_m), position.at};
}

bool WalkPosition::differ(const Look& a, const Look& b) {
  return a.state != b.state || a.fix != b.fix || std::abs(a.accuracy - b.accuracy) > 1 ||
         core::metres_between(a.at, b.at) >= shown_step_m;
}

// ---- on the source's thread

void WalkPosition::hear() {
  bool is_news = false;
  {
    const std::lock_guard held(lock_);
    const auto reading = source_->latest();
    const auto points = points_.size();
    if (reading.number != heard_) take_fix(reading);
    heard_ = reading.number;
    const auto state = state_of(reading.state);
    const bool has_place = position_.received_ms != 0;
    position_.state = state == PositionState::Fix && !has_place ? PositionState::Searching : state;
    has_moved_ = true;
    const auto look = look_of(position_);
    is_news = points_.size() > points || differ(look, shown_);
    if (is_news) shown_ = look;
  }
  if (is_news) callbacks_.wake();
}

void WalkPosition::take_fix(const platform::PositionReading& reading) {
  const auto& fix = reading.fix;
  const auto taken = track_.take(fix, reading.received_ms, wall_ms_held(reading.received_ms));
  const auto verdict = taken.judgement.verdict;
  if (!core::serves_a_note(verdict)) return;
  position_.at = {fix.lat, fix.lon};
  position_.accuracy_m.reset();
  if (fix.accuracy_m) position_.accuracy_m = static_cast<float>(*fix.accuracy_m);
  position_.fix = fix.kind;
  position_.received_ms = reading.received_ms;
  if (verdict == core::FixVerdict::Good && taken.judgement.is_time_sound) take_time(fix, reading.received_ms);
  if (taken.point && keeps_track_) points_.push_back(*taken.point);
}

void WalkPosition::take_time(const core::Fix& fix, std::int64_t received_ms) {
  if (!fix.time_ms) return;
  const auto source = clock_.is_network_set() ? core::ClockSource::Network : known_.source;
  const auto said = gps_clock_.take(*fix.time_ms, received_ms, source);
  if (!said) return;
  known_ = said->clock;
  if (said->is_record_due) to_record_ = said->clock;
}

std::int64_t WalkPosition::wall_ms_held(std::int64_t steady_ms) {
  if (known_.source == core::ClockSource::Gps && !clock_.is_network_set())
    return known_.wall_ms_at(steady_ms);
  return clock_.wall_ms() + (steady_ms - clock_.steady_ms());
}

// ---- on the drawing thread

std::int64_t WalkPosition::wall_ms() {
  const std::lock_guard held(lock_);
  return wall_ms_held(clock_.steady_ms());
}

std::optional<core::ClockRecord> WalkPosition::take_clock_record() {
  const std::lock_guard held(lock_);
  const auto due = std::exchange(to_record_, std::nullopt);
  if (!due) return std::nullopt;
  return core::ClockRecord{clock_.boot_id(), due->steady_ms, due->wall_ms, core::ClockSource::Gps};
}

void WalkPosition::keep_track(bool wanted) {
  const std::lock_guard held(lock_);
  if (wanted && !keeps_track_) track_.end_segment();
  keeps_track_ = wanted;
}

bool WalkPosition::attend(std::int64_t now_ms) {
  std::vector<core::TrackPoint> points;
  std::optional<Position> moved;
  {
    const std::lock_guard held(lock_);
    points = std::exchange(points_, {});
    if (std::exchange(has_moved_, false)) moved = position_;
  }
  bool has_changed = !points.empty();
  if (moved) {
    moved->received_ms = now_ms - (clock_.steady_ms() - moved->received_ms);
    const auto look = look_of(*moved);
    if (differ(look, told_)) {
      told_ = look;
      has_changed = true;
    }
    callbacks_.tell(event::PositionChanged{*moved});
  }
  for (auto& point : points) {
    callbacks_.tell(event::Tracked{core::LatLon{point.lat, point.lon}, point.segment_start, {}});
    if (piece_.empty()) piece_since_ms_ = now_ms;
    piece_.push_back(point);
    if (piece_.size() >= piece_points) end_piece();
  }
  if (const auto due = due_ms(); due && *due <= now_ms) end_piece();
  return has_changed;
}

std::optional<std::int64_t> WalkPosition::due_ms() const {
  return piece_.empty() ? std::nullopt : std::optional(piece_since_ms_ + piece_ms_max);
}

void WalkPosition::end_piece() {
  if (piece_.empty()) return;
  auto bytes = core::encode_track(std::exchange(piece_, {}));
  if (!bytes) return callbacks_.report(bytes.error());
  callbacks_.tell(event::Tracked{{}, false, std::move(*bytes)});
}

}  // namespace talt::kiosk
