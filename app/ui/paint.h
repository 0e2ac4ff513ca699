// SPDX-License-Identifier: EUPL-1.2
// Drawing: sheets, shadows, pictures, words. Words that say something go through label() or a widget, so that
// they have a node; paint_text() alone is for what a widget has named already.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <string_view>

#include "app/ui/frame.h"

namespace talt::ui {

/// Stretches a soft shape over `area` as nine slices.
void paint_shape(Frame& frame, const Shape& shape, const Rect& area, ImU32 colour);
void paint_box(Frame& frame, const Rect& area, float radius_mm, ImU32 colour);
void paint_outline(Frame& frame, const Rect& area, float radius_mm, float stroke_mm, ImU32 colour);
/// A sheet of paper with a soft shadow; `lift` 0 lies flat, 1 as cards do, 2 above others.
void paint_card(Frame& frame, const Rect& area, float lift = 1);
void paint_card(Frame& frame, const Rect& area, float lift, ImU32 colour);
void paint_texture(Frame& frame, const Texture& texture, const Rect& area, ImU32 tint = IM_COL32_WHITE);
/// A picture filling `area`, its edges cut as needed, with rounded corners where `radius_mm` is above 0
/// (these are painted in `around`). False where there is no such picture.
bool paint_picture(Frame& frame, std::string_view file, const Rect& area, float radius_mm = 0,
                   ImU32 around = 0);

/// The playful thing: a sticker with weight, shadow and a slight turn (by `seed`). `lift` 0 = stuck, 1 = in
/// the air.
void paint_dot(Frame& frame, ImVec2 centre, float diameter, unsigned seed, float lift = 0, float opacity = 1);
/// An empty place for a dot.
void paint_dot_place(Frame& frame, ImVec2 centre, float diameter);

struct TextStyle {
  float cap_mm = mm::cap_body;
  platform::TextWeight weight = platform::TextWeight::Regular;
  platform::TextAlign align = platform::TextAlign::Start;
  ImU32 colour = 0;   // 0 = ink
  int lines_max = 0;  // 0 = any
  float line_spacing = 1.02f;
  std::string_view language{};  // empty = the visit's; "sv" for a name that is always Swedish
  ImU32 background = 0;         // what it stands on, for the check of contrast; 0 = ground
};
/// The paragraph as `style` says, wrapped to `width` pixels (0 = one line).
platform::Paragraph paragraph(Frame& frame, std::string_view text, float width, const TextStyle& style);
platform::TextSize measure_text(Frame& frame, std::string_view text, float width, const TextStyle& style);

enum class Vertical : std::uint8_t { Top, Middle, Bottom };
struct PaintedText {
  Rect rect;  // where the words lie
  bool shortened = false;
  int missing_glyphs = 0;
};
/// Wrapped to the area's width; lines that do not fit its height end in an ellipsis.
PaintedText paint_text(Frame& frame, std::string_view text, const Rect& area, const TextStyle& style,
                       Vertical vertical = Vertical::Top);

/// Shrinks `style.cap_mm`, not below `least_mm`, until the text fits the area unshortened.
TextStyle fitted(Frame& frame, std::string_view text, const Rect& area, TextStyle style,
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
  Hand
};
/// Mirrored where direction gives it its meaning (Forward, Back, Erase). `area` is a square's outer box.
void paint_icon(Frame& frame, Icon icon, const Rect& area, ImU32 colour);
/// A face on a scale: `mood` from 0 (low) to 1 (high).
void paint_face(Frame& frame, ImVec2 centre, float diameter, float mood, ImU32 ink, ImU32 skin);

/// How far a motion is, 0 to 1, eased at both ends; asks for another frame until it is done.
float motion(Frame& frame, std::int64_t started_ms, std::int64_t duration_ms);

}  // namespace talt::ui
