// SPDX-License-Identifier: EUPL-1.2
#include "platform/swap.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/doubles/temporary_folder.h"

using namespace talt;

namespace {

struct Machine {
  doubles::TemporaryFolder folder;
  platform::SwapSources sources{folder / "swaps", folder / "cgroup", folder / "groups"};

  Machine(const std::string& swap, const std::string& most_above, const std::string& most) {
    std::ofstream(sources.swaps) << "Filename\tType\tSize\tUsed\tPriority\n" << swap;
    std::ofstream(sources.own_group) << "0::/system.slice/talt-kiosk.service\n";
    std::filesystem::create_directories(sources.groups + "/system.slice/talt-kiosk.service");
    std::ofstream(sources.groups + "/system.slice/memory.swap.max") << most_above << "\n";
    std::ofstream(sources.groups + "/system.slice/talt-kiosk.service/memory.swap.max") << most << "\n";
  }
  bool may_be_swapped() const { return platform::may_be_swapped(sources); }
};

constexpr const char* on_disk = "/var/swap file 102396 0 -2\n";

}  // namespace

TEST_CASE("memory may be swapped where swap is on and nothing forbids it", "[swap]") {
  CHECK(Machine(on_disk, "max", "max").may_be_swapped());
  CHECK(Machine(on_disk, "max", "1048576").may_be_swapped());
}

TEST_CASE("memory is not swapped without swap, into compressed memory, or where a group forbids it",
          "[swap]") {
  CHECK_FALSE(Machine("", "max", "max").may_be_swapped());
  CHECK_FALSE(Machine("/dev/zram0 partition 512000 0 100\n", "max", "max").may_be_swapped());
  CHECK_FALSE(Machine(on_disk, "max", "0").may_be_swapped());
  CHECK_FALSE(Machine(on_disk, "0", "max").may_be_swapped());
}

TEST_CASE("a machine that tells nothing of swap has none", "[swap]") {
  CHECK_FALSE(platform::may_be_swapped({"/nonexistent", "/nonexistent", "/nonexistent"}));
}
