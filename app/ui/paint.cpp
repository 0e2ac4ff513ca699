// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/paint.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace talt::ui {
namespace {

/// On whole pixels, so that what is cut from a texture is not blurred.
Rect snapped(const Rect& area) {
  return {std::round(area.left), std::round(area.top), std::round(area.right), std::round(area.bottom),
          area.right_to_left};
}

bool shows(const Frame& frame, const Rect& area) {
  return !area.shared_with(frame.clip).is_empty();
}

/// A shape's four corners from its texture; edges and middle are left to the caller.
struct Slices {
  Rect area;
  Texture texture;
  float corner = 0;  // on screen, pixels
  float share = 0;   // of the texture's side

  void paint(ImDrawList& list, float left, float top, float right, float bottom, ImVec2 uv_min, ImVec2 uv_max,
             ImU32 colour) const {
    if (right <= left || bottom <= top) return;
    const ImVec2 span{texture.uv_max.x - texture.uv_min.x, texture.uv_max.y - texture.uv_min.y};
    const auto at = [&](ImVec2 uv) {
      return ImVec2{texture.uv_min.x + uv.x * span.x, texture.uv_min.y + uv.y * span.y};
    };
    list.AddImage(texture.id, {left, top}, {right, bottom}, at(uv_min), at(uv_max), colour);
  }

  void paint_corners(ImDrawList& list, ImU32 colour) const {
    const Rect& a = area;
    const float s = share;
    paint(list, a.left, a.top, a.left + corner, a.top + corner, {0, 0}, {s, s}, colour);
    paint(list, a.right - corner, a.top, a.right, a.top + corner, {1 - s, 0}, {1, s}, colour);
    paint(list, a.left, a.bottom - corner, a.left + corner, a.bottom, {0, 1 - s}, {s, 1}, colour);
    paint(list, a.right - corner, a.bottom - corner, a.right, a.bottom, {1 - s, 1 - s}, {1, 1}, colour);
  }

  void paint_edges(ImDrawList& list, ImU32 colour) const {
    const Rect& a = area;
    const float s = share, c = corner;
    paint(list, a.left + c, a.top, a.right - c, a.top + c, {s, 0}, {1 - s, s}, colour);
    paint(list, a.left + c, a.bottom - c, a.right - c, a.bottom, {s, 1 - s}, {1 - s, 1}, colour);
    paint(list, a.left, a.top + c, a.left + c, a.bottom - c, {0, s}, {s, 1 - s}, colour);
    paint(list, a.right - c, a.top + c, a.right, a.bottom - c, {1 - s, s}, {1, 1 - s}, colour);
  }
};

Slices sliced(Frame& frame, const Shape& shape, const Rect& area) {
  Slices slices;
  slices.area = snapped(area);
  slices.texture = frame.textures.shape(shape);
  const float whole = corner_of(shape);
  slices.corner = std::floor(std::min({whole, slices.area.width() / 2, slices.area.height() / 2}));
  slices.share = slices.texture.width > 0 ? whole / slices.texture.width : 0;
  return slices;
}

void paint_round(Frame& frame, const Shape& shape, ImVec2 centre, float side, ImU32 colour) {
  const Texture texture = frame.textures.shape(shape);
  paint_texture(frame, texture,
                {centre.x - side / 2, centre.y - side / 2, centre.x + side / 2, centre.y + side / 2}, colour);
}

/// Between 0 and 1, the same for the same seed.
float scattered(unsigned seed) {
  seed = (seed ^ 61u ^ (seed >> 16)) * 9u;
  seed = (seed ^ (seed >> 4)) * 0x27d4eb2du;
  return static_cast<float>((seed ^ (seed >> 15)) & 0xFFFF) / 65'536;
}

}  // namespace

void paint_shape(Frame& frame, const Shape& shape, const Rect& area, ImU32 colour) {
  Rect painted = area;
  if (shape.kind == Shape::Kind::Shadow) painted = area.inset(-shape.blur);
  if (!shows(frame, painted)) return;
  ImDrawList& list = *frame.list;
  const Slices slices = sliced(frame, shape, painted);
  if (slices.texture.is_none()) return;
  slices.paint_corners(list, colour);
  if (shape.kind == Shape::Kind::Notch) return;
  if (shape.kind != Shape::Kind::Box) return slices.paint_edges(list, colour);
  const Rect& a = slices.area;
  const float c = slices.corner;
  list.AddRectFilled({a.left + c, a.top}, {a.right - c, a.top + c}, colour);
  list.AddRectFilled({a.left, a.top + c}, {a.right, a.bottom - c}, colour);
  list.AddRectFilled({a.left + c, a.bottom - c}, {a.right - c, a.bottom}, colour);
}

