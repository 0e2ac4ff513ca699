// SPDX-License-Identifier: EUPL-1.2
// Points in time as commands print them.
#pragma once

#include <time.h>

#include <cstdint>
#include <string>

namespace talt::commands {

/// RFC 3339, UTC; "never" for 0.
inline std::string moment(std::int64_t seconds) {
  if (seconds == 0) return "never";
  const time_t time = seconds;
  tm parts{};
  gmtime_r(&time, &parts);
  char text[32];
  return {text, strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace talt::commands
