// SPDX-License-Identifier: EUPL-1.2
// CMake parts its lists at semicolons: a test with one in its name would be run under two names that no test
// has, and pass.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "tests/paths.h"

namespace fs = std::filesystem;

TEST_CASE("every test has a name by which it is run") {
  const fs::path tests = talt::tests::source_folder() / "tests";
  static const std::regex named(R"re(TEST_CASE\(\s*"((?:[^"\\]|\\.)*)")re");
  std::vector<std::string> unrun;
  std::size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(tests)) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream in(entry.path());
    std::stringstream text;
    text << in.rdbuf();
    const std::string content = text.str();
    for (std::sregex_iterator found(content.begin(), content.end(), named), end; found != end; ++found) {
      ++count;
      if ((*found)[1].str().find(';') != std::string::npos)
        unrun.push_back(entry.path().filename().string() + ": " + (*found)[1].str());
    }
  }
  CHECK(count > 500);
  CHECK(unrun == std::vector<std::string>{});
}
