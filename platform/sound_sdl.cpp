// SPDX-License-Identifier: EUPL-1.2
#include <SDL2/SDL.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <numbers>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "platform/audio_sdl.h"
#include "platform/sdl_module.h"

namespace talt::platform {
namespace {

using Kind = core::effect::Sound::Kind;
constexpr int rate = 22'050;  // samples a second

/// A struck tone: `pitch` glides to `pitch_end` and dies away.
void strike(std::vector<std::int16_t>& samples, double at_s, double length_s, double pitch, double pitch_end,
            double loudness) {
  const auto first = static_cast<std::size_t>(at_s * rate);
  const auto count = static_cast<std::size_t>(length_s * rate);
  if (samples.size() < first + count) samples.resize(first + count);
  double turn = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(count);
    turn += (pitch + (pitch_end - pitch) * share) / rate;
    const double attack = std::min(1.0, static_cast<double>(i) / (0.004 * rate));
    const double wave = std::sin(2 * std::numbers::pi * turn) + 0.25 * std::sin(4 * std::numbers::pi * turn);
    const double value = loudness * attack * std::exp(-5 * share) * (1 - share) * wave * 26'000;
    samples[first + i] = static_cast<std::int16_t>(samples[first + i] + value);
  }
}

std::vector<std::int16_t> sound(Kind kind) {
  std::vector<std::int16_t> samples;
  switch (kind) {
    case Kind::DotLands:
      strike(samples, 0, 0.12, 240, 150, 0.6);
      break;
    case Kind::DotLifts:
      strike(samples, 0, 0.09, 300, 420, 0.35);
      break;
    case Kind::Confirmed:
      strike(samples, 0, 0.35, 523.25, 523.25, 0.35);
      strike(samples, 0.1, 0.5, 783.99, 783.99, 0.35);
      break;
    case Kind::Warning:
      strike(samples, 0, 0.45, 659.26, 659.26, 0.4);
      strike(samples, 0.35, 0.6, 523.25, 523.25, 0.4);
      break;
    case Kind::Refused:
      strike(samples, 0, 0.16, 180, 160, 0.4);
      break;
  }
  return samples;
}

/// Plays on a thread of its own, since opening a device may take longer than a frame; closes it when it has
/// been silent for a while, since an open device wakes the processor all the time.
class SdlSounds final : public Sounds {
 public:
  SdlSounds() : player_([this](const std::stop_token& stop) { run(stop); }) {}

  void play(Kind kind) override {
    const std::lock_guard lock(mutex_);
    next_ = kind;  // the newest counts: quick taps must not pile up
    changed_.notify_one();
  }

 private:
  void run(const std::stop_token& stop) {
    AudioDevice device;
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
      const auto has_next = [this] { return next_.has_value(); };
      if (!device.is_open())
        changed_.wait(lock, stop, has_next);
      else
        changed_.wait_for(lock, stop, silent_before_closing, has_next);
      const std::optional<Kind> kind = std::exchange(next_, std::nullopt);
      lock.unlock();
      if (!kind)
        device.close();
      else if (device.is_open() || tried_to_open(device))
        queue(device.id(), *kind);
      lock.lock();
    }
  }

  /// A machine without sound is not asked again at each tap.
  bool tried_to_open(AudioDevice& device) {
    const auto now = std::chrono::steady_clock::now();
    if (now < mute_until_) return false;
    if (!open(device)) mute_until_ = now + std::chrono::minutes(1);
    return device.is_open();
  }

  static bool open(AudioDevice& device) {
    SDL_AudioSpec wanted{};
    wanted.freq = rate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = 512;
    return device.open(wanted, AudioDevice::Way::Out);
  }

  static void queue(SDL_AudioDeviceID device, Kind kind) {
    const std::vector<std::int16_t> samples = sound(kind);
    SDL_ClearQueuedAudio(device);
    SDL_QueueAudio(device, samples.data(), static_cast<Uint32>(samples.size() * sizeof(samples[0])));
  }

  static constexpr std::chrono::seconds silent_before_closing{3};
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<Kind> next_;
  std::chrono::steady_clock::time_point mute_until_{};  // the player's own
  std::jthread player_;  // last: it uses the members above, and ends before they do
};

}  // namespace

std::unique_ptr<Sounds> sdl::open_sounds() {
  return std::make_unique<SdlSounds>();
}

}  // namespace talt::platform