void paint_box(Frame& frame, const Rect& area, float radius_mm, ImU32 colour) {
  paint_shape(frame, {Shape::Kind::Box, std::round(frame.px(radius_mm)), 0, 0}, area, colour);
}

void paint_outline(Frame& frame, const Rect& area, float radius_mm, float stroke_mm, ImU32 colour) {
  const float stroke = std::max(1.f, std::round(frame.px(stroke_mm)));
  paint_shape(frame, {Shape::Kind::Frame, std::round(frame.px(radius_mm)), stroke, 0}, area, colour);
}

void paint_card(Frame& frame, const Rect& area, float lift) {
  paint_card(frame, area, lift, frame.theme.card);
}

void paint_card(Frame& frame, const Rect& area, float lift, ImU32 colour) {
  if (lift > 0) {
    const float blur = std::round(frame.px(lift > 1 ? 3.f : 1.4f));
    const Shape shadow{Shape::Kind::Shadow, std::round(frame.px(mm::radius)), 0, blur};
    paint_shape(frame, shadow, area.moved(0, frame.px(lift > 1 ? 1.4f : 0.6f)), frame.theme.shadow);
  }
  paint_box(frame, area, mm::radius, colour);
}

void paint_texture(Frame& frame, const Texture& texture, const Rect& area, ImU32 tint) {
  if (texture.is_none() || !shows(frame, area)) return;
  frame.list->AddImage(texture.id, area.min(), area.max(), texture.uv_min, texture.uv_max, tint);
}

bool paint_picture(Frame& frame, std::string_view file, const Rect& area, float radius_mm, ImU32 around) {
  const Rect place = snapped(area);
  const auto side = static_cast<int>(std::max(place.width(), place.height()));
  if (file.empty() || side <= 0) return false;
  // In steps, so that a card that grows does not ask for a new picture each frame.
  Texture picture = frame.textures.picture(file, std::min(2048, (side + 255) / 256 * 256));
  if (picture.is_none()) return false;
  const float wanted = place.width() / place.height(), is = picture.width / picture.height;
  const float keep_x = std::min(1.f, wanted / is), keep_y = std::min(1.f, is / wanted);
  const ImVec2 span{picture.uv_max.x - picture.uv_min.x, picture.uv_max.y - picture.uv_min.y};
  picture.uv_min = {picture.uv_min.x + span.x * (1 - keep_x) / 2,
                    picture.uv_min.y + span.y * (1 - keep_y) / 2};
  picture.uv_max = {picture.uv_min.x + span.x * keep_x, picture.uv_min.y + span.y * keep_y};
  paint_texture(frame, picture, place);
  if (radius_mm > 0)
    paint_shape(frame, {Shape::Kind::Notch, std::round(frame.px(radius_mm)), 0, 0}, place, around);
  return true;
}

void paint_dot(Frame& frame, ImVec2 centre, float diameter, unsigned seed, float lift, float opacity) {
  const Theme& theme = frame.theme;
  const float radius = std::round(diameter / 2);
  const float size = 2 * (radius + 1) * (1 + 0.16f * lift);
  const float blur = std::round(radius * 0.35f);
  const float height = radius * (0.12f + 0.5f * lift);  // of the sticker over the paper
  paint_round(frame, {Shape::Kind::Glow, radius, 0, blur}, {centre.x, centre.y + height},
              size + 2 * blur * (1 + lift), faded(theme.shadow, opacity));
  const Shape disc{Shape::Kind::Disc, radius, 0, 0};
  const bool light_ink = contrast(theme.accent, IM_COL32_WHITE) > contrast(theme.accent, theme.ink);
  const ImU32 sheen = mix(theme.accent, IM_COL32_WHITE, light_ink ? 0.16f : 0.3f);
  paint_round(frame, disc, centre, size, faded(mix(theme.accent, IM_COL32_BLACK, 0.22f), opacity));
  // Stuck by hand: the paper's lit face lies a little turned on its darker edge.
  const float turn = scattered(seed) * 2 * std::numbers::pi_v<float>;
  const float shift = radius * 0.05f;
  const ImVec2 face{centre.x + shift * std::cos(turn), centre.y - radius * 0.03f + shift * std::sin(turn)};
  paint_round(frame, disc, face, size * 0.94f, faded(theme.accent, opacity));
  const ImVec2 light{centre.x - radius * 0.22f, centre.y - radius * 0.3f};
  const float gleam = std::round(radius * 0.3f);
  paint_round(frame, {Shape::Kind::Glow, gleam, 0, gleam}, light, size * 0.62f, faded(sheen, 0.8f * opacity));
}

