// SPDX-License-Identifier: EUPL-1.2
// Time and its trustworthiness. Everything else takes time as an argument.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

namespace talt::platform {

/// A moment as the people at the kiosk name it.
struct LocalHour {
  std::int64_t day = 0;  // days since 1970 by the calendar of the place
  int hour = 0;          // 0 to 23
};

class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::int64_t steady_ms() = 0;                // since boot, sleep included; never goes back
  virtual std::int64_t wall_ms() = 0;                  // since 1970, as the system believes
  virtual std::array<std::uint8_t, 16> boot_id() = 0;  // the same from boot to boot
  virtual bool is_network_set() = 0;                   // the system says that its clock is synchronised
  virtual LocalHour local(std::int64_t wall_ms) = 0;   // by the system's time zone
};

/// Any thread.
std::unique_ptr<Clock> open_system_clock();

}  // namespace talt::platform
