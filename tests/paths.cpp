// SPDX-License-Identifier: EUPL-1.2
#include "tests/paths.h"

#include <cstdlib>

namespace talt::tests {

std::filesystem::path source_folder() {
  return TALT_SOURCE_DIR;
}

std::filesystem::path programs_folder() {
  return TALT_BIN_DIR;
}

std::filesystem::path shared_folder() {
  const char* told = std::getenv("TALT_SHARED");
  return told != nullptr ? std::filesystem::path(told) : source_folder().parent_path() / "shared";
}

}  // namespace talt::tests
