// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cmath>

#include "app/core/check.h"
#include "app/core/photo.h"

namespace talt::core {
namespace {

constexpr int block_min = 16;
constexpr int blocks_across_photo = 24;   // at most so many, whatever the finger's width
constexpr int blocks_across_stroke = 3;   // over what was rubbed out, the short way
constexpr unsigned steps_a_channel = 16;  // four bits

struct Block {
  int left, top, right, bottom;
};

double squared(double number) {
  return number * number;
}

/// Squared distance from a point to the line between two.
double squared_distance(double x, double y, const StrokePoint& from, const StrokePoint& to) {
  const double along_x = double(to.x) - from.x, along_y = double(to.y) - from.y;
  const double length = squared(along_x) + squared(along_y);
  const double share =
      length > 0 ? std::clamp(((x - from.x) * along_x + (y - from.y) * along_y) / length, 0.0, 1.0) : 0.0;
  return squared(x - from.x - share * along_x) + squared(y - from.y - share * along_y);
}

/// Some point of the block lies under this piece of the stroke. Asked of the circle around the block, so that
/// rather a block too many is destroyed than one too few.
bool touches(const Block& block, const StrokePoint& from, const StrokePoint& to, int radius) {
  const double middle_x = (block.left + block.right) / 2.0, middle_y = (block.top + block.bottom) / 2.0;
  const double reach =
      std::sqrt(squared(block.right - block.left) + squared(block.bottom - block.top)) / 2.0 + radius;
  return squared_distance(middle_x, middle_y, from, to) <= squared(reach);
}

std::uint8_t coarse(std::uint64_t sum, std::uint64_t count) {
  const auto step = (sum * (steps_a_channel - 1) * 2 + 255 * count) / (2 * 255 * count);
  return static_cast<std::uint8_t>(step * 255 / (steps_a_channel - 1));
}

void fill_with_mean(Photo& photo, const Block& block) {
  std::uint64_t sums[3] = {};
  const auto pixel = [&](int x, int y) {
    return photo.rgb.data() + (std::size_t(y) * std::size_t(photo.width) + std::size_t(x)) * 3;
  };
  for (int y = block.top; y < block.bottom; ++y)
    for (int x = block.left; x < block.right; ++x)
      for (int channel = 0; channel < 3; ++channel) sums[channel] += pixel(x, y)[channel];
  const auto count = std::uint64_t(block.right - block.left) * std::uint64_t(block.bottom - block.top);
  std::uint8_t mean[3];
  for (int channel = 0; channel < 3; ++channel) mean[channel] = coarse(sums[channel], count);
  for (int y = block.top; y < block.bottom; ++y)
    for (int x = block.left; x < block.right; ++x) std::copy_n(mean, 3, pixel(x, y));
}

/// Block number `index` of a side: the last one takes what is left over, so that none is a sliver of few
/// pixels whose mean would be the pixels themselves.
std::pair<int, int> span_of(int index, int block, int side) {
  const int count = std::max(1, side / block);
  return {index * block, index + 1 == count ? side : (index + 1) * block};
}

/// Points far outside would only overflow.
Stroke within_reach(const Stroke& stroke, const Photo& photo) {
  const int far = 4 * std::max(photo.width, photo.height);
  Stroke near{stroke.points, std::clamp(stroke.radius, 1, far)};
  for (auto& point : near.points) point = {std::clamp(point.x, -far, far), std::clamp(point.y, -far, far)};
  return near;
}

}  // namespace

int blur_block(const Photo& photo, const Stroke& stroke) {
  if (stroke.points.empty()) return block_min;
  const Stroke near = within_reach(stroke, photo);
  auto [left, right] = std::minmax_element(near.points.begin(), near.points.end(),
                                           [](const auto& a, const auto& b) { return a.x < b.x; });
  auto [top, bottom] = std::minmax_element(near.points.begin(), near.points.end(),
                                           [](const auto& a, const auto& b) { return a.y < b.y; });
  const int rubbed = std::min(right->x - left->x, bottom->y - top->y) + 2 * near.radius;
  const int longest = std::max(photo.width, photo.height);
  const int wanted = std::max({block_min, longest / blocks_across_photo, near.radius,
                               (rubbed + blocks_across_stroke - 1) / blocks_across_stroke});
  return std::min(wanted, std::max(block_min, longest));
}

void blur(Photo& photo, const Stroke& stroke) {
  if (stroke.points.empty() || photo.width < 1 || photo.height < 1) return;
  const Stroke near = within_reach(stroke, photo);
  const int block = blur_block(photo, stroke);
  const int rows = std::max(1, photo.height / block), columns = std::max(1, photo.width / block);
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const auto [left, right] = span_of(column, block, photo.width);
      const auto [top, bottom] = span_of(row, block, photo.height);
      const Block here{left, top, right, bottom};
      bool is_touched = false;
      for (std::size_t i = 0; i < near.points.size() && !is_touched; ++i)
        is_touched =
            touches(here, near.points[i], near.points[i + 1 < near.points.size() ? i + 1 : i], near.radius);
      if (is_touched) fill_with_mean(photo, here);
    }
}

}  // namespace talt::core
