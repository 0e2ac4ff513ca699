// SPDX-License-Identifier: EUPL-1.2
// /proc/swaps: a heading, then a line for each swap area that begins with its path. /proc/self/cgroup: "0::"
// and the group's path. memory.swap.max in a group: bytes, or "max"; what a group above forbids is forbidden.
#include <fstream>
#include <string_view>

#include "platform/swap.h"

namespace talt::platform {

namespace {

bool has_swap_on_disk(const std::string& swaps) {
  std::ifstream in(swaps);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line))
    if (!line.empty() && !line.starts_with("/dev/zram")) return true;
  return false;
}

std::string group_of(const std::string& own_group) {
  constexpr std::string_view unified = "0::";
  std::ifstream in(own_group);
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(unified)) return line.substr(unified.size());
  return "";
}

bool forbids_swap(const std::string& folder) {
  std::ifstream in(folder + "/memory.swap.max");
  std::string most;
  std::getline(in, most);
  return most == "0";
}

}  // namespace

bool may_be_swapped(const SwapSources& sources) {
  if (!has_swap_on_disk(sources.swaps)) return false;
  for (auto group = group_of(sources.own_group); group.size() > 1; group.resize(group.rfind('/')))
    if (forbids_swap(sources.groups + group)) return false;
  return true;
}

}  // namespace talt::platform
