// SPDX-License-Identifier: EUPL-1.2
// A map file: a whole SQLite database from outside.
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "platform/tiles.h"

using namespace talt::platform;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string path = "/tmp/talt-fuzz-tiles-" + std::to_string(getpid());
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return 0;
  std::fwrite(data, 1, size, file);
  std::fclose(file);
  if (const auto tiles = open_tiles(path)) {
    if ((*tiles)->info().levels.empty()) std::abort();  // what opens has a level
    for (int column = 0; column < 2; ++column) (void)(*tiles)->tile(0, column, 0);
  }
  std::remove(path.c_str());
  return 0;
}
