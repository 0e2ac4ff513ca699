// SPDX-License-Identifier: EUPL-1.2
// The dot vote: dots leave the tray, fly to a card and stick there; one can be taken back from each card that
// has any. What others answered is never seen here.
#include <algorithm>

#include "app/ui/screens/alternatives.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

constexpr std::int64_t flight_ms = 260;
constexpr float tall_card_mm = 48;  // from here on the dots lie below the words, else at their end

struct Vote {
  const core::Question& question;
  const std::vector<std::uint32_t>& dots;
  int left = 0;
  ImVec2 next_seat{0, 0};  // the dot of the tray that leaves next
};

struct Card {
  std::size_t alternative = 0;
  Rect area;
  Rect words;  // picture and title
  Rect dots;   // where they stick
  Rect take;   // the control to take one back
};

Card lay_out(const Page& page, std::size_t alternative, const Rect& area) {
  Card card{alternative, area, area.inset(page.px(3)), {}, {}};
  const float target = page.px(mm::target);
  if (area.height() >= page.px(tall_card_mm)) {
    Rect strip = card.words.cut_bottom(target);
    card.words.cut_bottom(page.px(mm::gap));
    card.take = strip.cut_end(target);
    strip.cut_end(page.px(1));
    card.dots = strip;
  } else {
    Rect strip = area;
    card.take = strip.cut_end(target).centred(target, target);
    card.words.cut_end(target + page.px(1));
    card.dots = card.words.cut_end(page.px(22));
    card.words.cut_end(page.px(1));
  }
  return card;
}

/// They overlap where they are more than the room holds side by side.
ImVec2 seat(const Page& page, const Card& card, int index, int count) {
  const float size = dot_diameter(page.frame);
  const float room = std::max(0.0f, card.dots.width() - size);
  const float step = count > 1 ? std::min(size * 0.9f, room / static_cast<float>(count - 1)) : 0;
  const float along = size / 2 + step * static_cast<float>(index);
  const float x = card.dots.right_to_left ? card.dots.right - along : card.dots.left + along;
  return {x, card.dots.centre().y};
}

std::size_t flying_to(const UiState& state, std::size_t alternative) {
  return static_cast<std::size_t>(
      std::count_if(state.flights.begin(), state.flights.end(),
                    [&](const Flight& flight) { return flight.alternative == alternative && !flight.back; }));
}

void draw_words(Page& page, const core::Alternative& alternative, const Card& card, ImU32 ground) {
  Rect words = card.words;
  const bool picture = !alternative.picture.is_none();
  const std::string title = said(page, alternative.title);
  if (picture) {
    const float most = std::max(page.px(14), words.height() - page.px(19));
    const Rect place = words.cut_top(std::min(most, words.height() * 0.62f));
    paint_picture(page.frame, alternative.picture.file, place, mm::radius, ground);
    words.cut_top(page.px(2));
  }
  TextStyle style{.cap_mm = mm::cap_large,
                  .weight = platform::TextWeight::Medium,
                  .line_spacing = 1.12f,
                  .background = ground};
  style = fitted(page.frame, title, words, style);
  paint_text(page.frame, title, words, style, picture ? Vertical::Top : Vertical::Middle);
}

void draw_dots(Page& page, const Vote& vote, const Card& card) {
  const std::size_t i = card.alternative;
  const int have = static_cast<int>(vote.dots[i]);
  const int landed = have - static_cast<int>(flying_to(page.frame.state, i));
  const float size = dot_diameter(page.frame);
  const int places = std::max(have, std::min(vote.question.stack_max, 3));
  for (int n = 0; n < places; ++n) {
    const ImVec2 at = seat(page, card, n, places);
    if (n < landed)
      paint_dot(page.frame, at, size, static_cast<unsigned>(i * 7) + static_cast<unsigned>(n));
    else if (n >= have)
      paint_dot_place(page.frame, at, size);
  }
}

void set_flying(Page& page, const Vote& vote, const Card& card) {
  if (!page.frame.motion) return;
  const int have = static_cast<int>(vote.dots[card.alternative]);
  const int places = std::max(have + 1, std::min(vote.question.stack_max, 3));
  page.frame.state.flights.push_back(
      {vote.next_seat, seat(page, card, have, places), page.frame.now_ms, card.alternative, false});
}

