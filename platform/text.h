// SPDX-License-Identifier: EUPL-1.2
// Every word on screen: shaping, direction, line breaks and carets by Pango, as A8 images. Sizes in pixels.
// One thread (the one that draws).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/result.h"

namespace talt::platform {

enum class TextAlign : std::uint8_t {
  Start,
  Centre,
  End
};  // start = right where the paragraph is right to left
enum class TextWeight : std::uint16_t { Regular = 400, Medium = 500, Bold = 700 };

struct Paragraph {
  std::string text;            // UTF-8
  std::string language;        // BCP 47, for fonts and line breaks
  bool right_to_left = false;  // the base direction: by language, never guessed from the text
  float size = 24;             // em, pixels
  TextWeight weight = TextWeight::Regular;
  TextAlign align = TextAlign::Start;
  int width_max = 0;  // 0 = one line
  int lines_max = 0;  // 0 = any; what does not fit ends in an ellipsis
  float line_spacing = 1.25f;
  bool is_whole = false;  // however long, never shortened: a field that is written in, seen through a window
  int window_top = 0;     // what of it becomes an image, pixels from its top; height 0 = all
  int window_height = 0;
  bool operator==(const Paragraph&) const = default;
};

struct TextSize {
  int width = 0;
  int height = 0;
  int lines = 0;
  bool shortened = false;
  int missing_glyphs = 0;
};
struct TextImage {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> alpha;
  TextSize size;
};  // row by row
struct CaretRect {
  float x = 0;
  float top = 0;
  float height = 0;
};

class TextRenderer {
 public:
  virtual ~TextRenderer() = default;
  virtual TextSize measure(const Paragraph& paragraph) = 0;
  virtual TextImage render(const Paragraph& paragraph) = 0;
  /// Where the caret before byte `index` stands, from the image's upper left.
  virtual CaretRect caret(const Paragraph& paragraph, std::size_t index) = 0;
  /// The byte index nearest to a point of the image.
  virtual std::size_t index_at(const Paragraph& paragraph, float x, float y) = 0;
  /// One step to the left or right as seen, which in mixed directions is not as stored.
  virtual std::size_t step(const Paragraph& paragraph, std::size_t index, bool to_the_right) = 0;
  /// Height of a capital letter, pixels, for this em size: sizes are asked for by cap height (EN 301 549).
  virtual float cap_height(float size) = 0;
};

core::Result<std::unique_ptr<TextRenderer>> open_text_renderer();

}  // namespace talt::platform
