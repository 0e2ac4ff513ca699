// SPDX-License-Identifier: EUPL-1.2
// One calm card before the questions: how much a person's word weighs, what it can change, what it cannot,
// who decides, and where and when one hears how it went.
#include <algorithm>

#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

struct Part {
  std::string_view title;
  std::string text;
};

std::vector<Part> parts_of(const Page& page) {
  const core::Promise& promise = page.dialogue.promise;
  const Words& words = page.words();
  std::string hear_back = said(page, promise.hear_back);
  const std::string date = date_in(words, promise.hear_back_by);
  hear_back += (hear_back.empty() ? "" : "\n") + filled(words.hear_back_by, std::vector{date});
  return {{words.can_influence, said(page, promise.influence)},
          {words.decided, said(page, promise.decided)},
          {words.decider, said(page, promise.decider)},
          {words.hear_back, hear_back},
          {words.contact, said(page, promise.contact)}};
}

TextStyle title_style(const Page& page) {
  TextStyle style = on_card(page, mm::cap_body, platform::TextWeight::Bold);
  style.colour = page.theme().accent_ink;
  return style;
}

float height_of(Page& page, const Part& part, float width) {
  return static_cast<float>(measure_text(page.frame, part.title, width, title_style(page)).height +
                            measure_text(page.frame, part.text, width, on_card(page)).height) +
         page.px(6);
}

void draw_part(Page& page, Rect& column, const Part& part) {
  paragraph_row(page, column, part.title, title_style(page), 1, Role::Heading);
  paragraph_row(page, column, part.text, on_card(page), 5);
}

/// The parts in two columns where the screen lies, in one where it stands; as even as their order allows.
void draw_parts(Page& page, Rect area) {
  const std::vector<Part> parts = [&] {
    std::vector<Part> all = parts_of(page);
    std::erase_if(all, [](const Part& part) { return part.text.empty(); });
    return all;
  }();
  const std::size_t columns = page.is_upright() ? 1 : 2;
  const float gap = page.px(8);
  const float scroll_bar = page.px(mm::target + mm::gap);
  const float least = (area.width() - scroll_bar - gap) / static_cast<float>(columns);
  float sum = 0;
  for (const Part& part : parts) sum += height_of(page, part, least);
  std::vector<std::size_t> column_of;
  std::vector<float> heights(columns, 0.0f);
  std::size_t column = 0;
  for (const Part& part : parts) {
    const float height = height_of(page, part, least);
    if (column + 1 < columns && heights[column] + height / 2 > sum / static_cast<float>(columns)) ++column;
    heights[column] += height;
    column_of.push_back(column);
  }
  ScrollArea scroll(page.frame, "promise", area, *std::max_element(heights.begin(), heights.end()));
  std::vector<Rect> cells = scroll.content.columns(columns, gap);
  for (std::size_t i = 0; i < parts.size(); ++i) draw_part(page, cells[column_of[i]], parts[i]);
}

/// Staff who answer for someone begin in the first language: here they change to that person's.
Happened other_languages(Page& page, Rect& sheet, const core::Visit& visit) {
  if (visit.given == core::Given::Self || page.dialogue.languages.size() < 2) return {};
  Happened happened;
  Rect row = sheet.cut_top(page.px(mm::target));
  sheet.cut_top(page.px(mm::gap));
  const float gap = page.px(mm::gap);
  const std::size_t count = page.dialogue.languages.size();
  const auto across =
      std::min(count, static_cast<std::size_t>((row.width() - page.px(22)) / (page.px(40) + gap)));
  const std::size_t rows = (count + across - 1) / across;
  ScrollArea scroll(page.frame, "languages", row,
                    static_cast<float>(rows) * (page.px(mm::target) + gap) - gap);
  const std::vector<Rect> cells = scroll.content.grid(count, across, gap);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string& tag = page.dialogue.languages[i].tag;
    if (button(page.frame, {.id = "language:" + tag,
                            .label = autonym(tag),
                            .area = cells[i],
                            .selected = i == visit.language,
                            .cap_mm = mm::cap_body}))
      note(happened, core::event::SetLanguage{i});
  }
  return happened;
}

}  // namespace

Happened promise(Page& page, const core::PromiseCard& screen) {
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (main_action(page, actions, "promise.continue", page.words().begin)) happened = core::event::Continue{};
  if (side_action(page, actions, "leave", page.words().leave, Icon::None))
    note(happened, core::event::Leave{});
  note(happened, other_languages(page, sheet, screen.visit));

  paint_card(page.frame, sheet);
  Rect inside = sheet.inset(page.px(mm::margin), page.px(mm::pad));
  const TextStyle style = on_card(page, mm::cap_large, platform::TextWeight::Bold);
  Rect top = inside;
  top.cut_start(page.px(10));  // beside the host's corner
  const std::string_view level = level_in(page.words(), page.dialogue.promise.level);
  paragraph_row(page, inside, level, style, 3, Role::Heading);
  paragraph_row(page, inside, page.words().anonymous, on_card(page), 4);
  draw_parts(page, inside);
  note(happened, host_corner(page));
  return happened;
}

}  // namespace talt::ui
