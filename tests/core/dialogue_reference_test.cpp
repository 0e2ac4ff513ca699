// SPDX-License-Identifier: EUPL-1.2
// assets/dialogues/reference.toml explains every key: held against the parser's own source, so that a new key
// without an explanation fails here.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "app/core/dialogue_parse.h"
#include "tests/paths.h"

using namespace talt::core;

namespace {

std::string content_of(const std::string& path) {
  std::ifstream file(talt::tests::source_folder() / path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::set<std::string> keys_of_the_parser() {
  const std::regex asked(
      R"re(\b(?:section|top|question|map)\.(?:string|strings|text|integer|number|boolean|file|find|each|one_of<\w+>)\(\s*"([a-z_]+)")re");
  std::set<std::string> keys{"id"};
  for (const std::string path : {"app/core/dialogue_parse.cpp", "app/core/dialogue_questions.cpp"}) {
    const auto source = content_of(path);
    for (std::sregex_iterator found(source.begin(), source.end(), asked), end; found != end; ++found)
      keys.insert((*found)[1]);
  }
  return keys;
}

}  // namespace

TEST_CASE("the reference is itself a dialogue without fault") {
  constexpr std::string_view interface_languages[] = {"sv", "en"};
  const auto parsed = parse_dialogue(as_bytes(content_of("assets/dialogues/reference.toml")),
                                     "reference.toml", interface_languages);
  for (const auto& fault : parsed.faults) UNSCOPED_INFO(fault.text());
  REQUIRE(parsed.dialogue);
  CHECK(parsed.dialogue->questions.size() == 5);
}

TEST_CASE("the reference explains every key that the parser knows") {
  const auto reference = content_of("assets/dialogues/reference.toml");
  const auto keys = keys_of_the_parser();
  CHECK(keys.size() > 40);
  for (const auto& key : keys) {
    INFO(key);
    CHECK(std::regex_search(reference, std::regex("(^|\\n)(\\[+(\\w+\\.)?)?" + key + "( =|\\.sv =|\\])")));
  }
}
