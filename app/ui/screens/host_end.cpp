// SPDX-License-Identifier: EUPL-1.2
// The end of the day: asked once, then the day's sum, until somebody opens the screen again.
#include "app/ui/screens/host_facts.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {

Happened host_end(Page& page, const core::HostEnd& screen) {
  const Words& words = page.words();
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (screen.ended) {
    if (main_action(page, actions, "resume", words.resume, Icon::Play)) happened = core::event::Resume{};
    if (side_action(page, actions, "host.sync", words.sync, Icon::Sync, page.is_upright()))
      note(happened, core::event::HostSync{});
  } else {
    if (main_action(page, actions, "host.end", screen.saving ? words.saving : words.end_day, Icon::Check,
                    !screen.saving))
      happened = core::event::EndDay{};
    if (side_action(page, actions, "host.back", words.back, Icon::Back))
      note(happened, core::event::HostBack{});
  }
  heading(page, sheet, screen.ended ? words.ended : words.end_day, mm::cap_title, page.px(28));
  sheet.cut_top(page.px(3));
  if (!screen.ended) paragraph_row(page, sheet, words.end_hint, {}, 6);
  paragraph_row(page, sheet, words.end_sum, {.weight = platform::TextWeight::Bold}, 3, Role::Heading);
  draw_facts(page, sheet.cut_top(page.px(page.is_upright() ? 56 : 26)), page.is_upright() ? 2 : 4);
  sheet.cut_top(page.px(mm::gap));
  for (const std::string& line : sync_lines(page))
    if (sheet.height() > page.px(10)) paragraph_row(page, sheet, line, {}, 1, Role::Status);
  return screen.saving ? Happened{} : happened;
}

}  // namespace talt::ui
