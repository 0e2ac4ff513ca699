// SPDX-License-Identifier: EUPL-1.2
// The journal cannot promise anything: calmly said, with the word that what was thanked for is kept; and at
// the bottom, small, why, for the staff who stand beside.
#include "app/ui/screens/notice.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {

Happened out_of_order(Page& page, const core::OutOfOrder& screen) {
  Rect sheet = sheet_of(page);
  Happened happened = host_corner(page);
  TextStyle small = soft(page);
  small.lines_max = 4;
  const std::string why = screen.why.text();
  const auto height = static_cast<float>(measure_text(page.frame, why, sheet.width(), small).height);
  label(page.frame, "why", why, sheet.cut_bottom(height), small, Vertical::Bottom, Role::Status);
  sheet.cut_bottom(page.px(mm::gap));
  draw_notice(page, sheet, Icon::Hand, [](const Words& words) {
    return Notice{words.out_of_order, words.out_of_order_hint};
  });
  return happened;
}

}  // namespace talt::ui
