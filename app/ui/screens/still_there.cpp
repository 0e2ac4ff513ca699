// SPDX-License-Identifier: EUPL-1.2
// Over a visit that was left: how long it still waits, one large way to say that one is still there, one to
// end it.
#include <algorithm>

#include "app/core/limits.h"
#include "app/ui/draw.h"
#include "app/ui/screens/screens.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

constexpr std::int64_t second_ms = 1000;

std::int64_t left_ms(const core::State& state, std::int64_t now_ms) {
  return std::clamp<std::int64_t>(*state.warned_at_ms + core::idle_grace_ms - now_ms, 0, core::idle_grace_ms);
}

/// The seconds that are left, in a ring that empties.
void draw_countdown(Page& page, const Rect& area) {
  const std::int64_t seconds = (left_ms(page.state, page.frame.now_ms) + second_ms - 1) / second_ms;
  const ImVec2 centre = area.centre();
  const float radius = area.height() / 2;
  const Theme& theme = page.theme();
  paint_box(page.frame, area.centred(2 * radius, 2 * radius), radius / page.frame.px_per_mm,
            theme.accent_soft);
  const float share = static_cast<float>(seconds * second_ms) / static_cast<float>(core::idle_grace_ms);
  paint_arc(page.frame, centre, radius * 0.9f, share, page.px(1.6f), theme.accent);
  label(page.frame, "countdown", std::to_string(seconds), area,
        {.cap_mm = mm::cap_title + 2,
         .weight = platform::TextWeight::Bold,
         .align = platform::TextAlign::Centre,
         .background = theme.accent_soft},
        Vertical::Middle, Role::Status);
}

}  // namespace

std::optional<std::int64_t> next_change_ms(const core::State& state, std::int64_t now_ms) {
  if (const core::walk::Walk* walk = walk_on(state)) return walk_change_ms(*walk, now_ms);
  if (!state.warned_at_ms) return std::nullopt;
  const std::int64_t left = left_ms(state, now_ms);
  if (left == 0) return std::nullopt;
  return now_ms + (left - 1) % second_ms + 1;
}

Happened still_there(Page& page) {
  const Words& words = page.words();
  const Spoken title = words.still_there, hint = words.still_there_hint;
  const bool is_small = page.frame.screen.height() < page.px(110);
  const TextStyle title_style =
      on_card(page, is_small ? mm::cap_title_least : mm::cap_title + 0.8f, platform::TextWeight::Bold);
  const float gap = page.px(mm::gap), target = page.px(mm::target);
  const bool upright = page.is_upright();
  const float width_mm =
      std::min(upright ? 124.f : 168.f, page.frame.screen.width() / page.frame.px_per_mm - 2 * mm::margin);
  const float inner = page.px(width_mm - 2 * mm::margin);
  const float ring = page.px(upright ? 34 : is_small ? 22 : 40);
  const float words_width = upright ? inner : inner - ring - 2 * gap;
  const auto words_height =
      static_cast<float>(measure_text(page.frame, title, words_width, title_style).height +
                         measure_text(page.frame, hint, words_width, on_card(page)).height) +
      page.px(4);
  const float body = upright ? ring + gap + words_height : std::max(ring, words_height);
  const float actions = upright ? 2 * target + gap : target;
  const float height = body + 1.5f * gap + actions + page.px(2 * mm::margin);
  Rect card = dialog_card(page, width_mm, height / page.frame.px_per_mm, title.text);

  Happened happened;
  Rect row = card.cut_bottom(actions);
  const float leave_width = button_width(page.frame, words.leave, Icon::None, mm::cap_body);
  const Rect leave = upright ? row.cut_bottom(target) : row.cut_start(leave_width);
  upright ? row.cut_bottom(gap) : row.cut_start(gap);
  card.cut_bottom(1.5f * gap);
  const Rect place = upright ? card.cut_top(ring) : card.cut_end(ring);
  upright ? card.cut_top(gap) : card.cut_end(2 * gap);
  Rect column = card.centred(card.width(), words_height);
  paragraph_row(page, column, title, title_style, 3, Role::Heading);
  paragraph_row(page, column, hint, on_card(page), 0);
  draw_countdown(page, place.centred(ring, ring));
  if (button(page.frame, {.id = "leave", .label = words.leave, .area = leave, .cap_mm = mm::cap_body}))
    happened = core::event::Leave{};
  if (button(page.frame, {.id = "stay", .label = words.stay, .area = row, .style = ButtonStyle::Primary}))
    note(happened, core::event::Stay{});
  return happened;
}

}  // namespace talt::ui
