// SPDX-License-Identifier: EUPL-1.2
// One calm card before the questions: how much a person's word weighs, what it can change, what it cannot,
// who decides, and where and when one hears how it went.
#include <algorithm>
#include <vector>

#include "app/ui/screens/promise_leaflet.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

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
                            .label = {autonym(tag), tag},
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
  const bool is_narrow =
      actions.width() < button_width(page.frame, page.words().leave, Icon::None, mm::cap_body);
  if (side_action(page, actions, "leave", page.words().leave, is_narrow ? Icon::Close : Icon::None,
                  is_narrow))
    note(happened, core::event::Leave{});
  note(happened, other_languages(page, sheet, screen.visit));

  paint_card(page.frame, sheet);
  draw_leaflet(page, sheet.inset(page.px(mm::margin), page.px(mm::pad)), actions);
  note(happened, host_corner(page));
  return happened;
}

}  // namespace talt::ui
