// SPDX-License-Identifier: EUPL-1.2
// The touch layer: fingers, wheel and keys in, presses, drags and typed text out, one transition a frame, so
// that no tap is lost between two frames. The first finger acts, a second only pinches. One thread.
//
// A press belongs to the widget drawn last under the finger as it comes down; it acts where the finger leaves
// the glass within that widget, and is cancelled by a drag. Nothing hovers.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/input_event.h"
#include "app/ui/rect.h"

namespace talt::ui {

/// What a widget learns in a frame.
struct Press {
  bool held = false;       // a finger is on it
  bool activated = false;  // let go within it, in this frame
  bool began = false;      // in this frame
  ImVec2 at{0, 0};         // of the finger
  std::int64_t held_ms = 0;
  bool repeated = false;  // held long enough to act once more, for what repeats
  int repeats = 0;        // so often until now: what repeated does not act again when it is let go
  bool acts_or_repeats() const { return repeated || (activated && repeats == 0); }
};
struct Drag {
  bool active = false;
  bool began = false;
  bool ended = false;              // let go in this frame
  ImVec2 from{0, 0};               // where the finger came down
  ImVec2 at{0, 0};                 // where it is
  float x = 0, y = 0;              // since the last frame, pixels
  float speed_x = 0, speed_y = 0;  // pixels a second; at `ended`, that of the throw
};
struct Pinch {
  bool active = false;
  float zoom = 1;  // since the last frame
  ImVec2 centre{0, 0};
  float x = 0, y = 0;  // how far the centre moved since the last frame, pixels
};

class Input {
 public:
  void feed(const core::InputEvent& event);
  /// Takes what belongs to the next frame: everything up to and with one transition (down, up, key).
  void begin_frame(std::int64_t now_ms, float px_per_mm);
  /// More is waiting: draw another frame at once.
  bool has_more() const { return !queue_.empty(); }
  /// A finger lies on the glass.
  bool is_touched() const { return down_; }

  // For widgets, between begin_frame and the end of the frame. `area` is what shows of the widget.
  Press press(std::string_view id, const Rect& area);
  Drag drag(std::string_view id, const Rect& area);
  Pinch pinch(const Rect& area);
  float wheel(const Rect& area) const;  // lines
  ImVec2 wheel_at() const { return wheel_at_; }
  /// A hold as long as `hold_ms` within `area`: true once. Wants frames while it lasts (see is_touched).
  bool hold(std::string_view id, const Rect& area, std::int64_t hold_ms);

  /// Typed text and keys of this frame; taken by the first who asks.
  std::string take_typed();
  std::optional<core::input::Key> take_key();

  /// The finger on the glass means nothing until it is lifted: another screen came under it.
  void cancel();

 private:
  void take_touch(const core::input::Touch& touch);
  void take_first_finger(const core::input::Touch& touch);
  void take_pinch();

  std::deque<core::InputEvent> queue_;
  std::int64_t now_ms_ = 0;
  float px_per_mm_ = 6;

  bool down_ = false;       // the first finger
  bool went_down_ = false;  // in this frame
  bool went_up_ = false;
  ImVec2 at_{0, 0};
  ImVec2 origin_{0, 0};
  ImVec2 moved_{0, 0};  // in this frame
  ImVec2 speed_{0, 0};  // pixels a second, smoothed
  std::int64_t moved_at_ms_ = 0;
  std::int64_t down_at_ms_ = 0;
  std::string pressed_;  // who owns the press; empty = nobody
  std::string dragged_;  // who would own a drag
  bool dragging_ = false;
  bool drag_began_ = false;
  bool held_done_ = false;  // the hold was told
  int repeats_ = 0;
  std::int64_t repeated_at_ms_ = 0;
  bool is_bounce_ = false;         // this touch is the one before, broken off for a moment
  std::int64_t lifted_at_ms_ = 0;  // by the glass's clock; 0 = not known
  bool second_down_ = false;
  ImVec2 second_{0, 0};
  std::optional<float> pinch_distance_;
  float pinch_zoom_ = 1;
  ImVec2 pinch_centre_{0, 0};
  ImVec2 pinch_moved_{0, 0};
  float wheel_ = 0;
  ImVec2 wheel_at_{0, 0};
  std::string typed_;
  std::optional<core::input::Key> key_;
};

}  // namespace talt::ui
