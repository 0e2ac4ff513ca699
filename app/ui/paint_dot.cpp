// SPDX-License-Identifier: EUPL-1.2
// The dot: a round sticker with a cut edge of white, a fold from the finger that stuck it, and a shadow.
#include <cmath>
#include <numbers>

#include "app/ui/paint.h"

namespace talt::ui {
namespace {

constexpr float turn_most = 0.6f;   // radians to either side
constexpr float turns = 4;          // that are told apart, to each side
constexpr float edge_share = 0.1f;  // of the radius, that is cut white

void paint_round(Frame& frame, const Shape& shape, ImVec2 centre, float side, ImU32 colour) {
  const Texture texture = frame.textures.shape(shape);
  paint_texture(frame, texture,
                {centre.x - side / 2, centre.y - side / 2, centre.x + side / 2, centre.y + side / 2}, colour);
}

bool shows(const Frame& frame, ImVec2 centre, float radius) {
  return !Rect{centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius, false}
              .shared_with(frame.clip)
              .is_empty();
}

}  // namespace

float scattered(unsigned seed) {
  seed = (seed ^ 61u ^ (seed >> 16)) * 9u;
  seed = (seed ^ (seed >> 4)) * 0x27d4eb2du;
  return static_cast<float>((seed ^ (seed >> 15)) & 0xFFFF) / 65'536;
}

void paint_dot(Frame& frame, ImVec2 centre, float diameter, unsigned seed, float lift, float opacity) {
  if (!shows(frame, centre, diameter)) return;
  const Theme& theme = frame.theme;
  const float radius = std::round(diameter / 2);
  const float size = 2 * (radius + 1) * (1 + 0.2f * lift);
  const float blur = std::round(radius * 0.3f);
  const float height = radius * (0.12f + 0.75f * std::max(lift, -0.1f));  // of the sticker over the paper
  paint_round(frame, {Shape::Kind::Glow, radius, 0, blur}, {centre.x, centre.y + height},
              size + 2 * blur * (1 + std::max(lift, 0.f)), faded(theme.shadow, opacity));
  const float grown = size / (2 * (radius + 1));
  const float inner = radius - std::max(1.f, std::round(edge_share * radius));
  const float inner_size = 2 * (inner + 1) * grown;
  paint_round(frame, {Shape::Kind::Disc, radius, 0, 0}, centre, size, faded(theme.card, opacity));
  paint_round(frame, {Shape::Kind::Disc, inner, 0, 0}, centre, inner_size, faded(theme.accent, opacity));
  const float turn = std::round((scattered(seed) * 2 - 1) * turns) / turns * turn_most;
  const bool is_light = contrast(theme.accent, theme.card) < contrast(theme.accent, theme.ink);
  paint_round(frame, {Shape::Kind::Fold, inner, turn, 0}, centre, inner_size,
              faded(mix(theme.accent, theme.card, is_light ? 0.6f : 0.34f), opacity));
}

void paint_dot_place(Frame& frame, ImVec2 centre, float diameter) {
  if (!shows(frame, centre, diameter)) return;
  const float radius = std::round(diameter / 2);
  const float stroke = std::max(1.f, std::round(frame.px(0.4f)));
  const Theme& theme = frame.theme;
  paint_round(frame, {Shape::Kind::Disc, radius, 0, 0}, centre, 2 * (radius + 1), faded(theme.ink, 0.05f));
  paint_round(frame, {Shape::Kind::Ring, radius, stroke, 0}, centre, 2 * (radius + 1), theme.line);
}

}  // namespace talt::ui
