// SPDX-License-Identifier: EUPL-1.2
// Strokes in a square from -1 to 1, rasterised by their distance so that every edge is smooth.
#include "app/ui/icon_mask.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numbers>
#include <span>

namespace talt::ui {
namespace {

constexpr float pi = std::numbers::pi_v<float>;
constexpr float stroke_share = 0.2f;  // of half the side

float to_segment(ImVec2 at, ImVec2 a, ImVec2 b) {
  const float x = b.x - a.x, y = b.y - a.y;
  const float length = x * x + y * y;
  const float along = length > 0 ? std::clamp(((at.x - a.x) * x + (at.y - a.y) * y) / length, 0.f, 1.f) : 0.f;
  return std::hypot(at.x - a.x - along * x, at.y - a.y - along * y);
}

class Pen {
 public:
  Pen(float half, float stroke, bool mirrored)
      : half_(half), reach_(stroke / 2), flip_(mirrored ? -1.f : 1.f) {
    mask_.width = mask_.height = 2 * (static_cast<int>(std::ceil(half)) + 1);
    mask_.alpha.resize(static_cast<std::size_t>(mask_.width) * static_cast<std::size_t>(mask_.height));
  }
  Mask take() { return std::move(mask_); }

  void stroke(std::initializer_list<ImVec2> points) { stroke(std::span(points.begin(), points.size())); }
  void stroke(std::span<const ImVec2> points) {
    paint([&](ImVec2 at) {
      float nearest = 1e6f;
      for (std::size_t i = 1; i < points.size(); ++i)
        nearest = std::min(nearest, to_segment(at, scaled(points[i - 1]), scaled(points[i])));
      return nearest - reach_;
    });
  }
  /// Convex, clockwise or not.
  void fill(std::initializer_list<ImVec2> points) {
    std::vector<ImVec2> corners;
    for (const ImVec2 point : points) corners.push_back(scaled(point));
    paint([&](ImVec2 at) {
      bool is_left = true, is_right = true;
      float nearest = 1e6f;
      for (std::size_t i = 0; i < corners.size(); ++i) {
        const ImVec2 a = corners[i], b = corners[(i + 1) % corners.size()];
        const float side = (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x);
        is_left = is_left && side >= 0;
        is_right = is_right && side <= 0;
        nearest = std::min(nearest, to_segment(at, a, b));
      }
      return is_left || is_right ? -nearest : nearest;
    });
  }
  void circle(ImVec2 centre, float radius) {
    paint([&](ImVec2 at) { return std::abs(from(at, centre) - radius * half_) - reach_; });
  }
  void disc(ImVec2 centre, float radius) {
    paint([&](ImVec2 at) { return from(at, centre) - radius * half_; });
  }
  /// From one angle to another, clockwise from the right, radians.
  void arc(ImVec2 centre, float radius, float begin, float end) {
    std::vector<ImVec2> points;
    for (int i = 0; i <= 24; ++i) {
      const float angle = begin + (end - begin) * static_cast<float>(i) / 24;
      points.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    }
    stroke(points);
  }
  void ellipse(float radius_x, float radius_y) {
    std::vector<ImVec2> points;
    for (int i = 0; i <= 32; ++i) {
      const float angle = static_cast<float>(i) * pi / 16;
      points.push_back({radius_x * std::cos(angle), radius_y * std::sin(angle)});
    }
    stroke(points);
  }

 private:
  ImVec2 scaled(ImVec2 point) const { return {flip_ * point.x * half_, point.y * half_}; }
  float from(ImVec2 at, ImVec2 centre) const {
    const ImVec2 middle = scaled(centre);
    return std::hypot(at.x - middle.x, at.y - middle.y);
  }
  template <class Distance>
  void paint(Distance distance) {
    const float middle = static_cast<float>(mask_.width) / 2;
    for (int y = 0; y < mask_.height; ++y)
      for (int x = 0; x < mask_.width; ++x) {
        const float outside =
            distance({static_cast<float>(x) + 0.5f - middle, static_cast<float>(y) + 0.5f - middle});
        std::uint8_t& alpha = mask_.alpha[static_cast<std::size_t>(y * mask_.width + x)];
        alpha = std::max(alpha,
                         static_cast<std::uint8_t>(std::lround(255 * std::clamp(0.5f - outside, 0.f, 1.f))));
      }
  }

