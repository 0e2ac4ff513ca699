// SPDX-License-Identifier: EUPL-1.2
// Staff paused collecting: said in every language of the dialogue that the interface speaks, since nobody has
// chosen one.
#include "app/ui/screens/screens.h"

namespace talt::ui {

Happened paused(Page& page) {
  Rect sheet = sheet_of(page);
  sheet.cut_top(page.px(mm::target));
  Happened happened = host_corner(page);
  heading(page, sheet, page.words().paused, mm::cap_huge, page.px(40));
  sheet.cut_top(page.px(3));
  paragraph_row(page, sheet, page.words().paused_hint, {.cap_mm = mm::cap_large}, 8);
  for (std::size_t i = 1; i < page.dialogue.languages.size(); ++i) {
    const std::string& tag = page.dialogue.languages[i].tag;
    const Words* words = find_words(tag);
    if (!words || words == &page.words() || sheet.height() < page.px(12)) continue;
    Rect line = sheet;
    line.right_to_left = core::is_right_to_left(tag);
    line = line.cut_top(page.px(10));
    label(page.frame, "", words->paused, line, {.language = words->tag.view()});
    sheet.cut_top(page.px(12));
  }
  return happened;
}

}  // namespace talt::ui
