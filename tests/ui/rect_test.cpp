// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/rect.h"

#include <catch2/catch.hpp>

using talt::ui::Rect;

TEST_CASE("start is left, and right in a language written from right to left") {
  Rect left_to_right{0, 0, 100, 50, false};
  Rect right_to_left{0, 0, 100, 50, true};
  CHECK(left_to_right.cut_start(30).right == 30);
  CHECK(left_to_right.left == 30);
  CHECK(right_to_left.cut_start(30).left == 70);
  CHECK(right_to_left.right == 70);
}

TEST_CASE("columns mirror, rows do not") {
  const Rect area{0, 0, 100, 100, true};
  const auto columns = area.columns(2, 10);
  CHECK(columns[0].left == 55);
  CHECK(columns[1].right == 45);
  CHECK(area.rows(2, 10)[0].top == 0);
}

TEST_CASE("a cut larger than what is left takes all of it and leaves nothing negative") {
  Rect area{10, 10, 50, 50, false};
  CHECK(area.cut_top(100).height() == 40);
  CHECK(area.height() == 0);
  CHECK(area.cut_bottom(5).height() == 0);
  CHECK(area.inset(1000).width() == 0);
}

TEST_CASE("a grid gives as many cells as asked for, in reading order") {
  const auto cells = Rect{0, 0, 110, 100, false}.grid(5, 3, 10);
  REQUIRE(cells.size() == 5);
  CHECK(cells[2].right == Approx(110));
  CHECK(cells[3].left == 0);
  CHECK(cells[3].top > cells[0].bottom);
}
