// SPDX-License-Identifier: EUPL-1.2
// The dot vote: dots leave the tray, fly to a card and stick there; a tap on a card's dots takes one back.
// What others answered is never seen here.
#include <algorithm>

#include "app/ui/screens/alternatives.h"
#include "app/ui/screens/dot_tray.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

constexpr float side_mm = 20;  // for the dots at the end of a card of words, or of a wide picture
constexpr float tray_least_mm = 62;
constexpr CardNeeds needs{side_mm, true};
constexpr int places_shown_max = 3;  // empty places that a card shows

struct Vote {
  const core::Question& question;
  const std::vector<std::uint32_t>& dots;
  int left = 0;
  DotPlaces tray;

  int have(std::size_t alternative) const { return static_cast<int>(dots[alternative]); }
  int most() const { return std::min(question.stack_max, question.dots); }
};

struct Card {
  std::size_t alternative = 0;
  Rect area;
  CardParts parts;
  Rect adds;  // what adds a dot, clear of:
  Rect take;  // what takes one back: the dots themselves
  DotPlaces places;
};

Card lay_out(const Page& page, const Vote& vote, const CardGrid& grid, std::size_t alternative,
             const Rect& area) {
  Card card{alternative, area, parts_of(page, grid, area, side_mm), area, {}, {}};
  const float least = page.px(mm::target);
  switch (grid.arrangement) {
    case Arrangement::WordsOnly:
      card.take = card.adds.cut_end(page.px(side_mm + 4));
      card.adds.cut_end(page.px(mm::gap));
      break;
    case Arrangement::PictureBeside:
      card.take = card.adds.cut_start(std::max(least, grid.picture));
      card.adds.cut_start(page.px(mm::gap));
      break;
    case Arrangement::PictureAbove:
      if (is_tapped_below(page, grid)) {
        card.take = card.adds.cut_top(grid.picture);
        card.adds.cut_top(page.px(mm::gap));
        break;
      }
      card.take = card.adds.cut_end(std::max(least, page.px(side_mm + 2)));
      card.parts.side = card.parts.side.cut_end(page.px(side_mm));
      card.adds.cut_end(page.px(mm::gap));
      card.take.bottom = card.take.top + std::max(least, grid.picture);
      break;
  }
  const bool on_picture = !card.parts.picture.is_empty();
  card.places = DotPlaces(card.parts.side, dot_diameter(page.frame), vote.most(),
                          on_picture ? Vertical::Bottom : Vertical::Middle);
  return card;
}

unsigned seed_of(std::size_t alternative, int dot) {
  return static_cast<unsigned>(alternative * 7) + static_cast<unsigned>(dot);
}

void draw_dots(Page& page, const Vote& vote, const Card& card) {
  const int have = vote.have(card.alternative);
  const int landed = have - flying_to(page.frame.state, card.alternative);
  // On a picture they would hide what it shows.
  if (vote.most() <= places_shown_max && card.parts.picture.is_empty())
    for (int n = std::max(landed, 0); n < vote.most(); ++n)
      paint_dot_place(page.frame, card.places.at(n), card.places.diameter());
  for (int n = 0; n < landed; ++n)
    paint_dot(page.frame, card.places.at(n), card.places.diameter(), seed_of(card.alternative, n));
}

/// A small mark on the last dot says that a tap takes one back.
Happened draw_take(Page& page, const Vote& vote, const Card& card) {
  const std::size_t i = card.alternative;
  const core::Alternative& alternative = vote.question.alternatives[i];
  const std::string name =
      std::string(page.words().take_back.view()) + ": " + said(page, alternative.title).text;
  page.frame.input.press("between", card.take.inset(-page.px(mm::gap)).shared_with(card.area));
  const Press press =
      pressable(page.frame, {.id = "take:" + alternative.id, .name = name, .area = card.take});
  const int last = vote.have(i) - 1;
  const float side = page.px(6.4f), reach = card.places.diameter() * 0.42f;
  const ImVec2 dot = card.places.at(last);
  const Rect mark = Rect{dot.x - side / 2, dot.y - side / 2, dot.x + side / 2, dot.y + side / 2, false}.moved(
      page.frame.right_to_left() ? -reach : reach, -reach);
  paint_card(page.frame, mark, press.held ? 0.f : 1.f,
             press.held ? page.theme().card_pressed : page.theme().card, 3.3f);
  paint_icon(page.frame, Icon::Minus, mark.inset(page.px(1)), page.theme().accent_ink);
  if (!press.activated) return {};
  set_flying(page, card.places.at(last), vote.tray.at(vote.left), i, true, seed_of(i, last));
  return core::event::TakeDot{i};
}

