// SPDX-License-Identifier: EUPL-1.2
// Of /sys/class/power_supply/*: `type` ("Battery", "Mains", ...), `scope` ("Device" is a mouse's or a pen's
// battery), `capacity` (percent), `status` ("Charging", "Full", "Not charging", "Discharging").
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>

#include "platform/power.h"

namespace talt::platform {
namespace {

std::string line_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

std::optional<Battery> battery_in(const std::filesystem::path& folder) {
  if (line_of(folder / "type") != "Battery" || line_of(folder / "scope") == "Device") return std::nullopt;
  const std::string capacity = line_of(folder / "capacity");
  int percent = 0;
  const auto [end, error] = std::from_chars(capacity.data(), capacity.data() + capacity.size(), percent);
  if (error != std::errc() || end == capacity.data()) return std::nullopt;
  const std::string status = line_of(folder / "status");
  return Battery{std::clamp(percent, 0, 100), status == "Charging" || status == "Full"};
}

}  // namespace

std::optional<Battery> read_battery(const std::string& folder) {
  std::error_code error;
  std::optional<Battery> lowest;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const auto battery = battery_in(entry.path());
    if (battery && (!lowest || battery->percent < lowest->percent)) lowest = battery;
  }
  return lowest;
}

}  // namespace talt::platform
