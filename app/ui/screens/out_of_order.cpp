// SPDX-License-Identifier: EUPL-1.2
// The journal cannot promise anything: calmly said, with the word that what was thanked for is kept; and at
// the bottom, small, why, for the staff who stand beside.
#include "app/ui/screens/screens.h"

namespace talt::ui {

Happened out_of_order(Page& page, const core::OutOfOrder& screen) {
  Rect sheet = sheet_of(page);
  sheet.cut_top(page.px(mm::target));
  Happened happened = host_corner(page);
  TextStyle small = soft(page);
  small.lines_max = 4;
  const std::string why = screen.why.text();
  const auto height = static_cast<float>(measure_text(page.frame, why, sheet.width(), small).height);
  label(page.frame, "why", why, sheet.cut_bottom(height), small, Vertical::Bottom, Role::Status);
  sheet.cut_bottom(page.px(mm::gap));
  heading(page, sheet, page.words().out_of_order, mm::cap_huge, page.px(60));
  sheet.cut_top(page.px(4));
  paragraph_row(page, sheet, page.words().out_of_order_hint, {.cap_mm = mm::cap_large}, 8);
  return happened;
}

}  // namespace talt::ui