Happened draw_card(Page& page, const Vote& vote, const CardGrid& grid, const Card& card) {
  const std::size_t i = card.alternative;
  const core::Alternative& alternative = vote.question.alternatives[i];
  const Theme& theme = page.theme();
  const int have = vote.have(i);
  Happened happened;
  const ImU32 resting = have > 0 ? theme.accent_soft : theme.card;
  const Press press = pressable(page.frame, {.id = "alternative:" + alternative.id,
                                             .name = said(page, alternative.title).text,
                                             .value = filled(page.words().dots_here, vote.dots[i]),
                                             .area = have > 0 ? card.adds : card.area,
                                             .reach = card.area,
                                             .role = Role::Option,
                                             .selected = have > 0,
                                             .cap_mm = grid.cap_mm,
                                             .foreground = theme.ink,
                                             .background = resting});
  const std::size_t mine = page.frame.semantics.nodes().size() - 1;
  const ImU32 ground = press.held ? theme.card_pressed : resting;
  paint_card(page.frame, card.area, press.held ? 0.0f : 1.0f, ground);
  const PaintedText title = draw_card_content(page, grid, card.parts, alternative, ground);
  page.frame.semantics.at(mine).shortened = title.shortened;
  page.frame.semantics.at(mine).missing_glyphs = title.missing_glyphs;
  if (have > 0) paint_outline(page.frame, card.area, mm::radius, 0.8f, theme.accent);
  draw_dots(page, vote, card);
  if (press.activated) {
    if (vote.left > 0 && have < vote.most())
      set_flying(page, vote.tray.at(vote.left - 1), card.places.at(have), i, false, seed_of(i, have));
    happened = core::event::AddDot{i};
  }
  if (have > 0) note(happened, draw_take(page, vote, card));
  return happened;
}

std::string tray_words(const Page& page, const Vote& vote) {
  if (vote.left == 0) return std::string(page.words().dots_all_placed.view());
  return filled(page.words().dots_left, static_cast<std::uint64_t>(vote.left));
}

}  // namespace

Happened dots(Page& page, const core::Asking& screen, Rect area, Rect strip) {
  const core::Question& question = page.dialogue.questions[screen.question];
  const auto& draft = std::get<core::DotsDraft>(screen.visit.questions[screen.question].draft);
  Vote vote{question, draft.dots, question.dots, {}};
  for (const std::uint32_t dots : draft.dots) vote.left -= static_cast<int>(dots);

  if (strip.width() < page.px(tray_least_mm)) strip = cut_strip(page, area);
  CardGrid grid = lay_out_cards(page, area, question, needs);
  Rect pager;
  if (grid.content_height > area.height() + 1) {
    if (strip.width() >= page.px(tray_least_mm + mm::gap) + pager_width(page)) {
      pager = strip.cut_end(pager_width(page));
      strip.cut_end(page.px(mm::gap));
    } else {
      Rect beside = area;  // the page buttons stand at the cards' end
      beside.cut_end(page.px(mm::target + mm::gap));
      grid = lay_out_cards(page, beside, question, needs);
    }
  }
  vote.tray = draw_tray(page, strip, vote.left, question.dots, tray_words(page, vote));
  Happened happened;
  {
    ScrollArea scroll(page.frame, "alternatives", area, grid.content_height,
                      {.buttons = pager, .step = rows_step(grid, area)});
    const std::vector<std::size_t> order = order_shown(screen, question);
    const std::vector<Rect> cells = cells_of(page, grid, scroll.content, order.size());
    for (std::size_t position = 0; position < order.size(); ++position)
      note(happened,
           draw_card(page, vote, grid, lay_out(page, vote, grid, order[position], cells[position])));
  }
  draw_flights(page, dot_diameter(page.frame));
  return happened;
}

}  // namespace talt::ui
