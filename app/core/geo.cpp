// SPDX-License-Identifier: EUPL-1.2
#include "app/core/geo.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace talt::core {
namespace {

constexpr double latitude_max = 85.0511287798;
constexpr double pi = std::numbers::pi;

/// Solves for `row` = (p, q, r) such that p x + q y + r is nearest to `value` over all points, where the
/// moments are taken about the points' centre: that keeps the numbers small and the result exact.
struct Moments {
  double x = 0, y = 0, xx = 0, xy = 0, yy = 0;
};

Moments moments_of(const std::vector<ControlPoint>& points) {
  Moments m;
  const auto count = static_cast<double>(points.size());
  for (const ControlPoint& point : points) {
    m.x += point.x / count;
    m.y += point.y / count;
  }
  for (const ControlPoint& point : points) {
    m.xx += (point.x - m.x) * (point.x - m.x);
    m.xy += (point.x - m.x) * (point.y - m.y);
    m.yy += (point.y - m.y) * (point.y - m.y);
  }
  return m;
}

std::array<double, 3> solve(const std::vector<ControlPoint>& points, const Moments& m,
                            const std::vector<double>& values) {
  double mean = 0, xv = 0, yv = 0;
  for (const double value : values) mean += value / static_cast<double>(values.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    xv += (points[i].x - m.x) * (values[i] - mean);
    yv += (points[i].y - m.y) * (values[i] - mean);
  }
  const double determinant = m.xx * m.yy - m.xy * m.xy;
  const double p = (xv * m.yy - yv * m.xy) / determinant;
  const double q = (yv * m.xx - xv * m.xy) / determinant;
  return {p, q, mean - p * m.x - q * m.y};
}

}  // namespace

PlanePoint to_mercator(LatLon place) {
  const double lat = std::clamp(place.lat, -latitude_max, latitude_max) * pi / 180;
  return {(place.lon + 180) / 360, (1 - std::asinh(std::tan(lat)) / pi) / 2};
}

LatLon from_mercator(PlanePoint point) {
  return {std::atan(std::sinh(pi * (1 - 2 * point.y))) * 180 / pi, point.x * 360 - 180};
}

PlanePoint Affine::operator()(PlanePoint point) const {
  return {a * point.x + b * point.y + c, d * point.x + e * point.y + f};
}

std::optional<Affine> Affine::inverse() const {
  const double determinant = a * e - b * d;
  if (determinant == 0 || !std::isfinite(determinant)) return {};
  Affine back{e / determinant, -b / determinant, 0, -d / determinant, a / determinant, 0};
  back.c = -(back.a * c + back.b * f);
  back.f = -(back.d * c + back.e * f);
  return back;
}

std::optional<Affine> fit(const std::vector<ControlPoint>& points) {
  if (points.size() < 3) return {};
  const Moments m = moments_of(points);
  const double spread = m.xx + m.yy;
  // Points on one line leave the picture free to turn about it.
  if (m.xx * m.yy - m.xy * m.xy <= 1e-6 * spread * spread) return {};
  std::vector<double> xs, ys;
  for (const ControlPoint& point : points) {
    const PlanePoint at = to_mercator({point.lat, point.lon});
    xs.push_back(at.x);
    ys.push_back(at.y);
  }
  const auto x = solve(points, m, xs);
  const auto y = solve(points, m, ys);
  const Affine found{x[0], x[1], x[2], y[0], y[1], y[2]};
  return found.inverse() ? std::optional(found) : std::nullopt;
}

double worst_misfit_px(const std::vector<ControlPoint>& points, const Affine& pixels_to_mercator) {
  const std::optional<Affine> back = pixels_to_mercator.inverse();
  if (!back) return HUGE_VAL;
  double worst = 0;
  for (const ControlPoint& point : points) {
    const PlanePoint at = (*back)(to_mercator({point.lat, point.lon}));
    worst = std::max(worst, std::hypot(at.x - point.x, at.y - point.y));
  }
  return worst;
}

Misfit worst_misfit(const std::vector<ControlPoint>& points, const Affine& pixels_to_mercator) {
  Misfit misfit;
  const auto [left, right] = std::minmax_element(points.begin(), points.end(),
                                                 [](const auto& a, const auto& b) { return a.x < b.x; });
  const auto [top, bottom] = std::minmax_element(points.begin(), points.end(),
                                                 [](const auto& a, const auto& b) { return a.y < b.y; });
  const double span = std::hypot(right->x - left->x, bottom->y - top->y);
  misfit.part = worst_misfit_px(points, pixels_to_mercator) / std::max(span, 1.0);
  // Least squares spread one point's error over all: the culprit is the one without which the rest fit best.
  double best = HUGE_VAL;
  for (std::size_t i = 0; i < points.size(); ++i) {
    auto others = points;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    const auto without = fit(others);
    if (!without && points.size() > 3) continue;
    const Affine& by = without ? *without : pixels_to_mercator;
    const LatLon stated{points[i].lat, points[i].lon};
    const double metres = metres_between(from_mercator(by({points[i].x, points[i].y})), stated);
    // Three others always fit exactly; then the one furthest from them is as good a guess as any.
    const double rest = others.size() > 3 && without ? worst_misfit_px(others, *without) : -metres;
    if (rest < best) {
      best = rest;
      misfit.point = i;
      misfit.metres = metres;
    }
  }
  return misfit;
}

bool is_out_of_shape(const Affine& to) {
  constexpr double stretch_max = 3;
  const double determinant = to.a * to.e - to.b * to.d;
  if (determinant <= 0) return true;
  // The singular values' product is the determinant, the sum of their squares the squared norm.
  const double squares = to.a * to.a + to.b * to.b + to.d * to.d + to.e * to.e;
  return squares / determinant > stretch_max + 1 / stretch_max;
}

double metres_between(LatLon a, LatLon b) {
  constexpr double metres_per_degree = 40'075'016.686 / 360;
  const double north = (a.lat - b.lat) * metres_per_degree;
  const double east = (a.lon - b.lon) * metres_per_degree * std::cos((a.lat + b.lat) / 2 * pi / 180);
  return std::hypot(north, east);
}

}  // namespace talt::core
