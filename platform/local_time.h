// SPDX-License-Identifier: EUPL-1.2
// Moments as the people of a place name them, by the time zone of this process.
#pragma once

#include <cstdint>
#include <string>

#include "app/core/result.h"

namespace talt::platform {

struct LocalTime {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0;
  std::string zone;  // as the place calls it: "CET"
};
/// Seconds since 1970. Any thread.
LocalTime local_time(std::int64_t seconds);

/// "Europe/Stockholm", for the whole process: before there is any other thread. Fails where the system knows
/// no such zone; it would be taken for UTC in silence.
core::Result<void> use_time_zone(const std::string& name);

}  // namespace talt::platform
