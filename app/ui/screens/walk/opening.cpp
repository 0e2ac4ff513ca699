// SPDX-License-Identifier: EUPL-1.2
// The four words, typed in again: they open an unfinished walk's notes after a power cut.
#include <algorithm>

#include "app/ui/keyboard.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

constexpr float field_high_mm = 18;

/// The words are of the letters a to z in every language.
Happened latin_keyboard(Page& page, const Rect& keys, const core::Field& field) {
  const std::string_view shown = std::exchange(page.frame.language, "en");
  Happened happened = keyboard(page.frame, keys, field, page.dialogue.languages);
  page.frame.language = shown;
  return happened;
}

Happened fields(Page& page, const core::walk::Opening& screen, const Rect& area) {
  Happened happened;
  const std::size_t across = page.is_upright() ? 2 : 4;
  Rect place = area;
  place.right_to_left = false;  // the first word is where it stands on paper
  const std::vector<Rect> cells = place.grid(screen.words.size(), across, page.px(mm::gap));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string name = filled(page.words().walk.word, i + 1);
    const bool focused = screen.focus == i;
    Happened here = text_field(page.frame,
                               {.id = "word.field:" + std::to_string(i + 1),
                                .name = name,
                                .placeholder = name,
                                .area = cells[i],
                                .focused = focused},
                               screen.words[i]);
    if (here && !focused) here = core::walk::event::FocusWord{i};
    note(happened, std::move(here));
  }
  return happened;
}

std::string_view status_of(const Page& page, const core::walk::Opening& screen) {
  if (screen.trying) return page.words().walk.trying;
  if (screen.wrong) return page.words().walk.words_wrong;
  return {};
}

}  // namespace

Happened walk_opening(Page& page, const core::walk::Opening& screen) {
  const WalkWords& words = page.words().walk;
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  const bool all = std::all_of(screen.words.begin(), screen.words.end(),
                               [](const core::Field& field) { return !field.text.empty(); });
  if (main_action(page, actions, "open", screen.trying ? words.trying : words.open, Icon::Check,
                  all && !screen.trying))
    happened = core::walk::event::TryWords{};
  if (side_action(page, actions, "back", page.words().back, Icon::Back, page.is_upright()))
    note(happened, core::walk::event::Back{});
  const KeyboardHeight wanted = keyboard_height(page.frame);
  const float rows = page.is_upright() ? 2 : 1;
  const float high = page.px(rows * (field_high_mm + mm::gap) - mm::gap);
  Rect keys = sheet.cut_bottom(std::clamp(sheet.height() - high - page.px(16), wanted.least, wanted.likes));
  if (page.is_upright()) {
    keys.left = page.frame.screen.left + page.px(1);
    keys.right = page.frame.screen.right - page.px(1);
  }
  sheet.cut_bottom(page.px(2));
  const Rect area = sheet.cut_bottom(high);
  sheet.cut_bottom(page.px(3));
  sheet.cut_top(page.px(page.is_upright() ? 8 : 0));
  heading(page, sheet, words.open_title, mm::cap_title, sheet.height());
  sheet.cut_top(page.px(3));
  const std::string_view status = status_of(page, screen);
  if (sheet.height() > page.px(9))
    paragraph_row(page, sheet, status, {.cap_mm = mm::cap_large}, 0, Role::Status);
  note(happened, fields(page, screen, area));
  note(happened, latin_keyboard(page, keys, screen.words[std::min<std::size_t>(screen.focus, 3)]));
  return happened;
}

}  // namespace talt::ui
