// SPDX-License-Identifier: EUPL-1.2
// What an earlier walk saw, to be looked at again: what was promised about it, and is it done, not done, or
// worse? A card shows the beginning of long words; the note that a tap opens has them all.
#include <algorithm>

#include "app/ui/screens/walk/earlier_words.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

using core::walk::Earlier;
using core::walk::Outcome;

constexpr float words_high_mm = 52;  // of a card, over its buttons
constexpr float picture_mm = 34;

struct Answer {
  std::string_view id;
  std::string_view name;
  Outcome outcome;
};

std::array<Answer, 3> answers_of(const Page& page) {
  const WalkWords& words = page.words().walk;
  return {Answer{"done", words.outcome_done, Outcome::Done},
          Answer{"notdone", words.outcome_not_done, Outcome::NotDone},
          Answer{"worse", words.outcome_worse, Outcome::Worse}};
}

void draw_words(Page& page, const Earlier& earlier, Rect inside) {
  const ImU32 ground = page.theme().card;
  const auto lines = [&](const Spoken& text, TextStyle style, int most) {
    if (text.text.empty() || inside.height() < page.px(8)) return;
    style.background = ground;
    style.lines_max = most;
    const auto high = static_cast<float>(measure_text(page.frame, text, inside.width(), style).height);
    paint_text(page.frame, text, inside.cut_top(std::min(high, inside.height())), style);
  };
  lines(earlier_title(page, earlier), {.weight = platform::TextWeight::Bold}, 1);
  lines(earlier.saw, {}, 2);
  lines(earlier.proposal, soft(page), 1);
  lines(status_line(page, earlier), {.weight = platform::TextWeight::Medium}, 2);
}

std::string spoken(const Page& page, const Earlier& earlier) {
  std::string all = earlier.saw;
  for (const std::string& part : {earlier.proposal, status_line(page, earlier)})
    if (!part.empty()) all += (all.empty() ? "" : ". ") + part;
  return all;
}

Happened draw_answers(Page& page, std::size_t index, const Rect& row_area) {
  const std::string id = "earlier:" + std::to_string(index + 1);
  const Outcome known = outcome_of(page, index);
  const std::vector<Rect> cells = row_area.columns(3, page.px(mm::gap));
  const std::array<Answer, 3> answers = answers_of(page);
  Happened happened;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const std::string mine = id + "." + std::string(answers[i].id);
    if (!shows(page, cells[i])) {
      add_unseen(page, mine, answers[i].name, cells[i]);
      continue;
    }
    if (button(page.frame, {.id = mine,
                            .label = answers[i].name,
                            .area = cells[i],
                            .selected = known == answers[i].outcome,
                            .cap_mm = mm::cap_body}))
      note(happened, core::walk::event::LookAgain{index, answers[i].outcome});
  }
  return happened;
}

Happened draw_earlier(Page& page, std::size_t index, Rect area) {
  const Earlier& earlier = plan_of(page).earlier[index];
  Node node;
  node.id = "earlier:" + std::to_string(index + 1);
  node.role = Role::Text;
  node.name = earlier_title(page, earlier).text;
  node.value = spoken(page, earlier);
  Rect words = area.cut_top(page.px(words_high_mm));
  area.cut_top(page.px(mm::gap));
  node.rect = words;
  add_node(page.frame, std::move(node));
  if (shows(page, words)) {
    paint_card(page.frame, words);
    Rect inside = words.inset(page.px(3), page.px(2));
    if (!earlier.picture.empty()) {
      const Rect place = inside.cut_start(std::min(page.px(picture_mm), inside.width() * 0.35f));
      paint_picture_or(page, earlier.picture, place, Icon::Camera);
      inside.cut_start(page.px(3));
    } else {
      const Rect mark = inside.cut_start(page.px(12));
      paint_verdict(page.frame, earlier.verdict, mark.centred(page.px(11), page.px(11)));
      inside.cut_start(page.px(3));
    }
    draw_words(page, earlier, inside);
  }
  return draw_answers(page, index, area);
}

}  // namespace

Happened walk_tab_earlier(Page& page, const Rect& area) {
  const auto& earlier = plan_of(page).earlier;
  const float pitch = page.px(words_high_mm + mm::gap + mm::target + 8);
  ScrollArea scroll(page.frame, "earlier", area, static_cast<float>(earlier.size()) * pitch - page.px(8),
                    {.step = area.height() >= pitch ? pitch : 0, .ground = page.theme().ground});
  Happened happened;
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    Rect place = scroll.content;
    place.top += static_cast<float>(i) * pitch;
    place.bottom = place.top + pitch - page.px(8);
    note(happened, draw_earlier(page, i, place));
  }
  return happened;
}

}  // namespace talt::ui
