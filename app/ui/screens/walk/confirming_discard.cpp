// SPDX-License-Identifier: EUPL-1.2
// Asked once: a new note is thrown away, a saved one is taken back by one more record.
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {

Happened walk_confirming_discard(Page& page, const core::walk::ConfirmingDiscard& screen) {
  const WalkWords& words = page.words().walk;
  const bool is_new = walk_of(page).draft_is_new, vanishes = is_new || screen.changes_only;
  const std::string_view title = screen.changes_only ? words.undo_title
                                 : is_new            ? words.discard_title
                                                     : words.withdraw_title;
  const std::string_view hint = screen.changes_only ? words.undo_hint
                                : is_new            ? words.discard_hint
                                                    : words.withdraw_hint;
  Rect card = dialog_card(page, 124, page.is_upright() ? 140 : 118, title);
  Happened happened;
  const float gap = page.px(mm::gap);
  const Rect yes = card.cut_bottom(page.px(mm::target));
  card.cut_bottom(gap);
  const Rect no = card.cut_bottom(page.px(mm::target));
  card.cut_bottom(gap);
  if (button(page.frame, {.id = "discard.yes",
                          .label = vanishes ? words.discard_yes : words.withdraw_yes,
                          .area = yes,
                          .style = ButtonStyle::Primary}))
    happened = core::walk::event::DiscardYes{};
  if (button(page.frame, {.id = "back", .label = words.keep_note, .area = no}))
    note(happened, core::walk::event::Back{});
  paragraph_row(page, card, title, on_card(page, mm::cap_title, platform::TextWeight::Bold), 3,
                Role::Heading);
  paragraph_row(page, card, hint, on_card(page), 0);
  return happened;
}

}  // namespace talt::ui
