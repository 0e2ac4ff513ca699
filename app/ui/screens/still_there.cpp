// SPDX-License-Identifier: EUPL-1.2
// Over a visit that was left: one large way to say that one is still there, one to end it.
#include "app/ui/screens/screens.h"

namespace talt::ui {

Happened still_there(Page& page) {
  const Words& words = page.words();
  Rect card =
      dialog_card(page, page.is_upright() ? 124 : 150, page.is_upright() ? 120 : 96, words.still_there);
  Happened happened;
  const float gap = page.px(mm::gap);
  Rect row = card.cut_bottom(page.px(mm::target));
  const float leave = button_width(page.frame, words.leave, Icon::None, mm::cap_body);
  if (button(page.frame,
             {.id = "leave", .label = words.leave, .area = row.cut_start(leave), .cap_mm = mm::cap_body}))
    happened = core::event::Leave{};
  row.cut_start(gap);
  if (button(page.frame, {.id = "stay", .label = words.stay, .area = row, .style = ButtonStyle::Primary}))
    note(happened, core::event::Stay{});
  card.cut_bottom(gap);
  paragraph_row(page, card, words.still_there, on_card(page, mm::cap_title, platform::TextWeight::Bold), 4,
                Role::Heading);
  paragraph_row(page, card, words.still_there_hint, on_card(page));
  return happened;
}

}  // namespace talt::ui