Happened draw_card(Page& page, const Vote& vote, const Card& card) {
  const std::size_t i = card.alternative;
  const core::Alternative& alternative = vote.question.alternatives[i];
  const Theme& theme = page.theme();
  const Words& words = page.words();
  const int have = static_cast<int>(vote.dots[i]);
  Happened happened;

  const std::string title = said(page, alternative.title);
  // What adds a dot and what takes one back never lie over each other.
  Rect adds = card.area;
  if (have > 0) {
    if (card.take.top > card.words.bottom)
      adds.bottom = card.take.top - page.px(mm::gap);
    else
      adds.cut_end(page.px(mm::target + mm::gap));
  }
  const Press press = pressable(page.frame, {.id = "alternative:" + alternative.id,
                                             .name = title,
                                             .value = filled(words.dots_here, vote.dots[i]),
                                             .area = adds,
                                             .role = Role::Option,
                                             .selected = have > 0,
                                             .cap_mm = mm::cap_body,
                                             .foreground = theme.ink,
                                             .background = theme.card});
  const ImU32 ground = press.held ? theme.card_pressed : have > 0 ? theme.accent_soft : theme.card;
  paint_card(page.frame, card.area, press.held ? 0.0f : 1.0f, ground);
  if (have > 0) paint_outline(page.frame, card.area, mm::radius, 0.6f, theme.accent);
  draw_words(page, alternative, card, ground);
  draw_dots(page, vote, card);
  if (press.activated) {
    if (vote.left > 0 && have < vote.question.stack_max) set_flying(page, vote, card);
    happened = core::event::AddDot{i};
  }
  if (have > 0 && button(page.frame, {.id = "take:" + alternative.id,
                                      .label = std::string(words.take_back.view()) + ": " + title,
                                      .area = card.take,
                                      .style = ButtonStyle::Quiet,
                                      .icon = Icon::Minus,
                                      .icon_only = true}))
    note(happened, core::event::TakeDot{i});
  return happened;
}

/// The tray with its rule, on one line where there is room.
void draw_tray(Page& page, Vote& vote, Rect area) {
  const Words& words = page.words();
  const auto budget = static_cast<std::uint64_t>(vote.question.dots);
  const std::string rule =
      vote.left == 0 ? std::string(words.dots_all_placed.view())
      : vote.question.stack_max > 1
          ? filled(words.dots_rule_stack, budget, static_cast<std::uint64_t>(vote.question.stack_max))
          : filled(words.dots_rule, budget);
  const float width =
      std::min(area.width() * 0.5f,
               (dot_diameter(page.frame) + page.px(2)) * static_cast<float>(vote.question.dots) + page.px(6));
  std::vector<ImVec2> seats;
  tray(page.frame, filled(words.dots_left, static_cast<std::uint64_t>(vote.left)), area.cut_start(width),
       vote.left, vote.question.dots, &seats);
  area.cut_start(page.px(mm::gap));
  const TextStyle style = fitted(page.frame, rule, area, {.lines_max = 2, .line_spacing = 1.1f});
  label(page.frame, "", rule, area, style, Vertical::Middle, Role::Status);
  if (vote.left > 0 && static_cast<std::size_t>(vote.left) <= seats.size())
    vote.next_seat = seats[static_cast<std::size_t>(vote.left) - 1];
}

void draw_flights(Page& page) {
  std::vector<Flight>& flights = page.frame.state.flights;
  std::erase_if(flights, [&](const Flight& flight) {
    return !page.frame.motion || page.frame.now_ms - flight.started_ms >= flight_ms;
  });
  for (const Flight& flight : flights) {
    const float t = motion(page.frame, flight.started_ms, flight_ms);
    const float arc = page.px(14) * 4 * t * (1 - t);
    const ImVec2 at{flight.from.x + (flight.to.x - flight.from.x) * t,
                    flight.from.y + (flight.to.y - flight.from.y) * t - arc};
    paint_dot(page.frame, at, dot_diameter(page.frame), static_cast<unsigned>(flight.alternative * 7), 1 - t);
  }
}

}  // namespace

Happened dots(Page& page, const core::Asking& screen, Rect area) {
  const core::Question& question = page.dialogue.questions[screen.question];
  const auto& draft = std::get<core::DotsDraft>(screen.visit.questions[screen.question].draft);
  Vote vote{question, draft.dots, question.dots, {}};
  for (const std::uint32_t dots : draft.dots) vote.left -= static_cast<int>(dots);

  Happened happened;
  draw_tray(page, vote, area.cut_bottom(page.px(page.is_upright() ? 20 : 14)));
  area.cut_bottom(page.px(2));
  {
    const CardLayout layout = lay_out_cards(page, area, question, mm::target + 2);
    ScrollArea scroll(page.frame, "alternatives", area, layout.content_height);
    const std::vector<std::size_t> order = order_shown(screen, question);
    const std::vector<Rect> cells = scroll.content.grid(order.size(), layout.across, page.px(mm::gap));
    for (std::size_t position = 0; position < order.size(); ++position)
      note(happened, draw_card(page, vote, lay_out(page, order[position], cells[position])));
  }
  draw_flights(page);
  return happened;
}

}  // namespace talt::ui
