// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cmath>

#include "app/ui/paint.h"
#include "app/ui/words.h"

namespace talt::ui {
namespace {

/// Scripts with tall letters or marks above and below keep the font's own distance of lines; the others
/// read well with less.
bool is_tall(std::string_view language) {
  constexpr std::string_view tall[] = {"am", "ti", "th", "lo", "my", "km", "hi", "ne", "bn", "ta", "bo"};
  const std::string_view base = language.substr(0, language.find('-'));
  return core::is_right_to_left(language) ||
         std::find(std::begin(tall), std::end(tall), base) != std::end(tall);
}

std::string_view language_of(const Frame& frame, const Spoken& words, const TextStyle& style) {
  if (!style.language.empty()) return style.language;
  return words.language.empty() ? frame.words.tag.view() : words.language;
}

/// Start and end are the screen's: words of the other direction stand at the same side as all others.
platform::TextAlign as_aligned(platform::TextAlign align, bool words_right_to_left,
                               bool screen_right_to_left) {
  if (align == platform::TextAlign::Centre || words_right_to_left == screen_right_to_left) return align;
  return align == platform::TextAlign::Start ? platform::TextAlign::End : platform::TextAlign::Start;
}

/// As many lines as the height has room for.
platform::Paragraph bounded(Frame& frame, const Spoken& words, const Rect& area, const TextStyle& style) {
  platform::Paragraph bounded = paragraph(frame, words, area.width(), style);
  const platform::TextSize size = frame.textures.measure(bounded);
  // A last line's own spacing may hang over: a third of a line is forgiven.
  const float line = static_cast<float>(size.height) / static_cast<float>(std::max(1, size.lines));
  if (static_cast<float>(size.height) > area.height() + 0.3f * line && size.lines > 1) {
    const int room = std::max(1, static_cast<int>((area.height() + 0.3f * line) / line));
    bounded.lines_max = bounded.lines_max > 0 ? std::min(bounded.lines_max, room) : room;
  }
  return bounded;
}

/// Where a piece of this width lies: centred, else at the area's start or end.
float horizontal(const Rect& area, float width, platform::TextAlign align) {
  if (align == platform::TextAlign::Centre) return area.left + (area.width() - width) / 2;
  const bool at_left = (align == platform::TextAlign::Start) != area.right_to_left;
  return at_left ? area.left : area.right - width;
}

/// Thai, Lao, Burmese, Khmer, Chinese, Japanese, Korean: lines break between any two syllables.
bool writes_no_spaces(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [&](const char& at) {
    const auto lead = static_cast<unsigned char>(at);
    if (lead < 0xE0) return false;
    const auto next = static_cast<unsigned char>(&at + 1 < text.data() + text.size() ? *(&at + 1) : 0);
    if (lead == 0xE0) return next >= 0xB8 && next <= 0xBB;  // U+0E00 to U+0EFF
    if (lead == 0xE1) return next == 0x80 || next == 0x81 || next == 0x82 || next == 0x9E || next == 0x9F;
    return (lead == 0xE2 && next >= 0xBA) || (lead >= 0xE3 && lead <= 0xED);  // U+2E80 to U+D7FF
  });
}

}  // namespace

platform::Paragraph paragraph(Frame& frame, const Spoken& words, float width, const TextStyle& style) {
  platform::Paragraph paragraph;
  paragraph.text = words.text;
  paragraph.language = language_of(frame, words, style);
  paragraph.right_to_left = core::is_right_to_left(paragraph.language);
  // In quarters of a pixel: fewer sizes, more of them found again.
  const float cap_share = frame.textures.letters().cap_height(1);
  paragraph.size = std::ceil(frame.px(style.cap_mm) / cap_share * 4) / 4;
  paragraph.weight = style.weight;
  paragraph.align = as_aligned(style.align, paragraph.right_to_left, frame.right_to_left());
  paragraph.width_max = width > 0 ? std::max(1, static_cast<int>(width)) : 0;
  paragraph.lines_max = style.lines_max;
  paragraph.line_spacing = style.line_spacing * (is_tall(paragraph.language) ? 1.f : 0.9f);
  return paragraph;
}

platform::TextSize measure_text(Frame& frame, const Spoken& words, float width, const TextStyle& style) {
  if (words.text.empty()) return {};
  return frame.textures.measure(paragraph(frame, words, width, style));
}

float widest_word(Frame& frame, const Spoken& words, const TextStyle& style) {
  if (writes_no_spaces(words.text)) return 0;
  int widest = 0;
  std::string_view rest = words.text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of(" \n-/"), rest.size() - 1) + 1;
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(end);
    widest = std::max(widest, measure_text(frame, {word, words.language}, 0, style).width);
  }
  return static_cast<float>(widest);
}

PaintedText paint_text(Frame& frame, const Spoken& words, const Rect& area, const TextStyle& style,
                       Vertical vertical) {
  PaintedText painted;
  painted.rect = {area.start(), area.top, area.start(), area.top, area.right_to_left};
  if (words.text.empty() || area.is_empty()) return painted;
  const platform::Paragraph lines = bounded(frame, words, area, style);
  const platform::TextSize size = frame.textures.measure(lines);
  const auto width = static_cast<float>(size.width), height = static_cast<float>(size.height);
  const float left = std::round(horizontal(area, width, style.align));
  float top = area.top;
  if (vertical == Vertical::Middle) top += (area.height() - height) / 2;
  if (vertical == Vertical::Bottom) top += area.height() - height;
  top = std::round(top);
  painted.rect = {left, top, left + width, top + height, area.right_to_left};
  painted.shortened = size.shortened;
  painted.missing_glyphs = size.missing_glyphs;
  if (painted.rect.shared_with(frame.clip).is_empty()) return painted;
  const TextTexture image = frame.textures.text(lines);
  paint_texture(frame, image.image, {left, top, left + image.image.width, top + image.image.height},
                style.colour == 0 ? frame.theme.ink : style.colour);
  return painted;
}

bool fits(Frame& frame, const Spoken& words, float width, float height, const TextStyle& style) {
  const platform::TextSize size = measure_text(frame, words, width, style);
  return !size.shortened && static_cast<float>(size.height) <= height &&
         widest_word(frame, words, style) <= width;
}

TextStyle fitted(Frame& frame, const Spoken& words, const Rect& area, TextStyle style, float least_mm) {
  while (style.cap_mm > least_mm && !fits(frame, words, area.width(), area.height(), style))
    style.cap_mm = std::max(least_mm, style.cap_mm * 0.92f);
  return style;
}

}  // namespace talt::ui
