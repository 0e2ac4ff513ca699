// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/input.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace talt::ui {
namespace {

constexpr float drag_starts_mm = 4;           // gloves and cold hands tremble less than this
constexpr float press_cancelled_mm = 9;       // half a target
constexpr std::int64_t throw_window_ms = 60;  // a finger that rested this long throws nothing
constexpr std::int64_t repeat_delay_ms =
    700;  // EN 301 549 5.8: who is slow to let go types one letter, not two
constexpr std::int64_t repeat_ms = 100;
constexpr std::int64_t bounce_ms = 40;  // no finger taps again so soon: the glass lost it for a moment
constexpr float bounce_mm = 5;
constexpr std::size_t queue_max = 2048;  // 500 taps a second for two seconds

float length(ImVec2 from, ImVec2 to) {
  return std::hypot(to.x - from.x, to.y - from.y);
}

}  // namespace

void Input::feed(const core::InputEvent& event) {
  if (queue_.size() < queue_max) queue_.push_back(event);
}

void Input::begin_frame(std::int64_t now_ms, float px_per_mm) {
  now_ms_ = now_ms;
  px_per_mm_ = px_per_mm;
  if (went_up_) {
    pressed_.clear();
    dragged_.clear();
    dragging_ = false;
  }
  went_down_ = went_up_ = drag_began_ = false;
  moved_ = {0, 0};
  pinch_zoom_ = 1;
  pinch_moved_ = {0, 0};
  wheel_ = 0;
  typed_.clear();
  key_.reset();
  if (now_ms - moved_at_ms_ > throw_window_ms) speed_ = {0, 0};

  using Phase = core::input::Touch::Phase;
  bool transition = false;
  while (!queue_.empty() && !transition) {
    const core::InputEvent event = std::move(queue_.front());
    queue_.pop_front();
    if (const auto* touch = std::get_if<core::input::Touch>(&event)) {
      take_touch(*touch);
      transition = touch->phase != Phase::Move;
    } else if (const auto* wheel = std::get_if<core::input::Wheel>(&event)) {
      wheel_ += wheel->lines;
      wheel_at_ = {wheel->x, wheel->y};
    } else if (const auto* typed = std::get_if<core::input::Typed>(&event)) {
      typed_ = typed->text;
      transition = true;
    } else if (const auto* press = std::get_if<core::input::KeyPress>(&event)) {
      key_ = press->key;
      transition = true;
    }
  }
}

void Input::take_touch(const core::input::Touch& touch) {
  using Phase = core::input::Touch::Phase;
  if (touch.phase == Phase::Cancel) {
    cancel();
    down_ = second_down_ = false;
    return;
  }
  if (touch.finger == 1) {
    second_down_ = touch.phase != Phase::Up;
    second_ = {touch.x, touch.y};
  } else {
    take_first_finger(touch);
  }
  take_pinch();
  if (down_ && length(origin_, at_) > press_cancelled_mm * px_per_mm_) pressed_.clear();
}

void Input::take_first_finger(const core::input::Touch& touch) {
  using Phase = core::input::Touch::Phase;
  const ImVec2 before = at_;
  const ImVec2 point{touch.x, touch.y};
  if (touch.phase == Phase::Down) {
    const bool is_soon = touch.at_ms > 0 && lifted_at_ms_ > 0 && touch.at_ms >= lifted_at_ms_ &&
                         touch.at_ms - lifted_at_ms_ < bounce_ms;
    is_bounce_ = is_soon && length(at_, point) < bounce_mm * px_per_mm_;
  }
  if (touch.phase == Phase::Up) lifted_at_ms_ = touch.at_ms;
  if (is_bounce_) return;
  at_ = point;
  if (touch.phase == Phase::Down) {
    down_ = went_down_ = true;
    held_done_ = false;
    repeats_ = 0;
    origin_ = at_;
    down_at_ms_ = moved_at_ms_ = now_ms_;
    speed_ = {0, 0};
    pressed_.clear();
    dragged_.clear();
    dragging_ = false;
    return;
  }
  if (down_) {
    moved_ = {moved_.x + at_.x - before.x, moved_.y + at_.y - before.y};
    const auto elapsed = static_cast<float>(std::max<std::int64_t>(1, now_ms_ - moved_at_ms_)) / 1000;
    if (now_ms_ > moved_at_ms_ && (at_.x != before.x || at_.y != before.y)) {
      speed_ = {speed_.x * 0.4f + 0.6f * (at_.x - before.x) / elapsed,
                speed_.y * 0.4f + 0.6f * (at_.y - before.y) / elapsed};
      moved_at_ms_ = now_ms_;
    }
  }
  if (touch.phase == Phase::Up) {
    went_up_ = down_;
    down_ = false;
  }
}

