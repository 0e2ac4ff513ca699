// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/caret.h"

#include "app/core/utf8.h"
#include "app/ui/paint.h"

namespace talt::ui {
namespace {

bool is_boundary(const std::string& text, std::size_t index) {
  return index == 0 || index >= text.size() ||
         core::next_boundary(text, core::previous_boundary(text, index)) == index;
}

std::size_t at_point(Frame& frame, const core::Field& field, float width, float x, float y) {
  return frame.textures.letters().index_at(field_paragraph(frame, field, width), x, y);
}

platform::CaretRect caret_rect(Frame& frame, const core::Field& field, float width) {
  return frame.textures.letters().caret(field_paragraph(frame, field, width), field.caret);
}

}  // namespace

platform::Paragraph field_paragraph(Frame& frame, const core::Field& field, float width) {
  const std::string_view written = field.text.empty() ? std::string_view(" ") : std::string_view(field.text);
  platform::Paragraph words = paragraph(frame, {written, frame.language}, width, {});
  words.is_whole = true;
  return words;
}

std::size_t caret_beside(Frame& frame, const core::Field& field, float width, bool to_the_right) {
  if (field.text.empty()) return 0;
  const platform::Paragraph words = field_paragraph(frame, field, width);
  std::size_t at = field.caret;
  while (true) {
    const std::size_t next = frame.textures.letters().step(words, at, to_the_right);
    if (next == at) return field.caret;
    if (is_boundary(field.text, next)) return next;
    at = next;
  }
}

std::size_t caret_line(Frame& frame, const core::Field& field, float width, int lines_down) {
  if (field.text.empty()) return 0;
  const platform::CaretRect caret = caret_rect(frame, field, width);
  const float y = caret.top + caret.height * (0.5f + static_cast<float>(lines_down));
  if (y < 0) return 0;
  return at_point(frame, field, width, caret.x, y);
}

std::size_t caret_edge(Frame& frame, const core::Field& field, float width, bool at_end) {
  if (field.text.empty()) return 0;
  const platform::CaretRect caret = caret_rect(frame, field, width);
  const bool to_the_right = at_end != frame.right_to_left();
  return at_point(frame, field, width, to_the_right ? 1e5f : -1e5f, caret.top + caret.height / 2);
}

}  // namespace talt::ui
