// SPDX-License-Identifier: EUPL-1.2
// The last visit flagged as a test or a joke: never deleted.
#include "app/ui/screens/screens.h"

namespace talt::ui {

Happened host_void(Page& page, const core::HostVoid& screen) {
  const Words& words = page.words();
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (side_action(page, actions, "host.back", words.back, Icon::Back)) happened = core::event::HostBack{};
  heading(page, sheet, words.void_last, mm::cap_title, page.px(28));
  sheet.cut_top(page.px(3));
  const bool possible = page.facts.can_void && !screen.saving;
  paragraph_row(page, sheet, page.facts.can_void ? words.void_hint : words.void_none, {}, 8);
  Rect row = sheet.cut_top(page.px(page.is_upright() ? 52 : 24));
  const std::vector<Rect> cells =
      page.is_upright() ? row.rows(2, page.px(mm::gap)) : row.columns(2, page.px(mm::gap));
  if (button(page.frame,
             {.id = "void.test", .label = words.void_test, .area = cells[0], .enabled = possible}))
    note(happened, core::event::VoidLast{core::VoidReason::Test});
  if (button(page.frame,
             {.id = "void.joke", .label = words.void_joke, .area = cells[1], .enabled = possible}))
    note(happened, core::event::VoidLast{core::VoidReason::Joke});
  return happened;
}

}  // namespace talt::ui
