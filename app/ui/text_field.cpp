// SPDX-License-Identifier: EUPL-1.2
// A field's text, its caret, and a keyboard beside the screen. Text longer than the field moves by whole
// lines, so that the caret's line always shows.
#include <algorithm>
#include <cmath>

#include "app/ui/caret.h"
#include "app/ui/widgets.h"

namespace talt::ui {
namespace {

/// By how much the text is moved up: as little as brings the caret's line into view.
float scrolled(Frame& frame, const std::string& id, const platform::CaretRect& caret, float line_high,
               float view_high) {
  ScrollState& scroll = frame.state.scrolls[id];
  const float lines_shown = std::max(1.f, std::floor(view_high / line_high));
  const float line = std::round(caret.top / line_high);
  float first = std::round(scroll.offset / line_high);
  first = std::clamp(first, std::max(0.f, line - lines_shown + 1), line);
  scroll.offset = first * line_high;
  return scroll.offset;
}

std::optional<core::Event> moved_by_key(Frame& frame, const core::Field& field, float width,
                                        core::input::Key key) {
  using core::event::MoveCaret;
  using core::input::Key;
  switch (key) {
    case Key::Left:
      return MoveCaret{caret_beside(frame, field, width, false)};
    case Key::Right:
      return MoveCaret{caret_beside(frame, field, width, true)};
    case Key::Up:
      return MoveCaret{caret_line(frame, field, width, -1)};
    case Key::Down:
      return MoveCaret{caret_line(frame, field, width, 1)};
    case Key::Home:
      return MoveCaret{caret_edge(frame, field, width, false)};
    case Key::End:
      return MoveCaret{caret_edge(frame, field, width, true)};
    case Key::Erase:
      return core::event::Erase{};
    case Key::Delete:
      return core::event::EraseAfter{};
    case Key::Enter:
    case Key::Tab:
    case Key::Escape:
    case Key::Paste:
      break;
  }
  return std::nullopt;
}

std::optional<core::Event> typed(Frame& frame, const core::Field& field, float width) {
  if (std::string text = frame.input.take_typed(); !text.empty()) return core::event::Insert{std::move(text)};
  const auto pressed = frame.input.take_key();
  return pressed ? moved_by_key(frame, field, width, *pressed) : std::nullopt;
}

void add_field_node(Frame& frame, const TextField& what, const core::Field& field, bool is_empty) {
  Node node;
  node.id = what.id;
  node.role = Role::Field;
  node.name = what.name;
  node.value = field.text;
  node.focused = what.focused;
  node.rect = what.area;
  node.cap_height_mm = mm::cap_body;
  node.foreground = is_empty ? frame.theme.ink_soft : frame.theme.ink;
  node.background = frame.theme.card;
  add_node(frame, std::move(node));
}

/// Only whole lines show.
void paint_lines(Frame& frame, platform::Paragraph words, const Rect& inside, float from, float high) {
  words.window_top = static_cast<int>(std::lround(from));
  words.window_height = static_cast<int>(std::ceil(high));
  const TextTexture image = frame.textures.text(words);
  const float left = inside.right_to_left ? inside.right - image.image.width : inside.left;
  paint_texture(
      frame, image.image,
      {std::round(left), inside.top, std::round(left) + image.image.width, inside.top + image.image.height},
      frame.theme.ink);
}

}  // namespace

Rect field_inside(const Frame& frame, const Rect& area) {
  return area.inset(frame.px(4), frame.px(1.5f));
}

std::optional<core::Event> text_field(Frame& frame, const TextField& what, const core::Field& field) {
  const Theme& theme = frame.theme;
  paint_card(frame, what.area, 1);
  paint_outline(frame, what.area, mm::radius, what.focused ? 0.7f : 0.3f,
                what.focused ? theme.accent : theme.line);
  const Rect inside = field_inside(frame, what.area);
  frame.state.keyboard.field_width = inside.width();
  const bool is_empty = field.text.empty();
  add_field_node(frame, what, field, is_empty);
  const Press press = frame.input.press(what.id, what.area.shared_with(frame.clip));

  const platform::Paragraph words = field_paragraph(frame, field, inside.width());
  platform::TextRenderer& letters = frame.textures.letters();
  const platform::CaretRect caret = letters.caret(words, is_empty ? 0 : field.caret);
  const platform::TextSize size = frame.textures.measure(words);
  const float line_high = static_cast<float>(size.height) / static_cast<float>(std::max(1, size.lines));
  const float moved = scrolled(frame, "field:" + std::string(what.id), caret, line_high, inside.height());
  const float shown = std::max(1.f, std::floor(inside.height() / line_high)) * line_high;
  const auto wide = static_cast<float>(size.width);
  const float left = std::round(inside.right_to_left ? inside.right - wide : inside.left);

  frame.list->PushClipRect(what.area.min(), what.area.max(), true);
  if (is_empty)
    label(frame, "", what.placeholder, inside, {.colour = theme.ink_soft, .background = theme.card});
  else
    paint_lines(frame, words, inside, moved, shown);
  if (what.focused) {
    const float x = std::round(is_empty ? inside.start() : left + caret.x);
    const float top = inside.top + caret.top - moved;
    const float thick = std::max(2.f, frame.px(0.5f));
    frame.list->AddRectFilled({x - thick / 2, top}, {x + thick / 2, top + caret.height}, theme.accent);
  }
  frame.list->PopClipRect();

  if (press.activated) {
    if (is_empty) return core::event::MoveCaret{0};
    return core::event::MoveCaret{
        letters.index_at(words, press.at.x - left, press.at.y - inside.top + moved)};
  }
  return what.focused ? typed(frame, field, inside.width()) : std::nullopt;
}

}  // namespace talt::ui
