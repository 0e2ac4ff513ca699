// SPDX-License-Identifier: EUPL-1.2
// The pen that icons are drawn with: strokes and shapes in a square from -1 to 1, rasterised by their
// distance so that every edge is smooth. Pure.
#pragma once

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numbers>
#include <span>
#include <utility>
#include <vector>

#include "app/ui/paint.h"
#include "app/ui/shape.h"

namespace talt::ui {

inline constexpr float pi = std::numbers::pi_v<float>;

inline float to_segment(ImVec2 at, ImVec2 a, ImVec2 b) {
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

/// The icons of walks. False where it is none of them.
bool draw_walk_icon(Pen& pen, Icon icon);

}  // namespace talt::ui
