// SPDX-License-Identifier: EUPL-1.2
#include "platform/power.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include <unistd.h>

namespace {

/// A folder like /sys/class/power_supply.
class Supplies {
 public:
  Supplies() { std::filesystem::create_directories(root_); }
  ~Supplies() { std::filesystem::remove_all(root_); }
  void add(const std::string& name, std::initializer_list<std::pair<const char*, const char*>> files) {
    std::filesystem::create_directories(root_ / name);
    for (const auto& [file, line] : files) std::ofstream(root_ / name / file) << line << '\n';
  }
  std::string folder() const { return root_.string(); }

 private:
  std::filesystem::path root_ =
      std::filesystem::temp_directory_path() / ("talt-power-" + std::to_string(getpid()));
};

}  // namespace

TEST_CASE("a battery's charge is read, and whether it charges") {
  Supplies supplies;
  supplies.add("AC", {{"type", "Mains"}, {"online", "1"}});
  supplies.add("BAT0", {{"type", "Battery"}, {"capacity", "64"}, {"status", "Charging"}});
  const auto battery = talt::platform::read_battery(supplies.folder());
  REQUIRE(battery);
  CHECK(battery->percent == 64);
  CHECK(battery->charging);
}

TEST_CASE("a mouse's battery and a broken one are none, of two the lower counts") {
  Supplies supplies;
  supplies.add("hid",
               {{"type", "Battery"}, {"scope", "Device"}, {"capacity", "5"}, {"status", "Discharging"}});
  supplies.add("odd", {{"type", "Battery"}, {"capacity", "unknown"}});
  CHECK_FALSE(talt::platform::read_battery(supplies.folder()));
  supplies.add("BAT0", {{"type", "Battery"}, {"capacity", "80"}, {"status", "Discharging"}});
  supplies.add("BAT1", {{"type", "Battery"}, {"capacity", "30"}, {"status", "Discharging"}});
  CHECK(talt::platform::read_battery(supplies.folder())->percent == 30);
  CHECK_FALSE(talt::platform::read_battery(supplies.folder() + "/nowhere"));
}
