// SPDX-License-Identifier: EUPL-1.2
// The six digits of a walk that others have begun.
#include <algorithm>

#include "app/ui/keyboard.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

constexpr std::size_t digits_of_code = 6;

/// A place for each digit, in two groups as the code is said.
void draw_digits(Page& page, const std::string& digits, Rect area) {
  area.right_to_left = false;
  const float gap = page.px(2.5f), between = page.px(6);
  const float wide = std::min(page.px(16), (area.width() - 4 * gap - between) / digits_of_code);
  Node node;
  node.id = "digits";
  node.role = Role::Status;
  node.name = page.words().walk.code.view();
  node.value = digits;
  node.rect = area;
  add_node(page.frame, std::move(node));
  for (std::size_t i = 0; i < digits_of_code; ++i) {
    const Rect place = area.cut_left(wide);
    area.cut_left(i == 2 ? between : gap);
    paint_box(page.frame, place, mm::radius, page.theme().card);
    paint_outline(page.frame, place, mm::radius, 0.5f,
                  i == digits.size() ? page.theme().accent : page.theme().line);
    if (i >= digits.size()) continue;
    paint_text(page.frame, digits.substr(i, 1), place,
               {.cap_mm = 9,
                .weight = platform::TextWeight::Bold,
                .align = platform::TextAlign::Centre,
                .background = page.theme().card},
               Vertical::Middle);
  }
}

}  // namespace

Happened walk_joining(Page& page, const core::walk::Joining& screen) {
  const WalkWords& words = page.words().walk;
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (main_action(page, actions, "next", page.words().next, Icon::Forward,
                  screen.digits.size() == digits_of_code))
    happened = core::walk::event::Continue{};
  if (side_action(page, actions, "back", page.words().back, Icon::Back))
    note(happened, core::walk::event::Back{});
  const float gap = page.px(mm::gap);
  Rect keys = page.is_upright() ? sheet.cut_bottom(std::min(sheet.height() * 0.52f, page.px(110)))
                                : sheet.cut_end(page.px(mm::target * 3 + 24) + 2 * gap);
  page.is_upright() ? sheet.cut_bottom(gap) : sheet.cut_end(page.px(mm::margin));
  sheet.cut_top(page.px(page.is_upright() ? 6 : 4));
  heading(page, sheet, words.join_title, mm::cap_title, sheet.height() * 0.4f);
  sheet.cut_top(page.px(5));
  draw_digits(page, screen.digits, sheet.cut_top(page.px(20)));
  sheet.cut_top(page.px(5));
  if (screen.wrong)
    paragraph_row(page, sheet, words.join_wrong, {.cap_mm = mm::cap_large}, 0, Role::Status);
  else
    paragraph_row(page, sheet, words.join_hint, soft(page), 0);
  note(happened, keypad(page.frame, keys, "key:"));
  return happened;
}

}  // namespace talt::ui
