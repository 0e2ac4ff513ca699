// SPDX-License-Identifier: EUPL-1.2
// What an earlier walk saw, a card each with its beginning. One that is tapped is read as a whole, and judged
// there: is it done, not done, or worse?
#include <algorithm>

#include "app/ui/screens/walk/earlier_words.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

using core::walk::Earlier;
using core::walk::Outcome;

constexpr float card_high_mm = 30;  // three lines
constexpr float picture_mm = 22;
constexpr float mark_mm = 12;

/// How it was found today, else what was decided about it.
std::string state_of(const Page& page, std::size_t index) {
  const Outcome now = outcome_of(page, index);
  if (now != Outcome::Unknown) return std::string(outcome_in(page.words(), now));
  return status_line(page, plan_of(page).earlier[index]);
}

void draw_words(Page& page, std::size_t index, Rect inside, ImU32 ground) {
  const Earlier& earlier = plan_of(page).earlier[index];
  const bool is_judged = outcome_of(page, index) != Outcome::Unknown;
  const float high = inside.height() / 3;
  const auto line = [&](const Spoken& text, TextStyle style) {
    style.background = ground;
    style.lines_max = 1;
    style.line_spacing = 0.98f;
    paint_text(page.frame, text, inside.cut_top(high), style, Vertical::Middle);
  };
  const TextStyle bold{.weight = platform::TextWeight::Bold};
  line(earlier_title(page, earlier), bold);
  line(earlier.saw.empty() ? earlier.proposal : earlier.saw, {});
  line(state_of(page, index), is_judged ? bold : soft(page));
}

std::string spoken(const Page& page, std::size_t index) {
  const Earlier& earlier = plan_of(page).earlier[index];
  std::string all = earlier.saw;
  for (const std::string& part : {earlier.proposal, state_of(page, index)})
    if (!part.empty()) all += (all.empty() ? "" : ". ") + part;
  return all;
}

void draw_mark(Page& page, std::size_t index, Rect& inside) {
  const Earlier& earlier = plan_of(page).earlier[index];
  const Rect mark = inside.cut_start(page.px(mark_mm));
  paint_verdict(page.frame, earlier.verdict, mark.centred(page.px(mark_mm - 1), page.px(mark_mm - 1)));
  inside.cut_start(page.px(3));
  if (earlier.picture.empty()) return;
  const Rect picture = inside.cut_end(std::min(page.px(picture_mm), inside.width() * 0.35f));
  paint_picture_or(page, earlier.picture, picture, Icon::Camera);
  inside.cut_end(page.px(3));
}

bool draw_card(Page& page, std::size_t index, const Rect& area) {
  const std::string id = "earlier:" + std::to_string(index + 1);
  const Said title = earlier_title(page, plan_of(page).earlier[index]);
  if (!shows(page, area)) return add_unseen(page, id, title.text, area), false;
  const Press press = pressable(page.frame, {.id = id,
                                             .name = title.text,
                                             .value = spoken(page, index),
                                             .area = area,
                                             .selected = outcome_of(page, index) != Outcome::Unknown,
                                             .cap_mm = mm::cap_body,
                                             .foreground = page.theme().ink_soft,
                                             .background = page.theme().card});
  const ImU32 ground = press.held ? page.theme().card_pressed : page.theme().card;
  paint_card(page.frame, area, press.held ? 0.f : 1.f, ground);
  Rect inside = area.inset(page.px(2.5f), page.px(1));
  draw_mark(page, index, inside);
  draw_words(page, index, inside, ground);
  return press.activated;
}

}  // namespace

Happened walk_tab_earlier(Page& page, const Rect& area) {
  const auto& earlier = plan_of(page).earlier;
  const float gap = page.px(mm::gap), pitch = page.px(card_high_mm) + gap;
  const std::size_t across = area.width() > page.px(190) ? 2 : 1;
  const std::size_t rows = (earlier.size() + across - 1) / across;
  ScrollArea scroll(page.frame, "earlier", area, static_cast<float>(rows) * pitch - gap,
                    {.step = area.height() >= pitch ? pitch : 0, .ground = page.theme().ground});
  const std::vector<Rect> columns = scroll.content.columns(across, gap);
  Happened happened;
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    Rect place = columns[i % across];
    place.top = scroll.content.top + static_cast<float>(i / across) * pitch;
    place.bottom = place.top + pitch - gap;
    if (draw_card(page, i, place)) note(happened, core::walk::event::ReadEarlier{i});
  }
  return happened;
}

}  // namespace talt::ui
