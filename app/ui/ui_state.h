// SPDX-License-Identifier: EUPL-1.2
// What the screens remember between frames and forget with the visit: scroll, keyboard layer, map view,
// motions under way. Never an answer. Plain values.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/ui/rect.h"

namespace talt::ui {

struct ScrollState {
  float offset = 0;  // pixels
  float speed = 0;   // pixels a second, after a throw
  std::int64_t moved_at_ms = 0;
};

enum class KeyboardLayer : std::uint8_t { Letters, Shifted, Symbols, MoreSymbols };
struct KeyboardState {
  KeyboardLayer layer = KeyboardLayer::Letters;
  std::string layout;     // of which language, chosen by its key; empty = the visit's
  std::string open;       // the key whose other forms show; empty = none
  float field_width = 0;  // how the field above breaks its lines, pixels
};

struct MapView {
  bool set = false;         // false: shows the whole map first
  double lat = 0, lon = 0;  // the middle
  double zoom = 0;
  float speed_x = 0, speed_y = 0;  // pixels a second, after a throw
  std::int64_t moved_at_ms = 0;
};

/// A dot on its way from the tray to an alternative (or back).
struct Flight {
  ImVec2 from{0, 0};
  ImVec2 to{0, 0};
  std::int64_t started_ms = 0;
  std::size_t alternative = 0;
  bool back = false;
  unsigned seed = 0;  // of the dot's turn
};

struct UiState {
  std::map<std::string, ScrollState> scrolls;
  KeyboardState keyboard;
  std::map<std::size_t, MapView> maps;  // by question
  std::vector<Flight> flights;
  std::vector<std::array<float, 2>> stroke;  // under a finger, in parts of the picture's width and height
  std::size_t page = 0;
  std::string shown_screen;  // to notice that another one came
  std::int64_t screen_since_ms = 0;
};

}  // namespace talt::ui
