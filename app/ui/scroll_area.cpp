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
constexpr float rest_share = 0.3f;   // of the way to a whole row, in a frame
constexpr float fade_mm = 5;

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

/// The first scroll area of a screen has the plain ids.
std::string page_id(const Frame& frame, std::string_view plain, std::string_view area) {
  std::string id(plain);
  if (frame.semantics.find_id(plain)) id += ":" + std::string(area);
  return id;
}

struct PageButtons {
  Rect up;
  Rect down;
};

/// One over the other at the edge where the view is high enough, else side by side.
PageButtons cut_page_buttons(const Frame& frame, Rect& view) {
  const float side = frame.px(mm::target), gap = frame.px(mm::gap);
  const bool stacked = view.height() >= 2 * side + gap;
  Rect edge = view.cut_end(stacked ? side : 2 * side + gap);
  view.cut_end(gap);
  if (stacked) return {edge.cut_top(side), edge.cut_bottom(side)};
  edge = edge.centred(edge.width(), side);
  return {edge.cut_start(side), edge.cut_end(side)};
}

PageButtons page_buttons_in(const Frame& frame, Rect area) {
  const float side = frame.px(mm::target);
  area = area.centred(area.width(), side);
  PageButtons buttons;
  buttons.down = area.cut_end(side);
  area.cut_end(frame.px(mm::gap));
  buttons.up = area.cut_end(side);
  return buttons;
}

void draw_page_buttons(Frame& frame, std::string_view id, const PageButtons& where, float page,
                       float furthest, ScrollState& scroll) {
  const auto turn = [&](float pages) {
    scroll.offset = std::clamp(scroll.offset + pages * page, 0.f, furthest);
    scroll.speed = 0;
    frame.wants_another_frame = true;
  };
  const std::string up = page_id(frame, "page.up", id), down = page_id(frame, "page.down", id);
  if (button(frame, {.id = up,
                     .label = frame.words.page_up,
                     .area = where.up,
                     .icon = Icon::Up,
                     .icon_only = true,
                     .enabled = scroll.offset > 0.5f}))
    turn(-1);
  if (button(frame, {.id = down,
                     .label = frame.words.page_down,
                     .area = where.down,
                     .icon = Icon::Down,
                     .icon_only = true,
                     .enabled = scroll.offset < furthest - 0.5f}))
    turn(1);
}

/// When nothing moves it any more, the content comes to rest at the row that is nearest.
void come_to_rest(Frame& frame, float step, float furthest, ScrollState& scroll) {
  if (step <= 0 || scroll.speed != 0 || frame.input.is_touched()) return;
  const float row = std::min(std::round(scroll.offset / step) * step, furthest);
  const float way = row - scroll.offset;
  if (std::abs(way) < 1 || !frame.motion) {
    scroll.offset = row;
    return;
  }
  scroll.offset += way * rest_share;
  frame.wants_another_frame = true;
}

void fade(const Frame& frame, const Rect& edge, ImU32 top, ImU32 bottom) {
  frame.list->AddRectFilledMultiColor(edge.min(), edge.max(), top, top, bottom, bottom);
}

}  // namespace

ScrollArea::ScrollArea(Frame& frame, std::string id, const Rect& view, float content_height,
                       const Scrolling& how)
    : content(view),
      frame_(frame),
      id_(std::move(id)),
      outer_scroller_(frame.scroller),
      outer_clip_(frame.clip),
      outer_offset_(frame.scroll_offset),
      shown_(view),
      ground_(how.ground) {
  ScrollState& scroll = frame.state.scrolls[id_];
  const float furthest = std::max(0.f, content_height - view.height());
  if (furthest > 1) {
    follow_finger(frame, id_, view, scroll);
    run_on(frame, scroll);
    scroll.offset = std::clamp(scroll.offset, 0.f, furthest);
    const bool has_room = how.buttons.width() >= frame.px(2 * mm::target + mm::gap) - 1;
    const PageButtons buttons =
        has_room ? page_buttons_in(frame, how.buttons) : cut_page_buttons(frame, shown_);
    const float rows = how.step > 0 ? std::max(1.f, std::floor((view.height() + 1) / how.step)) : 0;
    const float page = how.step > 0 ? rows * how.step : view.height() * page_share;
    draw_page_buttons(frame, id_, buttons, page, furthest, scroll);
    come_to_rest(frame, how.step, furthest, scroll);
  } else {
    scroll = {};
  }
  scroll.offset = std::round(std::clamp(scroll.offset, 0.f, furthest));
  more_above_ = scroll.offset;
  more_below_ = furthest - scroll.offset;
  content = shown_.moved(0, -scroll.offset);
  content.bottom = content.top + std::max(content_height, view.height());
  // A card's shadow may reach a little over the edge, but no row that the edge cuts off.
  const float cut_row = how.step > 0 ? std::fmod(shown_.height(), how.step) : 0;
  const bool ends_with_row = how.step > 0 && (cut_row < 1 || cut_row >= how.step - frame.px(mm::gap) - 1);
  const float spill = frame.px(2.5f);
  const Rect clip =
      Rect{shown_.left - spill, shown_.top, shown_.right + spill, shown_.bottom, view.right_to_left};
  frame.clip = frame.clip.shared_with(furthest > 1 && !ends_with_row ? clip : clip.inset(0, -spill));
  frame.list->PushClipRect(frame.clip.min(), frame.clip.max(), true);
  frame.scroller = id_;
  frame.scroll_offset = scroll.offset;
}

ScrollArea::~ScrollArea() {
  if (ground_ != 0) {
    Rect rest = shown_;
    const float height = frame_.px(fade_mm);
    if (more_above_ > 1) fade(frame_, rest.cut_top(height), ground_, faded(ground_, 0));
    if (more_below_ > 1) fade(frame_, rest.cut_bottom(height), faded(ground_, 0), ground_);
  }
  frame_.list->PopClipRect();
  frame_.scroller = outer_scroller_;
  frame_.clip = outer_clip_;
  frame_.scroll_offset = outer_offset_;
}

}  // namespace talt::ui
