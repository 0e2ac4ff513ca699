// SPDX-License-Identifier: EUPL-1.2
// Nothing needs a drag: what is longer than its view has two page buttons as well.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/widgets.h"
#include "app/ui/words.h"

namespace talt::ui {
namespace {

constexpr float friction = 3.2f;     // share of its speed that a throw loses in a second, as an exponent
constexpr float speed_least_mm = 6;  // a second; slower than this it stands
constexpr float wheel_mm = 12;       // a line
constexpr float page_share = 0.8f;   // of the view

/// After a throw the content runs on and slows down.
void run_on(Frame& frame, ScrollState& scroll) {
  if (scroll.speed == 0) return;
  const auto elapsed =
      static_cast<float>(std::clamp<std::int64_t>(frame.now_ms - scroll.moved_at_ms, 0, 100)) / 1000;
  scroll.offset += scroll.speed * elapsed;
  scroll.speed *= std::exp(-friction * elapsed);
  scroll.moved_at_ms = frame.now_ms;
  if (!frame.motion || std::abs(scroll.speed) < frame.px(speed_least_mm)) scroll.speed = 0;
  if (scroll.speed != 0) frame.wants_another_frame = true;
}

void follow_finger(Frame& frame, std::string_view id, const Rect& view, ScrollState& scroll) {
  const Drag drag = frame.input.drag(id, view);
  if (drag.active || drag.ended) {
    scroll.offset -= drag.y;
    scroll.speed = drag.ended ? -drag.speed_y : 0;
    scroll.moved_at_ms = frame.now_ms;
  } else if (frame.input.is_touched()) {
    scroll.speed = 0;  // a finger stops it
  }
  scroll.offset -= frame.input.wheel(view) * frame.px(wheel_mm);
}

void page_buttons(Frame& frame, Rect edge, float view_height, float furthest, ScrollState& scroll) {
  const Words& words = frame.words;
  const float side = std::max(frame.px(mm::target), edge.width());
  const auto turn = [&](float pages) {
    scroll.offset = std::clamp(scroll.offset + pages * view_height * page_share, 0.f, furthest);
    scroll.speed = 0;
    frame.wants_another_frame = true;
  };
  const Rect up = edge.cut_top(std::min(side, edge.height() / 2));
  const Rect down = edge.cut_bottom(std::min(side, edge.height()));
  if (button(frame, {.id = "page.up",
                     .label = words.nudge_up,
                     .area = up,
                     .icon = Icon::Up,
                     .icon_only = true,
                     .enabled = scroll.offset > 0.5f}))
    turn(-1);
  if (button(frame, {.id = "page.down",
                     .label = words.nudge_down,
                     .area = down,
                     .icon = Icon::Down,
                     .icon_only = true,
                     .enabled = scroll.offset < furthest - 0.5f}))
    turn(1);
}

}  // namespace

ScrollArea::ScrollArea(Frame& frame, std::string id, const Rect& view, float content_height)
    : content(view),
      frame_(frame),
      id_(std::move(id)),
      outer_scroller_(frame.scroller),
      outer_clip_(frame.clip),
      outer_offset_(frame.scroll_offset) {
  ScrollState& scroll = frame.state.scrolls[id_];
  const float furthest = std::max(0.f, content_height - view.height());
  Rect shown = view;
  if (furthest > 1) {
    follow_finger(frame, id_, view, scroll);
    run_on(frame, scroll);
    scroll.offset = std::clamp(scroll.offset, 0.f, furthest);
    const Rect edge = shown.cut_end(frame.px(mm::target));
    shown.cut_end(frame.px(mm::gap));
    page_buttons(frame, edge, view.height(), furthest, scroll);
  } else {
    scroll = {};
  }
  scroll.offset = std::round(std::clamp(scroll.offset, 0.f, furthest));
  content = shown.moved(0, -scroll.offset);
  content.bottom = content.top + std::max(content_height, view.height());
  // A card's shadow may reach a little over the edge.
  const float spill = frame.px(2.5f);
  const Rect clip =
      Rect{shown.left - spill, shown.top, shown.right + spill, shown.bottom, view.right_to_left};
  frame.clip = frame.clip.shared_with(furthest > 1 ? clip : clip.inset(0, -spill));
  frame.list->PushClipRect(frame.clip.min(), frame.clip.max(), true);
  frame.scroller = id_;
  frame.scroll_offset = scroll.offset;
}

ScrollArea::~ScrollArea() {
  frame_.list->PopClipRect();
  frame_.scroller = outer_scroller_;
  frame_.clip = outer_clip_;
  frame_.scroll_offset = outer_offset_;
}

}  // namespace talt::ui
