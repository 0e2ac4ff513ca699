// SPDX-License-Identifier: EUPL-1.2
#include <SDL2/SDL.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "platform/audio_sdl.h"
#include "platform/sdl_module.h"

namespace talt::platform {
namespace {

constexpr std::chrono::milliseconds patience{100};
constexpr int empty_waits_max = 30;  // three seconds without a sample: no microphone is so slow
constexpr std::size_t waiting_max = core::voice_rate * 10;
constexpr Uint16 samples_a_turn = 2048;  // 43 ms: a meter that follows the voice, and few wake-ups

core::Error cannot_listen(const char* why) {
  return {"no microphone can be heard", why, "plug one in, or close the program that uses it"};
}

class SdlMicrophone final : public Microphone {
 public:
  ~SdlMicrophone() override {
    {
      const std::lock_guard held(lock_);
      is_closing_ = true;
    }
    has_room_.notify_all();
    device_.close();
    std::fill(waiting_.begin(), waiting_.end(), std::int16_t{0});
  }

  bool open() {
    waiting_.reserve(waiting_max);  // so that nothing of it is left behind elsewhere in memory
    SDL_AudioSpec wanted{};
    wanted.freq = core::voice_rate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = samples_a_turn;
    wanted.callback = &SdlMicrophone::heard;
    wanted.userdata = this;
    return device_.open(wanted, AudioDevice::Way::In);
  }

  core::Result<std::vector<std::int16_t>> listen(std::size_t samples_max) override {
    std::unique_lock held(lock_);
    came_.wait_for(held, patience, [this] { return !waiting_.empty() || is_gone_; });
    if (waiting_.empty()) {
      if (is_gone_ || ++empty_waits_ >= empty_waits_max) return cannot_listen("it is gone");
      return std::vector<std::int16_t>();
    }
    empty_waits_ = 0;
    const auto count = std::min(samples_max, waiting_.size());
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
    std::vector<std::int16_t> samples(waiting_.begin(), end);
    waiting_.erase(waiting_.begin(), end);
    held.unlock();
    has_room_.notify_all();
    return samples;
  }

 private:
  static void heard(void* microphone, Uint8* bytes, int size) {
    static_cast<SdlMicrophone*>(microphone)
        ->take(reinterpret_cast<const std::int16_t*>(bytes),
               static_cast<std::size_t>(size) / sizeof(std::int16_t));
  }

  /// On SDL's thread. When a device vanishes SDL goes on with silence, as fast as it can: it is held here
  /// until it is closed.
  void take(const std::int16_t* samples, std::size_t count) {
    const bool is_gone = SDL_GetAudioDeviceStatus(device_.id()) == SDL_AUDIO_STOPPED;
    std::unique_lock held(lock_);
    is_gone_ = is_gone_ || is_gone;
    if (is_gone_) came_.notify_all();
    has_room_.wait(held,
                   [&] { return is_closing_ || (!is_gone_ && waiting_.size() + count <= waiting_max); });
    if (is_closing_) return;
    waiting_.insert(waiting_.end(), samples, samples + count);
    held.unlock();
    came_.notify_all();
  }

  std::mutex lock_;  // guards what follows
  std::condition_variable came_, has_room_;
  std::vector<std::int16_t> waiting_;
  bool is_closing_ = false, is_gone_ = false;
  int empty_waits_ = 0;  // of the listener
  AudioDevice device_;   // last: its thread uses what stands above
};

}  // namespace

core::Result<std::unique_ptr<Microphone>> sdl::open_microphone() {
  auto microphone = std::make_unique<SdlMicrophone>();
  if (!microphone->open()) return cannot_listen(SDL_GetError());
  return std::unique_ptr<Microphone>(std::move(microphone));
}

}  // namespace talt::platform
