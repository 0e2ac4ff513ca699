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
  return confirm(page, {.title = title,
                        .hint = hint,
                        .yes_id = "discard.yes",
                        .yes = vanishes ? words.discard_yes : words.withdraw_yes,
                        .no = words.keep_note,
                        .if_yes = core::walk::event::DiscardYes{}});
}

}  // namespace talt::ui
