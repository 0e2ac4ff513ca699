// SPDX-License-Identifier: EUPL-1.2
// README is held against the programs: it names every command and option that their --help names, and none
// that they do not know.
#include <catch2/catch.hpp>

#include <regex>
#include <set>

#include "tests/commands/program.h"
#include "tests/paths.h"

using namespace talt::tests;

namespace {

std::set<std::string> found_in(const std::string& text, const std::string& pattern) {
  const std::regex form(pattern);
  std::set<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), form), end; at != end; ++at) found.insert((*at)[1]);
  return found;
}

}  // namespace

TEST_CASE("README names every command and option of both programs", "[readme]") {
  const TemporaryFolder folder;
  const auto readme = content_of(source_folder() / "README.md");
  std::set<std::string> options;
  for (const std::string program : {"talt", "talt-receiver"}) {
    const auto help = run(program, {"--help"}, folder).out;
    const auto commands = found_in(help.substr(help.find("Subcommands:")), "\n  ([a-z]+) ");
    REQUIRE(commands.size() >= 5);
    for (const auto& command : commands) {
      INFO(program + " " + command);
      CHECK(readme.find("`" + program + " " + command) != std::string::npos);
      for (const auto& option : found_in(run(program, {command, "--help"}, folder).out, "(--[a-z-]+)"))
        options.insert(option);
    }
  }
  options.erase("--help");
  for (const auto& option : options) {
    INFO(option);
    CHECK(readme.find(option) != std::string::npos);
  }
  std::string sources;
  for (const auto& entry : std::filesystem::directory_iterator(source_folder() / "app/commands"))
    sources += content_of(entry.path());
  const std::set<std::string> of_scripts = {"--tests", "--checks", "--quick", "--only", "--now", "--user"};
  for (const auto& option : found_in(readme, "[ `(](--[a-z][a-z-]*)")) {
    INFO(option);
    CHECK((sources.find("\"" + option) != std::string::npos || of_scripts.contains(option)));
  }
}
