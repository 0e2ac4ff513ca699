// SPDX-License-Identifier: EUPL-1.2
// The staff's code: opens screens, never data.
#include <algorithm>

#include "app/ui/keyboard.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

constexpr std::size_t places_min = 4;

void draw_digits(Page& page, const core::HostPin& screen, Rect& column) {
  Rect row = column.cut_top(page.px(14));
  const std::size_t places = std::max(places_min, screen.digits.size());
  const float size = page.px(6);
  Node node;
  node.id = "digits";
  node.role = Role::Status;
  node.name = page.words().code.view();
  node.value = std::to_string(screen.digits.size());  // how many, never which
  node.rect = row;
  for (std::size_t i = 0; i < places; ++i) {
    const Rect place = row.cut_start(page.px(10)).centred(size, size);
    if (i < screen.digits.size())
      paint_shape(page.frame, {.kind = Shape::Kind::Disc, .radius = size / 2}, place, page.theme().accent);
    else
      paint_shape(page.frame, {.kind = Shape::Kind::Ring, .radius = size / 2, .stroke = page.px(0.5f)}, place,
                  page.theme().ink_soft);
  }
  add_node(page.frame, std::move(node));
}

std::string status_of(const Page& page, const core::HostPin& screen) {
  const Words& words = page.words();
  const std::int64_t wait_ms = screen.locked_until_ms - page.frame.now_ms;
  if (wait_ms > 0) return filled(words.code_locked, static_cast<std::uint64_t>((wait_ms + 999) / 1000));
  if (screen.checking) return std::string(words.code_checking.view());
  if (screen.wrong) return std::string(words.code_wrong.view());
  return {};
}

}  // namespace

Happened host_pin(Page& page, const core::HostPin& screen) {
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  const bool is_locked = screen.locked_until_ms > page.frame.now_ms;
  const bool can_go_on = !screen.digits.empty() && !screen.checking && !is_locked;
  if (main_action(page, actions, "next", page.words().next, Icon::Forward, can_go_on))
    happened = core::event::Next{};
  if (side_action(page, actions, "host.back", page.words().back, Icon::Back))
    note(happened, core::event::HostBack{});

  const float gap = page.px(mm::gap);
  const float pad_width = page.px(mm::target * 3) + 2 * gap + page.px(24);
  Rect keys = page.is_upright() ? sheet.cut_bottom(sheet.height() * 0.55f) : sheet.cut_end(pad_width);
  if (page.is_upright())
    keys = keys.centred(pad_width, keys.height());
  else
    sheet.cut_end(page.px(mm::margin));
  Rect column = sheet;
  column.cut_top(page.px(page.is_upright() ? 16 : 10));
  heading(page, column, page.words().code, mm::cap_title, page.px(28));
  column.cut_top(page.px(4));
  draw_digits(page, screen, column);
  column.cut_top(page.px(2));
  paragraph_row(page, column, status_of(page, screen), {.cap_mm = mm::cap_large}, 0, Role::Status);
  note(happened, keypad(page.frame, keys));
  return happened;
}

}  // namespace talt::ui
