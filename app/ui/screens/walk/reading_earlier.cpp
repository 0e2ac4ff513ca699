// SPDX-License-Identifier: EUPL-1.2
// All that is known of one thing that an earlier walk saw, before anybody judges what has become of it.
#include <algorithm>

#include "app/ui/screens/walk/earlier_words.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {

Happened walk_reading_earlier(Page& page, std::size_t index) {
  const auto& known = plan_of(page).earlier;
  if (index >= known.size()) return {};
  const core::walk::Earlier& earlier = known[index];
  Rect sheet = sheet_of(page);
  Rect actions = cut_actions(page, sheet);
  Happened happened;
  if (side_action(page, actions, "back", page.words().back, Icon::Back)) happened = core::walk::event::Back{};
  note(happened, draw_outcomes(page, index, sheet.cut_bottom(page.px(mm::target))));
  sheet.cut_bottom(page.px(mm::gap));
  sheet.cut_top(page.px(2));
  heading(page, sheet, earlier_title(page, earlier), mm::cap_title, page.px(30));
  sheet.cut_top(page.px(3));
  if (!earlier.picture.empty()) {
    const Rect picture =
        page.is_upright() ? sheet.cut_top(sheet.height() * 0.45f) : sheet.cut_start(sheet.width() * 0.42f);
    page.is_upright() ? sheet.cut_top(page.px(3)) : sheet.cut_start(page.px(5));
    paint_whole_or(page, earlier.picture, picture, Icon::Camera);
  }
  Rect narrow = sheet;
  narrow.cut_end(page.px(mm::target + mm::gap));
  const bool fits = tell_earlier(page, earlier, sheet, false) <= sheet.height();
  const float high = tell_earlier(page, earlier, fits ? sheet : narrow, false);
  ScrollArea scroll(page.frame, "reading", sheet, high, {.ground = page.theme().ground});
  tell_earlier(page, earlier, scroll.content, true);
  return happened;
}

}  // namespace talt::ui
