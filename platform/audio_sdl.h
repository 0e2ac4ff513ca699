// SPDX-License-Identifier: EUPL-1.2
// A device of SDL's audio, to play or to record. SDL counts its users and keeps its list of devices without a
// lock of its own: only here are they opened and closed, one at a time. Each device on one thread.
#pragma once

#include <SDL2/SDL_audio.h>
#include <atomic>

namespace talt::platform {

class AudioDevice {
 public:
  enum class Way : bool { Out, In };

  AudioDevice() = default;
  ~AudioDevice() { close(); }
  AudioDevice(const AudioDevice&) = delete;
  AudioDevice& operator=(const AudioDevice&) = delete;

  /// The system's default, running. False where there is none: SDL_GetError says why.
  bool open(const SDL_AudioSpec& wanted, Way way);
  /// What was queued to be played last is waited for.
  void close();
  bool is_open() const { return id_ != 0; }
  SDL_AudioDeviceID id() const { return id_; }

 private:
  std::atomic<SDL_AudioDeviceID> id_ = 0;  // read by SDL's own thread too, once it runs
};

}  // namespace talt::platform
