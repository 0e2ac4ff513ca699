// SPDX-License-Identifier: EUPL-1.2
// Voices for tests: vowels of a glottal pulse and three formants, with pauses, as loud as one speaks; and
// memos made of them.
#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <vector>

#include "platform/voice.h"

namespace talt::doubles {

inline std::vector<std::int16_t> voice(std::size_t samples) {
  std::vector<std::int16_t> out(samples);
  constexpr double formants[][2] = {{700, 1.0}, {1220, 0.5}, {2600, 0.25}};
  for (std::size_t i = 0; i < samples; ++i) {
    const double s = static_cast<double>(i) / core::voice_rate;
    const double pitch = 120 + 15 * std::sin(2 * std::numbers::pi * 3 * s);
    const double in_period = std::fmod(s * pitch, 1.0) / pitch;
    double value = 0;
    for (const auto& [hz, share] : formants)
      value += share * std::sin(2 * std::numbers::pi * hz * in_period) * std::exp(-in_period * 250);
    const double word = std::fmod(s, 0.5) < 0.35 ? 1 : 0.02;
    out[i] = static_cast<std::int16_t>(9000 * word * value);
  }
  return out;
}

/// In pieces, as a microphone gives them.
inline core::Bytes memo_of(const std::vector<std::int16_t>& samples) {
  auto writer = platform::open_voice_writer();
  REQUIRE(writer);
  constexpr std::size_t piece = 2048;
  for (std::size_t i = 0; i < samples.size(); i += piece)
    REQUIRE((*writer)->add({samples.data() + i, std::min(piece, samples.size() - i)}));
  auto memo = (*writer)->finish();
  REQUIRE(memo);
  return std::move(*memo);
}

}  // namespace talt::doubles
