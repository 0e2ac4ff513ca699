// SPDX-License-Identifier: EUPL-1.2
#include "platform/audio_sdl.h"

#include <SDL2/SDL.h>
#include <dlfcn.h>

#include <mutex>

namespace talt::platform {
namespace {

std::mutex& one_at_a_time() {
  static std::mutex mutex;
  return mutex;
}

void say_nothing(const char*, int, const char*, int, const char*, ...) {}

/// ALSA's own words about a machine without sound are no news to anybody. SDL has it loaded, where it is
/// there at all.
void silence_alsa() {
  using Told = void (*)(const char* file, int line, const char* function, int code, const char* form, ...);
  using Set = int (*)(Told);
  const auto set = reinterpret_cast<Set>(dlsym(RTLD_DEFAULT, "snd_lib_error_set_handler"));
  if (set != nullptr) set(say_nothing);
}

}  // namespace

bool AudioDevice::open(const SDL_AudioSpec& wanted, Way way) {
  const std::lock_guard alone(one_at_a_time());
  silence_alsa();
  if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return false;
  id_ = SDL_OpenAudioDevice(nullptr, way == Way::In ? 1 : 0, &wanted, nullptr, 0);
  if (id_ == 0) {
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    return false;
  }
  SDL_PauseAudioDevice(id_, 0);
  return true;
}

void AudioDevice::close() {
  if (id_ == 0) return;
  const std::lock_guard alone(one_at_a_time());
  SDL_CloseAudioDevice(id_.exchange(0));
  SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

}  // namespace talt::platform
