// SPDX-License-Identifier: EUPL-1.2
// Whether the system may write what this process has in memory to a disk. Any thread.
#pragma once

#include <string>

namespace talt::platform {

/// Where the kernel tells of it; tests name files of their own.
struct SwapSources {
  std::string swaps = "/proc/swaps";
  std::string own_group = "/proc/self/cgroup";
  std::string groups = "/sys/fs/cgroup";
};
/// True where swap is on (other than compressed memory) and this process's control group may use it.
bool may_be_swapped(const SwapSources& sources = {});

}  // namespace talt::platform
