// SPDX-License-Identifier: EUPL-1.2
// Drawing: sheets, shadows, pictures, words. Words that say something go through label() or a widget, so that
// they have a node; paint_text() alone is for what a widget has named already.
#pragma once

#include <imgui.h>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "app/ui/frame.h"

namespace talt::ui {

/// Stretches a soft shape over `area` as nine slices.
void paint_shape(Frame& frame, const Shape& shape, const Rect& area, ImU32 colour);
void paint_box(Frame& frame, const Rect& area, float radius_mm, ImU32 colour);
void paint_outline(Frame& frame, const Rect& area, float radius_mm, float stroke_mm, ImU32 colour);
/// A sheet of paper with a soft shadow; `lift` 0 lies flat, 1 as cards do, 2 above others.
void paint_card(Frame& frame, const Rect& area, float lift = 1);
void paint_card(Frame& frame, const Rect& area, float lift, ImU32 colour, float radius_mm = mm::radius);
void paint_texture(Frame& frame, const Texture& texture, const Rect& area, ImU32 tint = IM_COL32_WHITE);
/// A picture filling `area`, its edges cut as needed, with rounded corners where `radius_mm` is above 0
/// (these are painted in `around`). False where there is no such picture.
bool paint_picture(Frame& frame, std::string_view file, const Rect& area, float radius_mm = 0,
                   ImU32 around = 0);

/// The playful thing: a sticker with weight, shadow and a slight turn (by `seed`). `lift` 0 = stuck, 1 = in
/// the air, below 0 = pressed on.
void paint_dot(Frame& frame, ImVec2 centre, float diameter, unsigned seed, float lift = 0, float opacity = 1);
/// A stroke clockwise from the top, `share` of the whole way round.
void paint_arc(Frame& frame, ImVec2 centre, float radius, float share, float stroke, ImU32 colour);
/// An empty place for a dot.
void paint_dot_place(Frame& frame, ImVec2 centre, float diameter);
/// Between 0 and 1, the same for the same seed: what is stuck by hand never lies quite straight.
float scattered(unsigned seed);

/// Words and the language they are in, which gives them their direction. Without a language they are the
/// interface's own.
struct Spoken {
  std::string_view text;
  std::string_view language{};

  Spoken() = default;
  Spoken(std::string_view words, std::string_view in_language) : text(words), language(in_language) {}
  template <class Words>
  requires std::convertible_to<const Words&, std::string_view> Spoken(const Words& words) : text(words) {}
};
/// The same, kept.
struct Said {
  std::string text;
  std::string_view language;
  operator Spoken() const { return {text, language}; }
  operator const std::string&() const { return text; }
  bool empty() const { return text.empty(); }
};

struct TextStyle {
  float cap_mm = mm::cap_body;
  platform::TextWeight weight = platform::TextWeight::Regular;
  platform::TextAlign align = platform::TextAlign::Start;
  ImU32 colour = 0;   // 0 = ink
  int lines_max = 0;  // 0 = any
  float line_spacing = 1.02f;
  std::string_view language{};  // empty = the words' own
  ImU32 background = 0;         // what it stands on, for the check of contrast; 0 = ground
};
/// The paragraph as `style` says, wrapped to `width` pixels (0 = one line). It keeps its language's direction
/// and stands where the screen's direction wants it.
platform::Paragraph paragraph(Frame& frame, const Spoken& words, float width, const TextStyle& style);
platform::TextSize measure_text(Frame& frame, const Spoken& words, float width, const TextStyle& style);
/// The width of the longest word, which no line should break; 0 in scripts that write no spaces.
float widest_word(Frame& frame, const Spoken& words, const TextStyle& style);

enum class Vertical : std::uint8_t { Top, Middle, Bottom };
struct PaintedText {
  Rect rect;  // where the words lie
  bool shortened = false;
  int missing_glyphs = 0;
};
/// Wrapped to the area's width; lines that do not fit its height end in an ellipsis.
PaintedText paint_text(Frame& frame, const Spoken& words, const Rect& area, const TextStyle& style,
                       Vertical vertical = Vertical::Top);

/// True where the words stand unshortened and with no word broken in an area of this size.
bool fits(Frame& frame, const Spoken& words, float width, float height, const TextStyle& style);
/// Shrinks `style.cap_mm`, not below `least_mm`, until the words fit the area.
TextStyle fitted(Frame& frame, const Spoken& words, const Rect& area, TextStyle style,
                 float least_mm = mm::cap_small);

enum class Icon : std::uint8_t {
  None,
  Forward,
  Back,
  Close,
  Check,
  Plus,
  Minus,
  Up,
  Down,
  Left,
  Right,
  Erase,
  Shift,
  Globe,
  Person,
  Pin,
  Centre,
  Play,
  Pause,
  Sync,
  Note,
  Hand,
  // of walks
  Rows,
  Question,
  Earlier,
  Eye,
  Quote,
  Bulb,
  Thought,
  Camera,
  Microphone,
  Wrench,
  Bin,
  Flag,
  Record,
  Stop,
  Undo,
  People,
  Sun,
  Cloud,
  Rain,
  Snow,
  Fog,
  Wind,
  Dusk,
  Moon,
  Triangle,  // filled
  Diamond,
  Exclamation
};
/// Mirrored where direction gives it its meaning (Forward, Back, Erase, Undo, rows). `area` is a square's
/// outer box.
void paint_icon(Frame& frame, Icon icon, const Rect& area, ImU32 colour);
/// A face on a scale: `mood` from 0 (low) to 1 (high).
void paint_face(Frame& frame, ImVec2 centre, float diameter, float mood, ImU32 ink, ImU32 skin);

/// How far a motion is, 0 to 1, eased at both ends; asks for another frame until it is done.
float motion(Frame& frame, std::int64_t started_ms, std::int64_t duration_ms);

}  // namespace talt::ui
