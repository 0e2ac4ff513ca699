// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/paint.h"

#include <algorithm>
#include <cmath>

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

void paint_card(Frame& frame, const Rect& area, float lift, ImU32 colour, float radius_mm) {
  if (lift > 0) {
    const float blur = std::round(frame.px(lift > 1 ? 3.f : 1.4f));
    const Shape shadow{Shape::Kind::Shadow, std::round(frame.px(radius_mm)), 0, blur};
    paint_shape(frame, shadow, area.moved(0, frame.px(lift > 1 ? 1.4f : 0.6f)), frame.theme.shadow);
  }
  paint_box(frame, area, radius_mm, colour);
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

float motion(Frame& frame, std::int64_t started_ms, std::int64_t duration_ms) {
  if (!frame.motion || duration_ms <= 0) return 1;
  const float share = static_cast<float>(frame.now_ms - started_ms) / static_cast<float>(duration_ms);
  if (share >= 1) return 1;
  frame.wants_another_frame = true;
  const float t = std::clamp(share, 0.f, 1.f);
  return t * t * (3 - 2 * t);
}

}  // namespace talt::ui
