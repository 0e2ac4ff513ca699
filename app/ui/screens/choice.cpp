// SPDX-License-Identifier: EUPL-1.2
// Alternatives as cards: one is chosen, or several where the question says so.
#include "app/ui/screens/alternatives.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

constexpr float side_mm = 9;  // for the check mark

bool draw_choice(Page& page, const CardGrid& grid, const core::Alternative& alternative, const Rect& card,
                 bool chosen) {
  const Theme& theme = page.theme();
  const ImU32 resting = chosen ? theme.accent_soft : theme.card;
  const Press press =
      pressable(page.frame, {.id = "choice:" + alternative.id,
                             .name = said(page, alternative.title).text,
                             .value = chosen ? page.words().chosen.view() : std::string_view(),
                             .area = card,
                             .role = Role::Option,
                             .selected = chosen,
                             .cap_mm = grid.cap_mm,
                             .foreground = theme.ink,
                             .background = resting});
  const std::size_t mine = page.frame.semantics.nodes().size() - 1;
  const ImU32 ground = press.held ? theme.card_pressed : resting;
  paint_card(page.frame, card, press.held ? 0.0f : 1.0f, ground);
  const CardParts parts = parts_of(page, grid, card, side_mm);
  const PaintedText title = draw_card_content(page, grid, parts, alternative, ground);
  page.frame.semantics.at(mine).shortened = title.shortened;
  page.frame.semantics.at(mine).missing_glyphs = title.missing_glyphs;
  if (!chosen) return press.activated;
  paint_outline(page.frame, card, mm::radius, 0.9f, theme.accent);
  const float side = page.px(side_mm);
  Rect corner = parts.side;
  Rect mark = grid.arrangement == Arrangement::WordsOnly ? corner.centred(side, side)
                                                         : corner.cut_top(side).cut_end(side);
  paint_card(page.frame, mark, 0, theme.accent, side_mm / 2);
  paint_icon(page.frame, Icon::Check, mark.inset(page.px(1.6f)), theme.on_accent);
  return press.activated;
}

}  // namespace

Happened choice(Page& page, const core::Asking& screen, Rect area, Rect strip) {
  const core::Question& question = page.dialogue.questions[screen.question];
  const auto& draft = std::get<core::ChoiceDraft>(screen.visit.questions[screen.question].draft);
  CardGrid grid = lay_out_cards(page, area, question, {.side_mm = side_mm});
  if (grid.content_height > area.height() + 1 && strip.width() < pager_width(page)) {
    strip = cut_strip(page, area);
    grid = lay_out_cards(page, area, question, {.side_mm = side_mm});
  }
  Happened happened;
  ScrollArea scroll(page.frame, "alternatives", area, grid.content_height,
                    {.buttons = strip, .step = rows_step(grid, area)});
  const std::vector<std::size_t> order = order_shown(screen, question);
  const std::vector<Rect> cells = cells_of(page, grid, scroll.content, order.size());
  for (std::size_t position = 0; position < order.size(); ++position) {
    const std::size_t i = order[position];
    if (draw_choice(page, grid, question.alternatives[i], cells[position], draft.chosen[i]))
      note(happened, core::event::Toggle{i});
  }
  return happened;
}

}  // namespace talt::ui
