// SPDX-License-Identifier: EUPL-1.2
// Randomness that repeats: each filling differs from the one before, and a run can be told again.
#pragma once

#include "platform/random.h"

namespace talt::doubles {

class CountingRandom final : public platform::Random {
 public:
  explicit CountingRandom(std::uint64_t seed = 1) : state_(seed) {}
  void fill(std::span<std::uint8_t> out) override {
    for (auto& byte : out) {
      state_ = state_ * 6364136223846793005u + 1442695040888963407u;
      byte = static_cast<std::uint8_t>(state_ >> 33);
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace talt::doubles
