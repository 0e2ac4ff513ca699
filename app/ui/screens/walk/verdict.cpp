// SPDX-License-Identifier: EUPL-1.2
// The second of three taps: good, bad, or a question. As large as the glass allows.
#include <algorithm>

#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

using core::walk::Verdict;

constexpr float high_most_mm = 48;

bool draw_verdict(Page& page, Verdict verdict, std::string_view id, const Rect& area) {
  const std::string_view name = verdict_in(page.words(), verdict);
  const Press press = pressable(page.frame, {.id = id, .name = name, .area = area});
  const std::size_t mine = page.frame.semantics.nodes().size() - 1;
  const ImU32 ground = press.held ? page.theme().card_pressed : page.theme().card;
  paint_card(page.frame, area, press.held ? 0.f : 1.f, ground);
  TextStyle style{.cap_mm = 9, .weight = platform::TextWeight::Bold, .background = ground};
  Rect inside = area.inset(page.px(5), page.px(3));
  Rect mark, words;
  if (area.width() > 1.6f * area.height()) {
    const float side = std::min(inside.height(), page.px(30));
    mark = inside.cut_start(side);
    inside.cut_start(page.px(6));
    words = inside;
    mark = mark.centred(side, side);
  } else {
    words = inside.cut_bottom(page.px(16));
    const float side = std::min({inside.width(), inside.height(), page.px(36)});
    mark = inside.centred(side, side);
    style.align = platform::TextAlign::Centre;
  }
  paint_verdict(page.frame, verdict, mark);
  style = fitted(page.frame, name, words, style);
  const PaintedText painted = paint_text(page.frame, name, words, style, Vertical::Middle);
  Node& node = page.frame.semantics.at(mine);
  node.shortened = painted.shortened;
  node.missing_glyphs = painted.missing_glyphs;
  node.cap_height_mm = style.cap_mm;
  node.foreground = page.theme().ink;
  node.background = ground;
  return press.activated;
}

}  // namespace

Happened walk_verdict(Page& page) {
  const core::walk::Walk& walk = walk_of(page);
  const core::walk::Plan& plan = plan_of(page);
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (side_action(page, actions, "back", page.words().back, Icon::Back)) happened = core::walk::event::Back{};
  const float gap = page.px(mm::gap);
  const float most = 3 * (page.px(high_most_mm) + gap) - gap;
  constexpr std::size_t long_bytes = 60;  // such a subject needs the room of more lines
  const bool is_long = walk.draft && subject_in(page, *walk.draft).text.size() > long_bytes;
  Rect buttons = page.is_upright()
                     ? sheet.cut_bottom(std::min(sheet.height() * (is_long ? 0.6f : 0.75f), most))
                     : sheet.cut_bottom(std::min(sheet.height() * 0.62f, page.px(70)));
  sheet.cut_bottom(gap);
  if (walk.draft) {
    const bool has_theme = walk.draft->theme && *walk.draft->theme < plan.themes.size();
    if (has_theme && !plan.themes[*walk.draft->theme].picture.is_none()) {
      const float side = std::min(page.px(36), sheet.height() - page.px(2));
      Rect place = sheet.cut_end(side);
      sheet.cut_end(page.px(4));
      paint_picture_or(page, plan.themes[*walk.draft->theme].picture.file, place.cut_top(side), Icon::None);
    }
    sheet.cut_top(page.px(3));
    heading(page, sheet, subject_in(page, *walk.draft), mm::cap_title, sheet.height());
    sheet.cut_top(page.px(2));
    const Said help = has_theme ? said(page, plan.themes[*walk.draft->theme].help) : Said{};
    const auto high = static_cast<float>(measure_text(page.frame, help, sheet.width(), soft(page)).height);
    if (!help.empty() && high <= sheet.height())
      paragraph_row(page, sheet, help, soft(page), 0);
    else if (sheet.height() > page.px(9))
      paragraph_row(page, sheet, page.words().walk.how_is_it, soft(page), 0);
  }
  const std::vector<Rect> cells = page.is_upright() ? buttons.rows(3, gap) : buttons.columns(3, gap);
  const std::pair<Verdict, std::string_view> verdicts[] = {{Verdict::Good, "verdict:good"},
                                                           {Verdict::Bad, "verdict:bad"},
                                                           {Verdict::Question, "verdict:question"}};
  for (std::size_t i = 0; i < std::size(verdicts); ++i)
    if (draw_verdict(page, verdicts[i].first, verdicts[i].second, cells[i]))
      note(happened, core::walk::event::PickVerdict{verdicts[i].first});
  return happened;
}

}  // namespace talt::ui
