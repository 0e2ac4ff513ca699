// SPDX-License-Identifier: EUPL-1.2
#include "app/core/voice.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace talt::core {

int loudest_of(std::span<const std::int16_t> samples) {
  int loudest = 0;
  for (const int sample : samples) loudest = std::max(loudest, std::abs(sample));
  return loudest;
}

float level_of(int loudest) {
  constexpr float full = 32'768, range_db = 50;
  if (loudest <= 0) return 0;
  const float db = 20 * std::log10(static_cast<float>(loudest) / full);
  return std::clamp(1 + db / range_db, 0.f, 1.f);
}

}  // namespace talt::core
