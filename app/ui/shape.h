// SPDX-License-Identifier: EUPL-1.2
// Soft shapes as A8 masks, drawn once and stretched as nine slices: paths of this size cost five times the
// frame. Pixels. Pure.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

namespace talt::ui {

struct Shape {
  enum class Kind : std::uint8_t {
    Box,     // filled, rounded
    Frame,   // its outline, `stroke` wide, inside
    Notch,   // what a box's rounded corners leave out
    Shadow,  // a box blurred by `blur`
    Disc,
    Ring,  // a disc's outline, inside
    Glow,  // a disc blurred by `blur`
    Fold,  // the part of a disc that a finger folded up: a soft sickle, turned by `stroke` radians
    Icon,  // number `stroke` of Icon, in a square of twice the radius; mirrored where `blur` is 1
    Face   // of the mood `stroke`
  } kind = Kind::Box;
  float radius = 0;
  float stroke = 0;
  float blur = 0;
  auto operator<=>(const Shape&) const = default;
};

struct Mask {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> alpha;
  float corner = 0;  // how far from each side the slices are cut
};
Mask rasterise(const Shape& shape);
/// rasterise(shape).corner, without drawing.
float corner_of(const Shape& shape);

}  // namespace talt::ui
