// SPDX-License-Identifier: EUPL-1.2
#include <SDL2/SDL.h>

#include "platform/audio_sdl.h"
#include "platform/sdl_module.h"

namespace talt::platform {
namespace {

constexpr Uint32 patience_ms = 50;
constexpr int stalls_max = 60;  // three seconds in which nothing is played: the loudspeaker is gone

class SdlPlayback final : public Playback {
 public:
  ~SdlPlayback() override { SDL_ClearQueuedAudio(device_.id()); }

  bool open(std::span<const std::int16_t> samples) {
    SDL_AudioSpec wanted{};
    wanted.freq = core::voice_rate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = 2048;
    total_ = samples.size();
    return device_.open(wanted, AudioDevice::Way::Out) &&
           SDL_QueueAudio(device_.id(), samples.data(), static_cast<Uint32>(samples.size_bytes())) == 0;
  }

  std::optional<std::size_t> played() override {
    if (waiting() > 0) SDL_Delay(patience_ms);
    const auto left = waiting();
    stalls_ = left == left_ ? stalls_ + 1 : 0;
    left_ = left;
    const bool is_gone = SDL_GetAudioDeviceStatus(device_.id()) == SDL_AUDIO_STOPPED || stalls_ >= stalls_max;
    if (left == 0 || is_gone) return std::nullopt;
    return total_ - left;
  }

 private:
  std::size_t waiting() const { return SDL_GetQueuedAudioSize(device_.id()) / sizeof(std::int16_t); }

  AudioDevice device_;
  std::size_t total_ = 0, left_ = 0;
  int stalls_ = 0;
};

}  // namespace

core::Result<std::unique_ptr<Playback>> sdl::play_voice(std::span<const std::int16_t> samples) {
  auto playback = std::make_unique<SdlPlayback>();
  if (!playback->open(samples))
    return core::Error{"the voice memo cannot be played", SDL_GetError(), "look to the loudspeaker"};
  return std::unique_ptr<Playback>(std::move(playback));
}

}  // namespace talt::platform
