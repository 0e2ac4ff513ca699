// SPDX-License-Identifier: EUPL-1.2
// What SDL says of fingers, mouse, keys and the window, in Talt's words. Two fingers at a time, numbered as
// they come. For screen_sdl.cpp; one thread.
#pragma once

#include <SDL2/SDL_events.h>

#include <optional>
#include <vector>

#include "app/core/input_event.h"

namespace talt::platform {

class SdlInput {
 public:
  /// Appends what `event` means to `events`, in pixels of a screen of that size.
  void take(const SDL_Event& event, int width, int height, std::vector<core::InputEvent>& events);

 private:
  void finger_down(const SDL_TouchFingerEvent& event, int width, int height,
                   std::vector<core::InputEvent>& events);
  void finger_up(const SDL_TouchFingerEvent& event, int width, int height,
                 std::vector<core::InputEvent>& events);
  void finger(const SDL_TouchFingerEvent& event, core::input::Touch::Phase phase, int width, int height,
              std::vector<core::InputEvent>& events) const;

  std::optional<SDL_FingerID> fingers_[2];
};

}  // namespace talt::platform
