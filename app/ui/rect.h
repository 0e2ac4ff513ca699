// SPDX-License-Identifier: EUPL-1.2
// Layout by cutting rectangles. Start is left, or right where the language is written from right to left:
// the direction travels in the rectangle, so that a screen laid out once mirrors by itself. Pixels.
#pragma once

#include <imgui.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace talt::ui {

struct Rect {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;
  bool right_to_left = false;

  float width() const { return right - left; }
  float height() const { return bottom - top; }
  ImVec2 min() const { return {left, top}; }
  ImVec2 max() const { return {right, bottom}; }
  ImVec2 centre() const { return {(left + right) / 2, (top + bottom) / 2}; }
  bool is_empty() const { return right <= left || bottom <= top; }
  bool contains(ImVec2 point) const {
    return point.x >= left && point.x < right && point.y >= top && point.y < bottom;
  }
  float start() const { return right_to_left ? right : left; }
  float end() const { return right_to_left ? left : right; }

  // Each cuts a piece off and returns it; what is left is never negative.
  Rect cut_top(float size);
  Rect cut_bottom(float size);
  Rect cut_start(float size);
  Rect cut_end(float size);
  Rect cut_left(float size);  // for what never mirrors: a map's compass, digits
  Rect cut_right(float size);

  Rect inset(float by) const { return inset(by, by); }
  Rect inset(float by_x, float by_y) const;
  Rect moved(float by_x, float by_y) const;
  /// What both share; empty where they share nothing.
  Rect shared_with(const Rect& other) const;
  /// A piece of this size (bounded by this) in the middle.
  Rect centred(float piece_width, float piece_height) const;
  /// `count` equal cells from start to end / top to bottom with `gap` between.
  std::vector<Rect> columns(std::size_t count, float gap) const;
  std::vector<Rect> rows(std::size_t count, float gap) const;
  /// `count` equal cells in reading order, `across` in a row.
  std::vector<Rect> grid(std::size_t count, std::size_t across, float gap) const;
};

}  // namespace talt::ui
