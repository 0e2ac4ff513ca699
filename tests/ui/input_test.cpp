// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/input.h"

#include <catch2/catch.hpp>

using namespace talt;
using core::input::Touch;
using ui::Rect;

namespace {

constexpr float px_per_mm = 6;
const Rect button{100, 100, 220, 220, false};

Touch touch(Touch::Phase phase, float x, float y, int finger = 0) {
  return {phase, finger, x, y};
}

/// Draws frames until nothing waits; how often `button` acted.
int taps(ui::Input& input, const std::vector<Touch>& touches) {
  for (const Touch& one : touches) input.feed(one);
  int acted = 0;
  std::int64_t now = 0;
  do {
    input.begin_frame(now += 8, px_per_mm);
    acted += input.press("button", button).activated;
  } while (input.has_more());
  return acted;
}

}  // namespace

TEST_CASE("a press acts when it is let go within the widget, once") {
  ui::Input input;
  CHECK(taps(input, {touch(Touch::Phase::Down, 150, 150), touch(Touch::Phase::Up, 152, 149)}) == 1);
  CHECK(taps(input, {}) == 0);
}

TEST_CASE("three taps that arrive between two frames are three taps") {
  ui::Input input;
  std::vector<Touch> touches;
  for (int i = 0; i < 3; ++i) {
    touches.push_back(touch(Touch::Phase::Down, 150, 150));
    touches.push_back(touch(Touch::Phase::Up, 150, 150));
  }
  CHECK(taps(input, touches) == 3);
}

TEST_CASE("a press is cancelled outside and by a drag, also one that comes back") {
  ui::Input input;
  CHECK(taps(input, {touch(Touch::Phase::Down, 150, 150), touch(Touch::Phase::Up, 300, 150)}) == 0);
  CHECK(taps(input, {touch(Touch::Phase::Down, 110, 110), touch(Touch::Phase::Move, 215, 215),
                     touch(Touch::Phase::Up, 111, 111)}) == 0);
  CHECK(taps(input, {touch(Touch::Phase::Down, 50, 50), touch(Touch::Phase::Up, 150, 150)}) == 0);
}

TEST_CASE("a second finger neither presses nor lets the first one act") {
  ui::Input input;
  CHECK(taps(input, {touch(Touch::Phase::Down, 150, 150, 1), touch(Touch::Phase::Up, 150, 150, 1)}) == 0);
  CHECK(taps(input, {touch(Touch::Phase::Down, 150, 150), touch(Touch::Phase::Down, 180, 180, 1),
                     touch(Touch::Phase::Up, 180, 180, 1), touch(Touch::Phase::Up, 150, 150)}) == 0);
}

TEST_CASE("what is drawn last under the finger takes the press") {
  ui::Input input;
  input.feed(touch(Touch::Phase::Down, 150, 150));
  input.begin_frame(1, px_per_mm);
  input.press("below", button);
  input.press("above", button);
  input.feed(touch(Touch::Phase::Up, 150, 150));
  input.begin_frame(2, px_per_mm);
  CHECK_FALSE(input.press("below", button).activated);
  CHECK(input.press("above", button).activated);
}

TEST_CASE("a drag scrolls and takes the press from the widget below") {
  ui::Input input;
  const Rect area{0, 0, 400, 400, false};
  input.feed(touch(Touch::Phase::Down, 150, 150));
  input.begin_frame(10, px_per_mm);
  input.drag("list", area);
  input.press("button", button);
  input.feed(touch(Touch::Phase::Move, 150, 190));
  input.begin_frame(20, px_per_mm);
  const ui::Drag drag = input.drag("list", area);
  CHECK(drag.active);
  CHECK(drag.y == 40);
  CHECK_FALSE(input.press("button", button).held);
  input.feed(touch(Touch::Phase::Up, 150, 190));
  input.begin_frame(30, px_per_mm);
  CHECK(input.drag("list", area).ended);
  CHECK_FALSE(input.press("button", button).activated);
}

TEST_CASE("two fingers moving apart zoom in by the ratio of their distances") {
  ui::Input input;
  const Rect map{0, 0, 800, 800, false};
  for (const Touch& one : {touch(Touch::Phase::Down, 300, 400), touch(Touch::Phase::Down, 400, 400, 1)}) {
    input.feed(one);
    input.begin_frame(1, px_per_mm);
  }
  input.feed(touch(Touch::Phase::Move, 500, 400, 1));
  input.begin_frame(2, px_per_mm);
  const ui::Pinch pinch = input.pinch(map);
  REQUIRE(pinch.active);
  CHECK(pinch.zoom == Approx(2));
}

TEST_CASE("a hold is told once, after its time, and never acts as a press") {
  ui::Input input;
  input.feed(touch(Touch::Phase::Down, 150, 150));
  int told = 0;
  for (std::int64_t now = 0; now <= 4000; now += 500) {
    input.begin_frame(now, px_per_mm);
    told += input.hold("corner", button, 2000);
    if (now < 2000) CHECK(told == 0);
  }
  CHECK(told == 1);
  input.feed(touch(Touch::Phase::Up, 150, 150));
  input.begin_frame(5000, px_per_mm);
  CHECK_FALSE(input.press("corner", button).activated);
}

TEST_CASE("a finger that lies on the glass as the screen changes means nothing there") {
  ui::Input input;
  input.feed(touch(Touch::Phase::Down, 150, 150));
  input.begin_frame(1, px_per_mm);
  input.press("button", button);
  input.cancel();
  input.feed(touch(Touch::Phase::Up, 150, 150));
  input.begin_frame(2, px_per_mm);
  CHECK_FALSE(input.press("button", button).activated);
}

TEST_CASE("typed text and keys come one a frame, to the first who asks") {
  ui::Input input;
  input.feed(core::input::Typed{"a"});
  input.feed(core::input::KeyPress{core::input::Key::Erase});
  input.begin_frame(1, px_per_mm);
  CHECK(input.take_typed() == "a");
  CHECK(input.take_typed().empty());
  CHECK_FALSE(input.take_key());
  input.begin_frame(2, px_per_mm);
  CHECK(input.take_key() == core::input::Key::Erase);
}
