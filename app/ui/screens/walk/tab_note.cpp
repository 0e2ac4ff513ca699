// SPDX-License-Identifier: EUPL-1.2
// The first of three taps: the checklist, told apart by its pictures.
#include <algorithm>

#include "app/ui/screens/alternatives.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

constexpr float ask_share_max = 0.3f;  // of the tab: the themes come first

/// The themes as cards to lay out, and one for what none of them names.
core::Question cards_of(const Page& page) {
  core::Question cards;
  for (const core::walk::Theme& theme : plan_of(page).themes)
    cards.alternatives.push_back({theme.id, theme.title, theme.picture});
  core::Text other;
  other.by_language.resize(page.language + 1);
  other.by_language[page.language] = std::string(
      (cards.alternatives.empty() ? page.words().walk.new_note : page.words().walk.other_theme).view());
  cards.alternatives.push_back({"none", std::move(other), {}});
  return cards;
}

/// What is to be talked about at this stop, where it is short enough; else it has the questions' tab.
void draw_ask(Page& page, Rect& area) {
  const core::walk::Walk& walk = walk_of(page);
  const core::walk::Plan& plan = plan_of(page);
  if (!walk.stop || *walk.stop >= plan.stops.size() || plan.stops[*walk.stop].ask.empty()) return;
  const std::vector<core::Text>& asks = plan.stops[*walk.stop].ask;
  const float width = area.width() - page.px(2 * mm::pad);
  TextStyle style{.background = page.theme().warning_soft};
  float high = page.px(4);
  for (const core::Text& ask : asks)
    high += static_cast<float>(measure_text(page.frame, said(page, ask), width, style).height) + page.px(1);
  if (high > area.height() * ask_share_max) return;
  const Rect card = area.cut_top(high);
  area.cut_top(page.px(mm::gap));
  paint_card(page.frame, card, 0, page.theme().warning_soft);
  Rect inside = card.inset(page.px(mm::pad), page.px(2));
  for (const core::Text& ask : asks) paragraph_row(page, inside, said(page, ask), style, 1);
}

bool draw_card(Page& page, const CardGrid& grid, const core::Alternative& card, const Rect& place) {
  const std::string id = "theme:" + card.id;
  const Said title = said(page, card.title);
  if (!shows(page, place)) return add_unseen(page, id, title.text, place), false;
  const Press press = pressable(page.frame, {.id = id, .name = title.text, .area = place});
  const std::size_t mine = page.frame.semantics.nodes().size() - 1;
  const ImU32 ground = press.held ? page.theme().card_pressed : page.theme().card;
  paint_card(page.frame, place, press.held ? 0.f : 1.f, ground);
  const CardParts parts = parts_of(page, grid, place, 0);
  const PaintedText words = draw_card_content(page, grid, parts, card, ground);
  if (card.picture.is_none() && !parts.picture.is_empty()) {
    const float side = std::min(page.px(14), parts.picture.height() * 0.6f);
    paint_icon(page.frame, Icon::Note, parts.picture.centred(side, side), page.theme().ink_soft);
  }
  Node& node = page.frame.semantics.at(mine);
  node.shortened = words.shortened;
  node.missing_glyphs = words.missing_glyphs;
  node.cap_height_mm = grid.cap_mm;
  node.foreground = page.theme().ink;
  node.background = ground;
  return press.activated;
}

}  // namespace

Happened walk_tab_note(Page& page, const Rect& area) {
  Rect rest = area;
  draw_ask(page, rest);
  const core::Question cards = cards_of(page);
  CardGrid grid = lay_out_cards(page, rest, cards, {});
  if (grid.pages > 1) {
    Rect narrow = rest;
    narrow.cut_end(page.px(mm::target + mm::gap));
    grid = lay_out_cards(page, narrow, cards, {});
  }
  ScrollArea scroll(page.frame, "themes", rest, grid.content_height,
                    {.step = rows_step(grid, rest), .ground = page.theme().ground});
  const std::vector<Rect> cells = cells_of(page, grid, scroll.content, cards.alternatives.size());
  Happened happened;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!draw_card(page, grid, cards.alternatives[i], cells[i])) continue;
    const bool is_other = i + 1 == cells.size();
    note(happened, core::walk::event::PickTheme{is_other ? std::nullopt : std::optional(i)});
  }
  return happened;
}

}  // namespace talt::ui
