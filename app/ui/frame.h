// SPDX-License-Identifier: EUPL-1.2
// All that drawing one frame needs, handed down from ui::draw to every screen and widget. One thread.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <string_view>

#include "app/ui/input.h"
#include "app/ui/rect.h"
#include "app/ui/semantics.h"
#include "app/ui/textures.h"
#include "app/ui/theme.h"
#include "app/ui/ui_state.h"

namespace talt::ui {

struct Words;  // app/ui/words.h: the interface's own words in the visit's language

struct Frame {
  ImDrawList* list = nullptr;
  Rect screen;  // carries the direction
  float px_per_mm = 6;
  std::string_view language;  // BCP 47, of the visit
  const Theme& theme;
  const Words& words;
  Textures& textures;
  Input& input;
  Semantics& semantics;
  UiState& state;
  std::int64_t now_ms = 0;
  bool motion = true;                // false: every animation counts as finished
  bool wants_another_frame = false;  // something moves

  // Kept by scroll areas while their content is drawn.
  std::string_view scroller;
  Rect clip;  // what of the screen shows; set it to `screen` at the start
  float scroll_offset = 0;

  float px(float millimetres) const { return millimetres * px_per_mm; }
  bool right_to_left() const { return screen.right_to_left; }
};

}  // namespace talt::ui
