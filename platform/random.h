// SPDX-License-Identifier: EUPL-1.2
// Randomness fit for keys. A port so that tests can repeat a run.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

namespace talt::platform {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;
};

/// The operating system's generator, by libsodium. Any thread.
std::unique_ptr<Random> open_system_random();

}  // namespace talt::platform
