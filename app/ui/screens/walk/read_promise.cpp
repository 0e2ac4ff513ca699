// SPDX-License-Identifier: EUPL-1.2
// The promise, to be read out to everyone before the first step: large, and in pages where it is long.
#include "app/ui/screens/promise_leaflet.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {

Happened walk_read_promise(Page& page) {
  const WalkWords& words = page.words().walk;
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (main_action(page, actions, "promise.read", words.promise_read, Icon::Check))
    happened = core::walk::event::Continue{};
  if (side_action(page, actions, "back", page.words().back, Icon::Back, page.is_upright()))
    note(happened, core::walk::event::Back{});
  sheet.cut_top(page.px(3));
  heading(page, sheet, words.read_out, mm::cap_title, page.px(24));
  sheet.cut_top(page.px(3));
  paint_card(page.frame, sheet);
  draw_leaflet(page, sheet.inset(page.px(mm::margin), page.px(mm::pad)), actions, mm::cap_large);
  return happened;
}

}  // namespace talt::ui
