// SPDX-License-Identifier: EUPL-1.2
// The walk rests: its notes do not show until staff's code is entered.
#include "app/ui/screens/notice.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {

Happened walk_paused(Page& page) {
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect row = sheet.cut_bottom(page.px(28));
  sheet.cut_bottom(page.px(mm::gap));
  if (!page.is_upright()) row = row.cut_end(row.width() / 2);
  if (button(page.frame, {.id = "resume",
                          .label = page.words().walk.resume,
                          .area = row,
                          .style = ButtonStyle::Primary,
                          .icon = Icon::Play}))
    happened = core::event::Resume{};
  draw_notice(page, sheet, Icon::Pause, [](const Words& words) {
    return Notice{words.walk.paused, words.walk.paused_hint};
  });
  return happened;
}

}  // namespace talt::ui