  Mask mask_;
  float half_;
  float reach_;
  float flip_;
};

void draw_globe(Pen& pen) {
  pen.circle({0, 0}, 0.8f);
  pen.ellipse(0.36f, 0.8f);
  pen.stroke({{-0.76f, 0}, {0.76f, 0}});
}

void draw_sync(Pen& pen) {
  pen.arc({0, 0}, 0.66f, -pi * 0.95f, -pi * 0.15f);
  pen.arc({0, 0}, 0.66f, pi * 0.05f, pi * 0.85f);
  pen.fill({{0.4f, -0.3f}, {0.95f, -0.3f}, {0.68f, 0.1f}});
  pen.fill({{-0.4f, 0.3f}, {-0.95f, 0.3f}, {-0.68f, -0.1f}});
}

void draw_hand(Pen& pen) {
  pen.stroke({{-0.1f, -0.8f}, {-0.1f, 0.2f}});
  pen.stroke({{-0.1f, -0.1f},
              {0.3f, 0},
              {0.6f, 0.15f},
              {0.55f, 0.85f},
              {-0.25f, 0.85f},
              {-0.65f, 0.3f},
              {-0.42f, 0.15f},
              {-0.1f, 0.4f}});
}

/// False where the icon is no arrow.
bool draw_arrow(Pen& pen, Icon icon) {
  switch (icon) {
    case Icon::Forward:
      pen.stroke({{-0.7f, 0}, {0.7f, 0}});
      pen.stroke({{0.15f, -0.55f}, {0.7f, 0}, {0.15f, 0.55f}});
      return true;
    case Icon::Back:
      pen.stroke({{0.7f, 0}, {-0.7f, 0}});
      pen.stroke({{-0.15f, -0.55f}, {-0.7f, 0}, {-0.15f, 0.55f}});
      return true;
    case Icon::Up:
      pen.stroke({{-0.6f, 0.3f}, {0, -0.35f}, {0.6f, 0.3f}});
      return true;
    case Icon::Down:
      pen.stroke({{-0.6f, -0.3f}, {0, 0.35f}, {0.6f, -0.3f}});
      return true;
    case Icon::Left:
      pen.stroke({{0.3f, -0.6f}, {-0.35f, 0}, {0.3f, 0.6f}});
      return true;
    case Icon::Right:
      pen.stroke({{-0.3f, -0.6f}, {0.35f, 0}, {-0.3f, 0.6f}});
      return true;
    default:
      return false;
  }
}

void draw_icon(Pen& pen, Icon icon) {
  if (draw_arrow(pen, icon)) return;
  switch (icon) {
    case Icon::None:
      return;
    case Icon::Close:
      pen.stroke({{-0.55f, -0.55f}, {0.55f, 0.55f}});
      return pen.stroke({{0.55f, -0.55f}, {-0.55f, 0.55f}});
    case Icon::Check:
      return pen.stroke({{-0.65f, 0.05f}, {-0.2f, 0.5f}, {0.65f, -0.5f}});
    case Icon::Plus:
      pen.stroke({{0, -0.65f}, {0, 0.65f}});
      return pen.stroke({{-0.65f, 0}, {0.65f, 0}});
    case Icon::Minus:
      return pen.stroke({{-0.65f, 0}, {0.65f, 0}});
    case Icon::Erase:
      pen.stroke({{-0.85f, 0}, {-0.35f, -0.6f}, {0.85f, -0.6f}, {0.85f, 0.6f}, {-0.35f, 0.6f}, {-0.85f, 0}});
      pen.stroke({{0, -0.25f}, {0.5f, 0.25f}});
      return pen.stroke({{0.5f, -0.25f}, {0, 0.25f}});
    case Icon::Shift:
      return pen.stroke({{-0.3f, 0.75f},
                         {-0.3f, 0},
                         {-0.75f, 0},
                         {0, -0.75f},
                         {0.75f, 0},
                         {0.3f, 0},
                         {0.3f, 0.75f},
                         {-0.3f, 0.75f}});
    case Icon::Globe:
      return draw_globe(pen);
    case Icon::Person:
      pen.circle({0, -0.4f}, 0.36f);
      return pen.arc({0, 0.95f}, 0.72f, -pi * 0.95f, -pi * 0.05f);
    case Icon::Pin:
      pen.circle({0, -0.3f}, 0.5f);
      return pen.stroke({{-0.4f, 0}, {0, 0.85f}, {0.4f, 0}});
    case Icon::Centre:
      pen.circle({0, 0}, 0.5f);
      pen.disc({0, 0}, 0.16f);
      pen.stroke({{0, -0.85f}, {0, -0.55f}});
      pen.stroke({{0, 0.55f}, {0, 0.85f}});
      pen.stroke({{-0.85f, 0}, {-0.55f, 0}});
      return pen.stroke({{0.55f, 0}, {0.85f, 0}});
    case Icon::Play:
      return pen.fill({{-0.45f, -0.65f}, {0.7f, 0}, {-0.45f, 0.65f}});
    case Icon::Pause:
      pen.stroke({{-0.3f, -0.55f}, {-0.3f, 0.55f}});
      return pen.stroke({{0.3f, -0.55f}, {0.3f, 0.55f}});
    case Icon::Sync:
      return draw_sync(pen);
    case Icon::Note:
      pen.stroke(
          {{-0.65f, 0.7f}, {-0.5f, 0.2f}, {0.4f, -0.7f}, {0.7f, -0.4f}, {-0.2f, 0.5f}, {-0.65f, 0.7f}});
      return;
    case Icon::Hand:
      return draw_hand(pen);
    default:
      return;
  }
}

}  // namespace

Mask icon_mask(Icon icon, float half, bool mirrored) {
  Pen pen(half, half * stroke_share, mirrored);
  draw_icon(pen, icon);
  return pen.take();
}

Mask face_mask(float half, float mood) {
  Pen pen(half, std::max(2.f, half * 0.09f), false);
  pen.circle({0, 0}, 0.955f);
  for (const float eye : {-0.32f, 0.32f}) pen.disc({eye, -0.2f}, 0.095f);
  // The mouth's middle hangs below its corners where the mood is good.
  const float bend = (mood - 0.5f) * 0.85f;
  const float height = 0.36f - bend * 0.25f;
  std::vector<ImVec2> mouth;
  for (int i = 0; i <= 20; ++i) {
    const float t = static_cast<float>(i) / 20;
    const float inner = 3 * t * (1 - t);  // of both middle points of a cubic curve
    const float x =
        -0.42f * (1 - t) * (1 - t) * (1 - t) - 0.2f * inner * (1 - t) + 0.2f * inner * t + 0.42f * t * t * t;
    mouth.push_back({x, height + bend * inner});
  }
  pen.stroke(mouth);
  return pen.take();
}

}  // namespace talt::ui