void Input::take_pinch() {
  if (!down_ || !second_down_) return pinch_distance_.reset();
  pressed_.clear();
  const float apart = std::max(1.f, length(at_, second_));
  const ImVec2 centre{(at_.x + second_.x) / 2, (at_.y + second_.y) / 2};
  if (pinch_distance_) {
    pinch_zoom_ *= apart / *pinch_distance_;
    pinch_moved_ = {pinch_moved_.x + centre.x - pinch_centre_.x, pinch_moved_.y + centre.y - pinch_centre_.y};
  }
  pinch_distance_ = apart;
  pinch_centre_ = centre;
}

Press Input::press(std::string_view id, const Rect& area) {
  Press press;
  press.at = at_;
  const bool inside = area.contains(at_);
  if (went_down_ && inside && !area.is_empty()) {
    pressed_ = id;  // the widget drawn last has the word
    press.began = true;
  }
  if (pressed_ != id || pressed_.empty()) return press;
  press.held = down_ && inside;
  press.held_ms = now_ms_ - down_at_ms_;
  press.activated = went_up_ && inside && !dragging_;
  const std::int64_t due_ms = repeats_ == 0 ? down_at_ms_ + repeat_delay_ms : repeated_at_ms_ + repeat_ms;
  press.repeated = press.held && now_ms_ >= due_ms;
  if (press.repeated) {
    ++repeats_;
    repeated_at_ms_ = now_ms_;
  }
  press.repeats = repeats_;
  if (press.activated) pressed_.clear();
  return press;
}

Drag Input::drag(std::string_view id, const Rect& area) {
  Drag drag;
  if (went_down_ && area.contains(at_)) dragged_ = id;
  if (dragged_ != id || dragged_.empty() || pinch_distance_) return drag;
  if (!dragging_ && (down_ || went_up_) && length(origin_, at_) > drag_starts_mm * px_per_mm_) {
    dragging_ = drag_began_ = true;
    pressed_.clear();
  }
  if (!dragging_) return drag;
  drag.active = down_;
  drag.began = drag_began_;
  drag.ended = went_up_;
  drag.from = origin_;
  drag.at = at_;
  drag.x = moved_.x;
  drag.y = moved_.y;
  drag.speed_x = speed_.x;
  drag.speed_y = speed_.y;
  return drag;
}

Pinch Input::pinch(const Rect& area) {
  if (!pinch_distance_ || !area.contains(pinch_centre_)) return {};
  return {true, pinch_zoom_, pinch_centre_, pinch_moved_.x, pinch_moved_.y};
}

float Input::wheel(const Rect& area) const {
  return area.contains(wheel_at_) ? wheel_ : 0;
}

bool Input::hold(std::string_view id, const Rect& area, std::int64_t hold_ms) {
  const Press held = press(id, area);
  if (!held.held || held_done_ || held.held_ms < hold_ms) return false;
  held_done_ = true;
  pressed_.clear();
  return true;
}

std::string Input::take_typed() {
  return std::exchange(typed_, {});
}

std::optional<core::input::Key> Input::take_key() {
  return std::exchange(key_, std::nullopt);
}

void Input::cancel() {
  pressed_.clear();
  dragged_.clear();
  dragging_ = went_down_ = went_up_ = false;
}

}  // namespace talt::ui
