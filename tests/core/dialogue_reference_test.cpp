// SPDX-License-Identifier: EUPL-1.2
// assets/dialogues/reference.toml and reference-walk.toml explain every key: held against the parser's own
// source, so that a new key without an explanation fails here.
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

/// The keys that those files of the parser's ask for.
std::set<std::string> keys_of(const std::vector<std::string>& files) {
  const std::regex asked(
      R"re(\b(?:section|top|question|map|walk|stop)\.(?:string|strings|text|integer|number|boolean|file|find|each|one_of<[\w:]+>)\(\s*"([a-z_]+)")re");
  const std::regex by_function(R"re(\b(?:read_named|read_words|one_named)\(\w+,\s*"([a-z_]+)")re");
  std::set<std::string> keys{"id"};
  for (const auto& path : files) {
    const auto source = content_of("app/core/" + path);
    for (const auto* pattern : {&asked, &by_function})
      for (std::sregex_iterator found(source.begin(), source.end(), *pattern), end; found != end; ++found)
        keys.insert((*found)[1]);
  }
  return keys;
}

ParsedDialogue read(const std::string& name) {
  constexpr std::string_view interface_languages[] = {"sv", "en"};
  return parse_dialogue(as_bytes(content_of("assets/dialogues/" + name)), name, interface_languages);
}

void check_explains(const std::string& name, const std::set<std::string>& keys) {
  const auto reference = content_of("assets/dialogues/" + name);
  for (const auto& key : keys) {
    INFO(key);
    CHECK(std::regex_search(reference, std::regex("(^|\n)(\\[+(\\w+\\.)*)?" + key + "( =|\\.sv =|\\])")));
  }
}

}  // namespace

TEST_CASE("the references are themselves dialogues without fault") {
  const auto tent = read("reference.toml");
  for (const auto& fault : tent.faults) UNSCOPED_INFO(fault.text());
  REQUIRE(tent.dialogue);
  CHECK(tent.dialogue->questions.size() == 5);
  const auto walk = read("reference-walk.toml");
  for (const auto& fault : walk.faults) UNSCOPED_INFO(fault.text());
  REQUIRE(walk.dialogue);
  REQUIRE(walk.dialogue->walk);
  CHECK(walk.dialogue->walk->earlier.size() == 1);
  CHECK(walk.warnings.empty());
}

TEST_CASE("the reference explains every key that the parser knows") {
  const auto keys =
      keys_of({"dialogue_parse.cpp", "dialogue_questions.cpp", "dialogue_maps.cpp", "dialogue_texts.cpp"});
  CHECK(keys.size() > 40);
  check_explains("reference.toml", keys);
}

TEST_CASE("a walk's reference explains every key of a walk that the parser knows") {
  const auto keys = keys_of({"dialogue_walk.cpp", "dialogue_walk_lists.cpp", "dialogue_walk_places.cpp",
                             "dialogue_walk_earlier.cpp"});
  for (const auto* one : {"walk", "kind", "route", "ask", "party", "group", "earlier_observation", "theme",
                          "saw", "deadline", "help"})
    CHECK(keys.contains(one));
  CHECK(keys.size() > 25);
  check_explains("reference-walk.toml", keys);
}
