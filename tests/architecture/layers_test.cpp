// SPDX-License-Identifier: EUPL-1.2
// Reads every #include of the tree against the layers: core decides, ui shows, sync carries, platform touches
// the world, kiosk joins them. A breach fails with its file and line.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/paths.h"

namespace fs = std::filesystem;

namespace {

const fs::path top = talt::tests::source_folder();
using Lines = std::vector<std::string>;

struct Include {
  std::string file;  // from the top folder
  int line;
  std::string target;
  bool quoted;
};

bool is_source(const fs::path& path) {
  return path.extension() == ".h" || path.extension() == ".cpp";
}

std::vector<fs::path> sources_below(const std::vector<const char*>& folders) {
  std::vector<fs::path> found;
  for (const char* folder : folders)
    for (const auto& entry : fs::recursive_directory_iterator(top / folder))
      if (is_source(entry.path())) found.push_back(entry.path());
  return found;
}

std::string from_top(const fs::path& path) {
  return fs::relative(path, top).string();
}

void includes_of(const fs::path& path, std::vector<Include>& found) {
  static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::ifstream in(path);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    std::smatch match;
    if (std::regex_search(line, match, pattern))
      found.push_back({from_top(path), number, match[2], match[1] == "\""});
  }
}

std::vector<Include> product_includes() {
  std::vector<Include> all;
  for (const auto& path : sources_below({"app", "platform", "sync"})) includes_of(path, all);
  return all;
}

std::string layer_of(const std::string& path) {
  for (const char* layer :
       {"app/core", "app/ui", "app/kiosk", "app/commands", "sync/receiver", "platform", "sync"})
    if (path.rfind(std::string(layer) + "/", 0) == 0) return layer;
  return "";
}

/// What a layer may include of Talt's own. Level 3 may include everything.
bool may_include(const std::string& layer, const std::string& target) {
  const auto of = layer_of(target);
  if (layer == "app/kiosk" || layer == "app/commands") return true;
  if (of == layer || of == "app/core") return true;
  if (layer == "app/ui") return target == "platform/text.h";
  if (layer == "sync") return of == "platform";
  if (layer == "sync/receiver") return of == "platform" || of == "sync";
  return false;
}

/// The third-party library that a header belongs to; libraries whose types go together count as one.
std::string library_of(const std::string& target) {
  static const std::vector<std::pair<std::string, std::string>> beginnings = {
      {"SDL", "SDL and ImGui"},
      {"imgui", "SDL and ImGui"},
      {"pixman", "pixman"},
      {"pango", "Pango and Cairo"},
      {"cairo", "Pango and Cairo"},
      {"fontconfig", "Pango and Cairo"},
      {"glib", "Pango and Cairo"},
      {"curl", "curl and OpenSSL"},
      {"openssl", "curl and OpenSSL"},
      {"leveldb", "LevelDB"},
      {"sodium", "libsodium"},
      {"sqlite3", "SQLite"},
      {"proj.h", "PROJ"},
      {"soci", "SOCI"},
      {"microhttpd", "microhttpd"},
      {"gps.h", "libgps"},
      {"nlohmann", "nlohmann-json"},
      {"toml++", "toml++"},
      {"cbor", "libcbor"},
      {"systemd", "libsystemd"},
      {"jpeglib", "libjpeg"},
      {"jerror", "libjpeg"},
      {"png.h", "libpng"},
      {"webp/", "libwebp"},
      {"libheif", "libheif"},
      {"libexif", "libexif"},
      {"ogg/", "Ogg and Opus"},
      {"opus", "Ogg and Opus"},
      {"libyuv", "libyuv"}};
  for (const auto& [beginning, library] : beginnings)
    if (target.rfind(beginning, 0) == 0) return library;
  return "";
}

std::string place_of(const Include& include) {
  return include.file + ":" + std::to_string(include.line) + ": includes " + include.target;
}

}  // namespace

TEST_CASE("every include of Talt's own keeps to the layers") {
  const auto all = product_includes();
  REQUIRE(all.size() > 100);
  Lines breaches;
  for (const auto& include : all)
    if (include.quoted && !may_include(layer_of(include.file), include.target))
      breaches.push_back(place_of(include));
  CHECK(breaches == Lines{});
}

