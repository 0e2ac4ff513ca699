// SPDX-License-Identifier: EUPL-1.2
#include "app/core/photo.h"

#include <algorithm>
#include <cstring>

#include "app/core/check.h"

namespace talt::core {
namespace {

std::size_t bytes_of(int width, int height) {
  return static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3;
}

int scaled_side(int side, int longest, int side_max) {
  if (longest <= side_max) return side;
  return std::max(1, static_cast<int>((std::int64_t{side} * side_max + longest / 2) / longest));
}

}  // namespace

Photo upright(Photo photo, Orientation orientation) {
  const auto number = static_cast<int>(orientation);
  if (number <= 1 || number > 8) return photo;
  const bool swaps_sides = number >= 5;
  const bool from_right = number == 2 || number == 3 || number == 7 || number == 8;
  const bool from_bottom = number == 3 || number == 4 || number == 6 || number == 7;
  Photo turned{swaps_sides ? photo.height : photo.width, swaps_sides ? photo.width : photo.height, {}};
  turned.rgb.resize(photo.rgb.size());
  auto* out = turned.rgb.data();
  for (int y = 0; y < turned.height; ++y)
    for (int x = 0; x < turned.width; ++x, out += 3) {
      int from_x = swaps_sides ? y : x;
      int from_y = swaps_sides ? x : y;
      if (from_right) from_x = photo.width - 1 - from_x;
      if (from_bottom) from_y = photo.height - 1 - from_y;
      std::memcpy(out, photo.rgb.data() + bytes_of(photo.width, from_y) + bytes_of(from_x, 1), 3);
    }
  return turned;
}

/// A picture's pixel is `kept width` units wide and a kept photo's pixel `picture width` units: so all
/// borders fall on whole units, and the sums are exact. 255 * 2^20 * 2^20 fits 64 bits.
RowShrinker::RowShrinker(int width, int height, int side_max) : width_(width), height_(height) {
  check(width >= 1 && height >= 1 && width <= 1 << 20 && height <= 1 << 20 && side_max >= 1,
        "a picture has a bounded size");
  const int longest = std::max(width, height);
  kept_.width = scaled_side(width, longest, side_max);
  kept_.height = scaled_side(height, longest, side_max);
  across_.resize(bytes_of(kept_.width, 1));
  down_.resize(across_.size());
  kept_.rgb.reserve(bytes_of(kept_.width, kept_.height));
}

void RowShrinker::add(const std::uint8_t* rgb) {
  check(rows_ < height_, "no more rows come than were told");
  if (kept_.width == width_ && kept_.height == height_) {
    kept_.rgb.insert(kept_.rgb.end(), rgb, rgb + bytes_of(width_, 1));
    ++rows_;
    ++kept_rows_;
    return;
  }
  sum_across(rgb);
  const auto top = std::uint64_t{static_cast<unsigned>(rows_)} * static_cast<unsigned>(kept_.height);
  const auto bottom = top + static_cast<unsigned>(kept_.height);
  const auto border = std::uint64_t{static_cast<unsigned>(kept_rows_) + 1} * static_cast<unsigned>(height_);
  add_down(std::min(bottom, border) - top);
  ++rows_;
  if (bottom < border) return;
  end_kept_row();
  if (bottom > border) add_down(bottom - border);
}

void RowShrinker::sum_across(const std::uint8_t* rgb) {
  std::fill(across_.begin(), across_.end(), 0);
  const auto wide = static_cast<std::uint64_t>(kept_.width);
  const auto unit = static_cast<std::uint64_t>(width_);
  std::uint64_t left = 0;
  std::size_t kept = 0;
  for (int x = 0; x < width_; ++x, rgb += 3, left += wide) {
    const std::uint64_t border = (kept + 1) * unit;
    const std::uint64_t inside = std::min(left + wide, border) - left;
    for (std::size_t channel = 0; channel < 3; ++channel)
      across_[kept * 3 + channel] += inside * rgb[channel];
    if (left + wide < border) continue;
    ++kept;
    if (left + wide > border)
      for (std::size_t channel = 0; channel < 3; ++channel)
        across_[kept * 3 + channel] += (left + wide - border) * rgb[channel];
  }
}

void RowShrinker::add_down(std::uint64_t weight) {
  for (std::size_t i = 0; i < down_.size(); ++i) down_[i] += across_[i] * weight;
}

void RowShrinker::end_kept_row() {
  const auto area = static_cast<std::uint64_t>(width_) * static_cast<std::uint64_t>(height_);
  for (auto& sum : down_) {
    kept_.rgb.push_back(static_cast<std::uint8_t>((sum + area / 2) / area));
    sum = 0;
  }
  ++kept_rows_;
}

Photo RowShrinker::finish() {
  kept_.height = kept_rows_;
  return std::move(kept_);
}

Photo shrunk(const Photo& photo, int side_max) {
  RowShrinker shrinker(photo.width, photo.height, side_max);
  for (int y = 0; y < photo.height; ++y) shrinker.add(photo.rgb.data() + bytes_of(photo.width, y));
  return shrinker.finish();
}

}  // namespace talt::core
