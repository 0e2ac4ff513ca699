// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/walk/choices.h"

#include <algorithm>

#include "app/ui/screens/walk/parts.h"

namespace talt::ui {
namespace {

constexpr float column_least_mm = 84;  // lying, two columns beside each other

Row row_of(const Choice& choice) {
  return {.id = choice.id,
          .title = choice.title,
          .value = choice.value,
          .names = true,
          .selected = choice.selected,
          .role = Role::Option,
          .end = choice.selected ? Icon::Check : Icon::None};
}

std::size_t across_in(const Page& page, float width) {
  return width >= page.px(2 * column_least_mm + mm::gap) ? 2 : 1;
}

/// The row that `first` begins: as high as its highest cell.
float high_of_row(Page& page, const std::vector<Choice>& choices, std::size_t first, std::size_t across,
                  float width) {
  const float wide = (width + page.px(mm::gap)) / static_cast<float>(across) - page.px(mm::gap);
  float high = 0;
  for (std::size_t i = first; i < std::min(first + across, choices.size()); ++i) {
    Row wanted = row_of(choices[i]);
    wanted.end = Icon::Check;  // whether it is chosen or not
    high = std::max(high, row_height(page, wanted, wide));
  }
  return high;
}

float high_of(Page& page, const std::vector<ChoicePart>& parts, float width) {
  const std::size_t across = across_in(page, width);
  float high = 0;
  for (const ChoicePart& part : parts) {
    if (part.choices.empty()) continue;
    if (!part.title.empty()) high += list_heading_height(page, part.title, width);
    for (std::size_t i = 0; i < part.choices.size(); i += across)
      high += high_of_row(page, part.choices, i, across, width) + page.px(mm::gap);
  }
  return std::max(0.f, high - page.px(mm::gap));
}

}  // namespace

Happened draw_choice_parts(Page& page, std::string_view scroller, const std::vector<ChoicePart>& parts,
                           const Rect& area, const Rect& buttons) {
  float high = high_of(page, parts, area.width());
  if (high > area.height() && !has_room_to_page(page, buttons))
    high = high_of(page, parts, area.width() - page.px(mm::target + mm::gap));
  ScrollArea scroll(page.frame, std::string(scroller), area, high,
                    {.buttons = buttons, .ground = page.theme().ground});
  Happened happened;
  Rect column = scroll.content;
  const std::size_t across = across_in(page, column.width());
  for (const ChoicePart& part : parts) {
    if (part.choices.empty()) continue;
    if (!part.title.empty()) list_heading(page, column, part.title);
    for (std::size_t first = 0; first < part.choices.size(); first += across) {
      const Rect line = column.cut_top(high_of_row(page, part.choices, first, across, column.width()));
      const std::vector<Rect> cells = line.columns(across, page.px(mm::gap));
      column.cut_top(page.px(mm::gap));
      for (std::size_t i = first; i < std::min(first + across, part.choices.size()); ++i) {
        Row drawn = row_of(part.choices[i]);
        drawn.area = cells[i - first];
        if (row(page, drawn)) note(happened, part.choices[i].event);
      }
    }
  }
  return happened;
}

Happened draw_choices(Page& page, const Spoken& title, const std::vector<Choice>& choices) {
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (side_action(page, actions, "back", page.words().back, Icon::Back)) happened = core::walk::event::Back{};
  sheet.cut_top(page.px(3));
  heading(page, sheet, title, mm::cap_title, page.px(24));
  sheet.cut_top(page.px(4));
  note(happened, draw_choice_parts(page, "choices", {{{}, choices}}, sheet, actions));
  return happened;
}

}  // namespace talt::ui
