// SPDX-License-Identifier: EUPL-1.2
#include "platform/screen_sdl_input.h"

#include <SDL2/SDL.h>

namespace talt::platform {

using core::InputEvent;
namespace input = core::input;

namespace {

void mouse(input::Touch::Phase phase, int x, int y, std::vector<InputEvent>& events) {
  events.emplace_back(input::Touch{phase, 0, static_cast<float>(x), static_cast<float>(y)});
}

std::optional<input::Key> key_of(const SDL_Keysym& key) {
  const bool with_control = (key.mod & KMOD_CTRL) != 0;
  switch (key.sym) {
    case SDLK_LEFT:
      return input::Key::Left;
    case SDLK_RIGHT:
      return input::Key::Right;
    case SDLK_UP:
      return input::Key::Up;
    case SDLK_DOWN:
      return input::Key::Down;
    case SDLK_HOME:
      return input::Key::Home;
    case SDLK_END:
      return input::Key::End;
    case SDLK_BACKSPACE:
      return input::Key::Erase;
    case SDLK_DELETE:
      return input::Key::Delete;
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
      return input::Key::Enter;
    case SDLK_TAB:
      return input::Key::Tab;
    case SDLK_ESCAPE:
      return input::Key::Escape;
    case SDLK_v:
      return with_control ? std::optional(input::Key::Paste) : std::nullopt;
    default:
      return std::nullopt;
  }
}

void window(const SDL_WindowEvent& event, std::vector<InputEvent>& events) {
  if (event.event == SDL_WINDOWEVENT_SIZE_CHANGED)
    events.emplace_back(input::Resized{event.data1, event.data2});
  else if (event.event == SDL_WINDOWEVENT_EXPOSED || event.event == SDL_WINDOWEVENT_RESTORED)
    events.emplace_back(input::Exposed{});
  else if (event.event == SDL_WINDOWEVENT_FOCUS_LOST || event.event == SDL_WINDOWEVENT_LEAVE)
    events.emplace_back(input::Touch{input::Touch::Phase::Cancel, 0, 0, 0});
}

}  // namespace

void SdlInput::take(const SDL_Event& event, int width, int height, std::vector<InputEvent>& events) {
  using Phase = input::Touch::Phase;
  switch (event.type) {
    case SDL_FINGERDOWN:
      return finger_down(event.tfinger, width, height, events);
    case SDL_FINGERMOTION:
      return finger(event.tfinger, Phase::Move, width, height, events);
    case SDL_FINGERUP:
      return finger_up(event.tfinger, width, height, events);
    case SDL_MOUSEBUTTONDOWN:
      if (event.button.button == SDL_BUTTON_LEFT) mouse(Phase::Down, event.button.x, event.button.y, events);
      return;
    case SDL_MOUSEMOTION:
      if (event.motion.state & SDL_BUTTON_LMASK) mouse(Phase::Move, event.motion.x, event.motion.y, events);
      return;
    case SDL_MOUSEBUTTONUP:
      if (event.button.button == SDL_BUTTON_LEFT) mouse(Phase::Up, event.button.x, event.button.y, events);
      return;
    case SDL_MOUSEWHEEL:
      events.emplace_back(input::Wheel{static_cast<float>(event.wheel.mouseX),
                                       static_cast<float>(event.wheel.mouseY), event.wheel.preciseY});
      return;
    case SDL_TEXTINPUT:
      events.emplace_back(input::Typed{event.text.text});
      return;
    case SDL_KEYDOWN:
      if (const auto key = key_of(event.key.keysym)) events.emplace_back(input::KeyPress{*key});
      return;
    case SDL_WINDOWEVENT:
      return window(event.window, events);
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
      events.emplace_back(input::Exposed{});
      return;
    case SDL_QUIT:
      events.emplace_back(input::Quit{});
      return;
    default:
      return;
  }
}

void SdlInput::finger_down(const SDL_TouchFingerEvent& event, int width, int height,
                           std::vector<InputEvent>& events) {
  for (auto& slot : fingers_) {
    if (slot) continue;
    slot = event.fingerId;
    return finger(event, input::Touch::Phase::Down, width, height, events);
  }
}

void SdlInput::finger_up(const SDL_TouchFingerEvent& event, int width, int height,
                         std::vector<InputEvent>& events) {
  finger(event, input::Touch::Phase::Up, width, height, events);
  for (auto& slot : fingers_)
    if (slot == event.fingerId) slot.reset();
}

void SdlInput::finger(const SDL_TouchFingerEvent& event, input::Touch::Phase phase, int width, int height,
                      std::vector<InputEvent>& events) const {
  for (int number = 0; number < 2; ++number)
    if (fingers_[number] == event.fingerId)
      events.emplace_back(input::Touch{phase, number, event.x * static_cast<float>(width),
                                       event.y * static_cast<float>(height), event.timestamp});
}

}  // namespace talt::platform
