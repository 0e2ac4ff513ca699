// SPDX-License-Identifier: EUPL-1.2
// The icons and faces of paint.h, from masks that are drawn once.
#include <cmath>
#include <numbers>

#include "app/ui/paint.h"

namespace talt::ui {
namespace {

constexpr float pi = std::numbers::pi_v<float>;

/// Pixel by pixel around the centre: nothing is stretched.
void paint_mask(Frame& frame, const Shape& shape, ImVec2 centre, ImU32 colour) {
  const Texture texture = frame.textures.shape(shape);
  const float left = std::round(centre.x - texture.width / 2),
              top = std::round(centre.y - texture.height / 2);
  paint_texture(frame, texture, {left, top, left + texture.width, top + texture.height}, colour);
}

}  // namespace

void paint_icon(Frame& frame, Icon icon, const Rect& area, ImU32 colour) {
  if (icon == Icon::None) return;
  const bool directed = icon == Icon::Forward || icon == Icon::Back || icon == Icon::Erase ||
                        icon == Icon::Play || icon == Icon::Undo || icon == Icon::Rows;
  const float half = std::round(std::min(area.width(), area.height())) / 2;
  const bool mirrored = directed && frame.right_to_left();
  paint_mask(frame, {Shape::Kind::Icon, half, static_cast<float>(icon), mirrored ? 1.f : 0.f}, area.centre(),
             colour);
}

void paint_face(Frame& frame, ImVec2 centre, float diameter, float mood, ImU32 ink, ImU32 skin) {
  const float radius = std::round(diameter / 2);
  paint_mask(frame, {Shape::Kind::Disc, radius, 0, 0}, centre, skin);
  paint_mask(frame, {Shape::Kind::Face, radius, mood, 0}, centre, ink);
}

void paint_arc(Frame& frame, ImVec2 centre, float radius, float share, float stroke, ImU32 colour) {
  frame.list->PathArcTo(centre, radius - stroke / 2, -pi / 2, -pi / 2 + 2 * pi * share, 64);
  frame.list->PathStroke(colour, 0, stroke);
}

}  // namespace talt::ui
