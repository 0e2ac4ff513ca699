// SPDX-License-Identifier: EUPL-1.2
// Voice memos: their bounds, and how loud they are. Sound is 48,000 samples a second of one channel, 16 bits
// each. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace talt::core {

inline constexpr int voice_rate = 48'000;             // samples a second: what Opus works with
inline constexpr std::int64_t voice_ms_max = 60'000;  // of one memo
inline constexpr std::size_t voice_samples_max = voice_rate / 1000 * voice_ms_max;
inline constexpr std::size_t voice_bytes_max = 1024 * 1024;  // of a memo's file: five times what is usual
inline constexpr int voice_bits_a_second = 24'000;           // speech is clear, a minute is 180 kB

constexpr std::int64_t voice_ms_of(std::size_t samples) {
  return static_cast<std::int64_t>(samples) * 1000 / voice_rate;
}

/// The largest swing from silence, 0 to 32,768.
int loudest_of(std::span<const std::int16_t> samples);

/// For a meter, as ears hear it: 1 is as loud as a sample can be, 0 is 50 dB below that or less.
float level_of(int loudest);

/// Below this a memo holds nothing that anybody said: no microphone is so still, a muted one is (-60 dB).
inline constexpr int voice_heard_min = 33;

}  // namespace talt::core
