// SPDX-License-Identifier: EUPL-1.2
// The battery, where there is one, as the kernel tells it. Any thread.
#pragma once

#include <optional>
#include <string>

namespace talt::platform {

struct Battery {
  int percent = 0;
  bool charging = false;
};
/// `folder` is /sys/class/power_supply outside tests.
std::optional<Battery> read_battery(const std::string& folder);

}  // namespace talt::platform
