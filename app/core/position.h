// SPDX-License-Identifier: EUPL-1.2
// What a receiver of satellites says of where it is. Plain values; any thread.
#pragma once

#include <cstdint>

namespace talt::core {

/// Values travel in records: never renumber.
enum class FixKind : std::uint8_t {
  None = 0,
  TwoD = 1,
  ThreeD = 2,
  Differential = 3,
  RtkFloat = 4,
  RtkFixed = 5,
  DeadReckoning = 6
};

}  // namespace talt::core