TEST_CASE("within the receiver each folder stands on those below it") {
  static const std::map<std::string, std::set<std::string>> stands_on = {
      {"ledger", {}},
      {"service", {"ledger"}},
      {"tables", {"ledger"}},
      {"walks", {"ledger", "tables"}},
      {"export", {"ledger", "tables", "walks"}},
      {"protocol", {"ledger", "tables", "walks", "export"}}};
  static const std::regex within("sync/receiver/([a-z]+)/.*");
  Lines breaches;
  std::size_t count = 0;
  for (const auto& include : product_includes()) {
    std::smatch from, to;
    if (!std::regex_match(include.file, from, within) || !std::regex_match(include.target, to, within))
      continue;
    ++count;
    const auto below = stands_on.find(from[1]);
    if (from[1] != to[1] && (below == stands_on.end() || !below->second.contains(to[1])))
      breaches.push_back(place_of(include));
  }
  CHECK(count > 50);
  CHECK(breaches == Lines{});
}

TEST_CASE("the headers of core and the headers of ports show no third-party library") {
  Lines breaches;
  for (const auto& include : product_includes()) {
    const auto layer = layer_of(include.file);
    const bool is_port =
        layer == "platform" && fs::path(include.file).filename().string().find('_') == std::string::npos;
    if ((layer == "app/core" || is_port) && include.file.ends_with(".h") &&
        !library_of(include.target).empty() && include.target != "imgui.h")  // the screen takes draw lists
      breaches.push_back(place_of(include));
  }
  CHECK(breaches == Lines{});
}

TEST_CASE("sync and core draw nothing, store nothing and send nothing by themselves") {
  static const std::set<std::string> codecs = {"toml++", "libcbor", "nlohmann-json", ""};
  Lines breaches;
  for (const auto& include : product_includes()) {
    const auto layer = layer_of(include.file);
    if ((layer == "app/core" || layer == "sync" || layer == "sync/receiver") &&
        !codecs.contains(library_of(include.target)))
      breaches.push_back(place_of(include));
  }
  CHECK(breaches == Lines{});
}

TEST_CASE("an implementation of a port uses one library") {
  std::map<std::string, std::set<std::string>> used;
  for (const auto& include : product_includes())
    if (layer_of(include.file) == "platform" && include.target != "imgui.h")  // the screen port's own type
      if (const auto library = library_of(include.target); !library.empty())
        used[include.file].insert(library);
  REQUIRE(used.size() >= 8);
  Lines breaches;
  for (const auto& [file, libraries] : used)
    if (libraries.size() > 1)
      breaches.push_back(file + " uses " + std::to_string(libraries.size()) + " libraries");
  CHECK(breaches == Lines{});
}

TEST_CASE("every file that people write says its licence") {
  static const std::set<std::string> written = {".h",  ".cpp", ".toml", ".txt", ".md",      ".svg",
                                                ".py", ".yml", ".sh",   ".sql", ".service", ".clang-tidy"};
  Lines breaches;
  for (const auto& entry : fs::recursive_directory_iterator(top)) {
    const auto file = from_top(entry.path());
    if (!entry.is_regular_file() || file.starts_with("build") || file.starts_with(".git") ||
        file.starts_with(".cache"))
      continue;
    std::ifstream in(entry.path());
    std::string head(512, '\0');
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    const bool is_script = head.starts_with("#!");
    const bool should = is_script || written.contains(entry.path().extension().string());
    const bool is_vector = file.find("test_vectors") != std::string::npos;  // bytes, not prose
    if (should && !is_vector && head.find("SPDX-License-Identifier: EUPL-1.2") == std::string::npos)
      breaches.push_back(file);
  }
  CHECK(breaches == Lines{});
}

TEST_CASE("drawing code keeps no state of its own") {
  static const std::regex pattern(R"(^\s+static\s+(?!const|constexpr))");
  Lines breaches;
  for (const auto& path : sources_below({"app/ui"})) {
    std::ifstream in(path);
    int number = 0;
    for (std::string line; std::getline(in, line);)
      if (++number; std::regex_search(line, pattern))
        breaches.push_back(from_top(path) + ":" + std::to_string(number));
  }
  CHECK(breaches == Lines{});
}
