// SPDX-License-Identifier: EUPL-1.2
// Files have one reason to exist and functions fit on a screen. What is longer stands here with its reason,
// or fails with its place.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/paths.h"

namespace fs = std::filesystem;

namespace {

const fs::path top = talt::tests::source_folder();
using Lines = std::vector<std::string>;

constexpr std::size_t file_lines_max = 400;
constexpr std::size_t function_lines_max = 60;

/// Longer for a reason.
const std::map<std::string, std::string> long_functions = {
    {"app/ui/icons.cpp", "one switch, a few lines an icon"},
};

Lines lines_of(const fs::path& path) {
  Lines lines;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> sources() {
  std::vector<std::string> found;
  for (const char* folder : {"app", "platform", "sync"})
    for (const auto& entry : fs::recursive_directory_iterator(top / folder))
      if (entry.path().extension() == ".h" || entry.path().extension() == ".cpp")
        found.push_back(fs::relative(entry.path(), top).string());
  return found;
}

bool begins_with_any(const std::string& text, const std::set<std::string>& words) {
  return words.contains(text.substr(0, text.find_first_of(" :{(")));
}

struct Function {
  std::string place;
  std::size_t lines;
};

/// The tree is formatted: a body opens at a line that ends in { and closes at a brace in the column where its
/// head began. Bodies inside a class are those two columns in.
std::vector<Function> functions_of(const std::string& file, const Lines& lines, std::size_t from,
                                   std::size_t to, std::size_t indent) {
  const std::string margin(indent, ' ');
  std::vector<Function> found;
  std::size_t head = from;
  bool in_head = false;
  for (std::size_t i = from; i < to; ++i) {
    const auto& line = lines[i];
    const auto rest = line.size() > indent ? line.substr(indent) : std::string();
    const bool at_margin = line.starts_with(margin) && !rest.empty() && rest[0] != ' ' && rest[0] != '#' &&
                           rest[0] != '}' && !rest.starts_with("//");
    if (at_margin && !in_head) head = i;
    if (at_margin) in_head = true;
    if (line.ends_with(';') || line.ends_with('}') || line.ends_with(':')) in_head = false;
    if (!in_head || !line.ends_with('{')) continue;
    std::string opening;
    for (std::size_t part = head; part <= i; ++part)
      opening += lines[part].substr(std::min(indent, lines[part].size())) + " ";
    in_head = false;
    if (begins_with_any(opening, {"namespace", "extern", "inline"}) && opening.find('(') == std::string::npos)
      continue;
    std::size_t end = i + 1;
    while (end < to && !(lines[end].starts_with(margin + "}"))) ++end;
    const bool is_container = begins_with_any(opening, {"class", "struct", "union"});
    if (is_container)
      for (auto& inner : functions_of(file, lines, i + 1, end, indent + 2)) found.push_back(inner);
    else if (opening.find('(') != std::string::npos && !begins_with_any(opening, {"enum"}))
      found.push_back({file + ":" + std::to_string(head + 1), end - head + 1});
    i = end;
  }
  return found;
}

bool is_excused(const std::map<std::string, std::string>& reasons, const std::string& place) {
  for (const auto& [excused, reason] : reasons)
    if (place.starts_with(excused)) return true;
  return false;
}

}  // namespace

TEST_CASE("no file is longer than can be read at a sitting") {
  Lines breaches;
  for (const auto& file : sources())
    if (const auto lines = lines_of(top / file).size(); lines > file_lines_max)
      breaches.push_back(file + ": " + std::to_string(lines) + " lines");
  CHECK(breaches == Lines{});
}

TEST_CASE("no function is longer than a screen") {
  Lines breaches;
  std::size_t count = 0;
  for (const auto& file : sources()) {
    const auto lines = lines_of(top / file);
    for (const auto& function : functions_of(file, lines, 0, lines.size(), 0)) {
      ++count;
      if (function.lines > function_lines_max && !is_excused(long_functions, function.place))
        breaches.push_back(function.place + ": " + std::to_string(function.lines) + " lines");
    }
  }
  CHECK(count > 500);
  CHECK(breaches == Lines{});
}
