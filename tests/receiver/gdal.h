// SPDX-License-Identifier: EUPL-1.2
// What GDAL, which most maps are made with, finds in our files. For tests only.
#pragma once

#include <catch2/catch.hpp>

#include <cstdio>
#include <string>

namespace talt::tests {

inline std::string output_of(const std::string& command) {
  std::string all;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> part{};
  while (const auto got = fread(part.data(), 1, part.size(), pipe)) all.append(part.data(), got);
  pclose(pipe);
  return all;
}

inline bool has_gdal() {
  if (output_of("ogrinfo --version").starts_with("GDAL")) return true;
  WARN("skipped: GDAL is not installed (app/install --tests)");
  return false;
}

}  // namespace talt::tests
