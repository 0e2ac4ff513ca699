// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/rect.h"

namespace talt::ui {

Rect Rect::cut_top(float size) {
  Rect piece = *this;
  piece.bottom = top = std::clamp(top + size, top, std::max(top, bottom));
  return piece;
}

Rect Rect::cut_bottom(float size) {
  Rect piece = *this;
  piece.top = bottom = std::clamp(bottom - size, std::min(top, bottom), bottom);
  return piece;
}

Rect Rect::cut_left(float size) {
  Rect piece = *this;
  piece.right = left = std::clamp(left + size, left, std::max(left, right));
  return piece;
}

Rect Rect::cut_right(float size) {
  Rect piece = *this;
  piece.left = right = std::clamp(right - size, std::min(left, right), right);
  return piece;
}

Rect Rect::cut_start(float size) {
  return right_to_left ? cut_right(size) : cut_left(size);
}

Rect Rect::cut_end(float size) {
  return right_to_left ? cut_left(size) : cut_right(size);
}

Rect Rect::inset(float by_x, float by_y) const {
  const float x = std::min(by_x, width() / 2), y = std::min(by_y, height() / 2);
  return {left + x, top + y, right - x, bottom - y, right_to_left};
}

Rect Rect::moved(float by_x, float by_y) const {
  return {left + by_x, top + by_y, right + by_x, bottom + by_y, right_to_left};
}

Rect Rect::shared_with(const Rect& other) const {
  Rect shared{std::max(left, other.left), std::max(top, other.top), std::min(right, other.right),
              std::min(bottom, other.bottom), right_to_left};
  shared.right = std::max(shared.left, shared.right);
  shared.bottom = std::max(shared.top, shared.bottom);
  return shared;
}

Rect Rect::centred(float piece_width, float piece_height) const {
  const float x = std::min(piece_width, width()) / 2, y = std::min(piece_height, height()) / 2;
  const ImVec2 middle = centre();
  return {middle.x - x, middle.y - y, middle.x + x, middle.y + y, right_to_left};
}

std::vector<Rect> Rect::columns(std::size_t count, float gap) const {
  std::vector<Rect> cells;
  const auto number = static_cast<float>(count);
  const float cell = std::max(0.f, (width() - gap * (number - 1)) / number);
  Rect rest = *this;
  for (std::size_t i = 0; i < count; ++i) {
    cells.push_back(rest.cut_start(cell));
    rest.cut_start(gap);
  }
  return cells;
}

std::vector<Rect> Rect::rows(std::size_t count, float gap) const {
  std::vector<Rect> cells;
  const auto number = static_cast<float>(count);
  const float cell = std::max(0.f, (height() - gap * (number - 1)) / number);
  Rect rest = *this;
  for (std::size_t i = 0; i < count; ++i) {
    cells.push_back(rest.cut_top(cell));
    rest.cut_top(gap);
  }
  return cells;
}

std::vector<Rect> Rect::grid(std::size_t count, std::size_t across, float gap) const {
  std::vector<Rect> cells;
  if (count == 0 || across == 0) return cells;
  for (const Rect& row : rows((count + across - 1) / across, gap))
    for (const Rect& cell : row.columns(across, gap))
      if (cells.size() < count) cells.push_back(cell);
  return cells;
}

}  // namespace talt::ui
