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

TEST_CASE("a touch that the glass loses for a moment is one touch") {
  ui::Input input;
  const auto at = [](Touch::Phase phase, std::int64_t ms, float x = 150) {
    return Touch{phase, 0, x, 150, ms};
  };
  using enum Touch::Phase;
  CHECK(taps(input, {at(Down, 1000), at(Up, 1080), at(Down, 1100), at(Up, 1140)}) == 1);
  CHECK(taps(input, {at(Down, 2000), at(Up, 2080), at(Down, 2160), at(Up, 2230)}) == 2);
  CHECK(taps(input, {at(Down, 3000, 110), at(Up, 3040, 110), at(Down, 3050, 210), at(Up, 3090, 210)}) == 2);
}

TEST_CASE("what is held repeats after a while, and does not act again as it is let go") {
  ui::Input input;
  input.feed(touch(Touch::Phase::Down, 150, 150));
  int acted = 0;
  std::int64_t first_ms = 0;
  for (std::int64_t now = 0; now <= 2000; now += 20) {
    input.begin_frame(now, px_per_mm);
    const bool acts = input.press("erase", button).acts_or_repeats();
    if (acts && acted++ == 0) first_ms = now;
  }
  CHECK(first_ms == 700);
  CHECK(acted == 14);
  input.feed(touch(Touch::Phase::Up, 150, 150));
  input.begin_frame(2020, px_per_mm);
  const ui::Press press = input.press("erase", button);
  CHECK(press.activated);
  CHECK_FALSE(press.acts_or_repeats());
}

TEST_CASE("a finger traced slowly or fast drags as far as it went, and throws as fast") {
  for (const int hertz : {5, 12, 30, 60, 120}) {
    ui::Input input;
    const Rect area{0, 0, 800, 800, false};
    const std::int64_t step_ms = 1000 / hertz;
    float dragged = 0, thrown = 0;
    std::int64_t now = 1000;
    const auto frame = [&](Touch::Phase phase, float x) {
      input.feed(touch(phase, x, 400));
      input.begin_frame(now += step_ms, px_per_mm);
      const ui::Drag drag = input.drag("map", area);
      if (drag.active || drag.ended) dragged += drag.x;
      if (drag.ended) thrown = drag.speed_x;
    };
    frame(Touch::Phase::Down, 100);
    const int steps = 2 * hertz;  // two seconds at 200 pixels a second
    for (int i = 1; i <= steps; ++i)
      frame(Touch::Phase::Move, 100 + 400 * static_cast<float>(i) / static_cast<float>(steps));
    frame(Touch::Phase::Up, 500);
    INFO(hertz << " Hz");
    CHECK(dragged == Approx(400).margin(4 * px_per_mm + 200.f / static_cast<float>(hertz)));
    if (hertz >= 30) CHECK(thrown == Approx(200).epsilon(0.1));
    if (hertz <= 12) CHECK(thrown == 0);
  }
}

TEST_CASE("whatever fingers do, a press is told once and nothing stays held") {
  std::uint32_t seed = 7;
  const auto random = [&](std::uint32_t below) {
    seed = seed * 1'664'525 + 1'013'904'223;
    return (seed >> 8) % below;
  };
  for (int trace = 0; trace < 300; ++trace) {
    ui::Input input;
    int downs = 0, acted = 0;
    std::int64_t now = 0;
    const std::int64_t step_ms = 8 + random(192);
    for (int i = 0; i < 60; ++i) {
      const auto phase = static_cast<Touch::Phase>(random(20) == 0 ? 3 : random(3));
      const int finger = random(4) == 0 ? 1 : 0;
      downs += phase == Touch::Phase::Down && finger == 0;
      input.feed(touch(phase, static_cast<float>(random(400)), static_cast<float>(random(400)), finger));
      if (random(3) == 0) continue;
      input.begin_frame(now += step_ms, px_per_mm);
      acted += input.press("button", button).activated;
    }
    input.feed(touch(Touch::Phase::Up, 0, 0));
    input.feed(touch(Touch::Phase::Up, 0, 0, 1));
    bool held = false;
    do {
      input.begin_frame(now += step_ms, px_per_mm);
      const ui::Press press = input.press("button", button);
      acted += press.activated;
      held = press.held;
    } while (input.has_more());
    CHECK(acted <= downs);
    CHECK_FALSE(held);
    CHECK_FALSE(input.is_touched());
  }
}

TEST_CASE("two fingers that move together move the map without zooming it") {
  ui::Input input;
  const Rect map{0, 0, 800, 800, false};
  for (const Touch& one : {touch(Touch::Phase::Down, 300, 400), touch(Touch::Phase::Down, 400, 400, 1)}) {
    input.feed(one);
    input.begin_frame(1, px_per_mm);
  }
  input.feed(touch(Touch::Phase::Move, 340, 430));
  input.feed(touch(Touch::Phase::Move, 440, 430, 1));
  input.begin_frame(2, px_per_mm);
  const ui::Pinch pinch = input.pinch(map);
  CHECK(pinch.x == Approx(40));
  CHECK(pinch.y == Approx(30));
  CHECK(pinch.zoom == Approx(1));
}
