// SPDX-License-Identifier: EUPL-1.2
// Short sounds of the interface, made by rule when opened (no files). Without a sound device everything is
// silent. And voice memos, played once.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "app/core/visit.h"
#include "app/core/voice.h"

namespace talt::platform {

class Sounds {
 public:
  virtual ~Sounds() = default;
  virtual void play(core::effect::Sound::Kind kind) = 0;  // returns at once
};

std::unique_ptr<Sounds> open_sounds();

/// A voice memo that is being played. One thread at a time; not the one that draws.
class Playback {
 public:
  /// Falls silent.
  virtual ~Playback() = default;
  /// How many samples were played; waits for a twentieth of a second first. Nothing: it is over.
  virtual std::optional<std::size_t> played() = 0;
};
/// Sound as in core/voice.h. Fails where nothing can play it. May take a second.
core::Result<std::unique_ptr<Playback>> play_voice(std::span<const std::int16_t> samples);

}  // namespace talt::platform