void paint_dot_place(Frame& frame, ImVec2 centre, float diameter) {
  const float radius = std::round(diameter / 2);
  const float stroke = std::max(1.f, std::round(frame.px(0.35f)));
  paint_round(frame, {Shape::Kind::Disc, radius, 0, 0}, centre, 2 * (radius + 1),
              faded(frame.theme.ink, 0.05f));
  paint_round(frame, {Shape::Kind::Ring, radius, stroke, 0}, centre, 2 * (radius + 1), frame.theme.line);
}

platform::Paragraph paragraph(Frame& frame, std::string_view text, float width, const TextStyle& style) {
  platform::Paragraph paragraph;
  paragraph.text = text;
  paragraph.language = style.language.empty() ? frame.language : style.language;
  paragraph.right_to_left =
      style.language.empty() ? frame.right_to_left() : core::is_right_to_left(style.language);
  // In quarters of a pixel: fewer sizes, more of them found again.
  const float cap_share = frame.textures.letters().cap_height(1);
  paragraph.size = std::ceil(frame.px(style.cap_mm) / cap_share * 4) / 4;
  paragraph.weight = style.weight;
  paragraph.align = style.align;
  paragraph.width_max = width > 0 ? std::max(1, static_cast<int>(width)) : 0;
  paragraph.lines_max = style.lines_max;
  paragraph.line_spacing = style.line_spacing;
  return paragraph;
}

platform::TextSize measure_text(Frame& frame, std::string_view text, float width, const TextStyle& style) {
  if (text.empty()) return {};
  return frame.textures.measure(paragraph(frame, text, width, style));
}

namespace {

/// As many lines as the height has room for.
platform::Paragraph bounded(Frame& frame, std::string_view text, const Rect& area, const TextStyle& style) {
  platform::Paragraph words = paragraph(frame, text, area.width(), style);
  const platform::TextSize size = frame.textures.measure(words);
  // A last line's own spacing may hang over: half a line is forgiven.
  const float line = static_cast<float>(size.height) / static_cast<float>(std::max(1, size.lines));
  if (static_cast<float>(size.height) > area.height() + 0.3f * line && size.lines > 1) {
    const int room = std::max(1, static_cast<int>((area.height() + 0.3f * line) / line));
    words.lines_max = words.lines_max > 0 ? std::min(words.lines_max, room) : room;
  }
  return words;
}

/// Where a piece of this width lies: centred, else at start or end of the area in the text's own direction.
float horizontal(const Rect& area, float width, platform::TextAlign align) {
  if (align == platform::TextAlign::Centre) return area.left + (area.width() - width) / 2;
  const bool at_left = (align == platform::TextAlign::Start) != area.right_to_left;
  return at_left ? area.left : area.right - width;
}

}  // namespace

PaintedText paint_text(Frame& frame, std::string_view text, const Rect& area, const TextStyle& style,
                       Vertical vertical) {
  PaintedText painted;
  painted.rect = {area.start(), area.top, area.start(), area.top, area.right_to_left};
  if (text.empty() || area.is_empty()) return painted;
  const platform::Paragraph words = bounded(frame, text, area, style);
  const platform::TextSize size = frame.textures.measure(words);
  const auto width = static_cast<float>(size.width), height = static_cast<float>(size.height);
  const float left = std::round(horizontal(area, width, style.align));
  float top = area.top;
  if (vertical == Vertical::Middle) top += (area.height() - height) / 2;
  if (vertical == Vertical::Bottom) top += area.height() - height;
  top = std::round(top);
  painted.rect = {left, top, left + width, top + height, area.right_to_left};
  painted.shortened = size.shortened;
  painted.missing_glyphs = size.missing_glyphs;
  if (!shows(frame, painted.rect)) return painted;
  const TextTexture image = frame.textures.text(words);
  paint_texture(frame, image.image, {left, top, left + image.image.width, top + image.image.height},
                style.colour == 0 ? frame.theme.ink : style.colour);
  return painted;
}

TextStyle fitted(Frame& frame, std::string_view text, const Rect& area, TextStyle style, float least_mm) {
  while (style.cap_mm > least_mm) {
    const platform::TextSize size = measure_text(frame, text, area.width(), style);
    if (!size.shortened && static_cast<float>(size.height) <= area.height() &&
        static_cast<float>(size.width) <= area.width())
      break;
    style.cap_mm = std::max(least_mm, style.cap_mm * 0.92f);
  }
  return style;
}

float motion(Frame& frame, std::int64_t started_ms, std::int64_t duration_ms) {
  if (!frame.motion || duration_ms <= 0) return 1;
  const float share = static_cast<float>(frame.now_ms - started_ms) / static_cast<float>(duration_ms);
  if (share >= 1) return 1;
  frame.wants_another_frame = true;
  const float t = std::clamp(share, 0.f, 1.f);
  return t * t * (3 - 2 * t);
}

}  // namespace talt::ui
