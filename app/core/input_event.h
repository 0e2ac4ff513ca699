// SPDX-License-Identifier: EUPL-1.2
// What a person does to the screen and to a keyboard beside it, as plain values: the screen port hands them
// out, the interface takes them in, walkthroughs make them. Pixels from the screen's upper left.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace talt::core::input {

/// Finger 0 is the first that lies on the glass; 1 the second, which only ever zooms a map. Further ones are
/// not told.
struct Touch {
  enum class Phase : std::uint8_t { Down, Move, Up, Cancel } phase = Phase::Down;
  int finger = 0;
  float x = 0;
  float y = 0;
  std::int64_t at_ms = 0;  // by the glass's own clock; 0 = not known
};
struct Wheel {
  float x = 0;
  float y = 0;
  float lines = 0;  // above 0: the content moves down
};
/// Any bytes, as the system gave them.
struct Typed {
  std::string text;
};
enum class Key : std::uint8_t { Left, Right, Up, Down, Home, End, Erase, Delete, Enter, Tab, Escape, Paste };
struct KeyPress {
  Key key = Key::Enter;
};
struct Resized {
  int width = 0;
  int height = 0;
};
struct Exposed {};  // what was on screen is lost: draw again
struct Quit {};

}  // namespace talt::core::input

namespace talt::core {
using InputEvent = std::variant<input::Touch, input::Wheel, input::Typed, input::KeyPress, input::Resized,
                                input::Exposed, input::Quit>;
}  // namespace talt::core
