// SPDX-License-Identifier: EUPL-1.2
#include "platform/local_time.h"

#include <stdlib.h>
#include <time.h>

#include "platform/files.h"

namespace talt::platform {

LocalTime local_time(std::int64_t seconds) {
  const auto moment = static_cast<time_t>(seconds);
  tm there{};
  if (localtime_r(&moment, &there) == nullptr) return {};
  return {there.tm_year + 1900, there.tm_mon + 1, there.tm_mday,
          there.tm_hour,        there.tm_min,     there.tm_zone ? there.tm_zone : ""};
}

core::Result<void> use_time_zone(const std::string& name) {
  const bool is_path = name.empty() || name.front() == '/' || name.front() == ':' ||
                       name.find("..") != std::string::npos || name.find('\0') != std::string::npos;
  if (is_path || !is_file("/usr/share/zoneinfo/" + name))
    return core::Error{"cannot tell times of " + name, "the system knows no such time zone",
                       "give one as Europe/Stockholm, and see that tzdata is installed"};
  setenv("TZ", name.c_str(), 1);
  tzset();
  return {};
}

}  // namespace talt::platform
