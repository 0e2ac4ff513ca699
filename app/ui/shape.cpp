// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/shape.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/ui/icon_mask.h"

namespace talt::ui {
namespace {

/// Drawn in its own size, never stretched.
bool is_round(Shape::Kind kind) {
  return kind == Shape::Kind::Disc || kind == Shape::Kind::Ring || kind == Shape::Kind::Glow ||
         kind == Shape::Kind::Fold;
}

/// Distance to the outline of a rounded box around the origin: below 0 inside.
float distance(float x, float y, float half_width, float half_height, float radius) {
  const float dx = std::abs(x) - half_width + radius, dy = std::abs(y) - half_height + radius;
  return std::hypot(std::max(dx, 0.f), std::max(dy, 0.f)) + std::min(std::max(dx, dy), 0.f) - radius;
}

float coverage(const Shape& shape, float to_outline) {
  switch (shape.kind) {
    case Shape::Kind::Box:
    case Shape::Kind::Disc:
      return std::clamp(0.5f - to_outline, 0.f, 1.f);
    case Shape::Kind::Notch:
      return 1 - std::clamp(0.5f - to_outline, 0.f, 1.f);
    case Shape::Kind::Frame:
    case Shape::Kind::Ring:
      return std::clamp(std::min(0.5f - to_outline, to_outline + shape.stroke + 0.5f), 0.f, 1.f);
    case Shape::Kind::Shadow:
    case Shape::Kind::Glow: {
      // A smooth step from one blur inside to one blur outside, close to a Gaussian's.
      const float share = std::clamp(0.5f - to_outline / (2 * std::max(shape.blur, 0.5f)), 0.f, 1.f);
      return share * share * (3 - 2 * share);
    }
    case Shape::Kind::Fold:
    case Shape::Kind::Icon:
    case Shape::Kind::Face:
      break;  // not by this distance
  }
  return 0;
}

/// Within the disc, softly outside of a second one that lies away from the fold.
float folded(const Shape& shape, float x, float y) {
  const float shift = 0.2f * shape.radius, soft = 0.16f * shape.radius;
  const float turn = shape.stroke - 0.75f * std::numbers::pi_v<float>;
  const float away_x = x + shift * std::cos(turn), away_y = y + shift * std::sin(turn);
  const float inside = std::clamp(0.5f - (std::hypot(x, y) - shape.radius), 0.f, 1.f);
  const float beyond = std::clamp((std::hypot(away_x, away_y) - 0.98f * shape.radius) / soft, 0.f, 1.f);
  return inside * beyond;
}

}  // namespace

float corner_of(const Shape& shape) {
  switch (shape.kind) {
    case Shape::Kind::Box:
    case Shape::Kind::Notch:
      return std::ceil(shape.radius) + 1;
    case Shape::Kind::Frame:
      return std::ceil(std::max(shape.radius, shape.stroke)) + 1;
    case Shape::Kind::Shadow:
      return std::ceil(shape.radius + 2 * shape.blur) + 1;
    case Shape::Kind::Disc:
    case Shape::Kind::Ring:
    case Shape::Kind::Fold:
    case Shape::Kind::Icon:
    case Shape::Kind::Face:
      return std::ceil(shape.radius) + 1;
    case Shape::Kind::Glow:
      return std::ceil(shape.radius + shape.blur) + 1;
  }
  return 1;
}

Mask rasterise(const Shape& shape) {
  if (shape.kind == Shape::Kind::Icon)
    return icon_mask(static_cast<Icon>(static_cast<int>(shape.stroke)), shape.radius, shape.blur > 0);
  if (shape.kind == Shape::Kind::Face) return face_mask(shape.radius, shape.stroke);
  Mask mask;
  mask.corner = corner_of(shape);
  // Between the corners two pixels that are stretched; round shapes are not.
  const int side = static_cast<int>(2 * mask.corner) + (is_round(shape.kind) ? 0 : 2);
  mask.width = mask.height = side;
  const float middle = static_cast<float>(side) / 2;
  const float outside = shape.kind == Shape::Kind::Shadow ? shape.blur : 0;
  const float half = is_round(shape.kind) ? shape.radius : middle - outside;
  mask.alpha.reserve(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      const float from_x = static_cast<float>(x) + 0.5f - middle,
                  from_y = static_cast<float>(y) + 0.5f - middle;
      const float share = shape.kind == Shape::Kind::Fold
                              ? folded(shape, from_x, from_y)
                              : coverage(shape, distance(from_x, from_y, half, half, shape.radius));
      mask.alpha.push_back(static_cast<std::uint8_t>(std::lround(255 * share)));
    }
  return mask;
}

}  // namespace talt::ui
