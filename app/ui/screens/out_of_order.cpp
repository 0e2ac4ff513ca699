// SPDX-License-Identifier: EUPL-1.2
// The journal cannot promise anything: calmly said, with the word that what was thanked for is kept. Why, the
// host's panel says.
#include "app/ui/screens/screens.h"

namespace talt::ui {

Happened out_of_order(Page& page) {
  Rect sheet = sheet_of(page);
  sheet.cut_top(page.px(mm::target));
  Happened happened = host_corner(page);
  heading(page, sheet, page.words().out_of_order, mm::cap_huge, page.px(60));
  sheet.cut_top(page.px(4));
  paragraph_row(page, sheet, page.words().out_of_order_hint, {.cap_mm = mm::cap_large}, 8);
  return happened;
}

}  // namespace talt::ui
