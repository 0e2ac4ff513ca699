// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/dialogue_folder.h"
#include "tests/paths.h"

#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace fs = std::filesystem;
using namespace talt;

namespace {

const std::string samples = tests::source_folder().string() + "/assets/dialogues/";

/// A copy of a sample in a folder of its own, to be spoilt.
class Copy {
 public:
  explicit Copy(const std::string& sample) {
    std::string form = (fs::temp_directory_path() / "talt-dialogue-XXXXXX").string();
    REQUIRE(mkdtemp(form.data()) != nullptr);
    path_ = form;
    fs::copy(samples + sample, path_, fs::copy_options::recursive);
  }
  ~Copy() { fs::remove_all(path_); }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;

  const std::string& path() const { return path_; }
  void write(const std::string& name, const std::string& content) const {
    std::ofstream(path_ + "/" + name, std::ios::binary) << content;
  }
  std::string read(const std::string& name) const {
    std::stringstream content;
    content << std::ifstream(path_ + "/" + name, std::ios::binary).rdbuf();
    return content.str();
  }
  void replace(const std::string& old, const std::string& now) const {
    auto text = read("dialogue.toml");
    const auto at = text.find(old);
    REQUIRE(at != std::string::npos);
    write("dialogue.toml", text.replace(at, old.size(), now));
  }

 private:
  std::string path_;
};

std::string faults(const std::string& folder) {
  const auto result = kiosk::load_dialogue(folder, kiosk::Look::Whole);
  CHECK(result.dialogue.has_value() == result.faults.empty());
  std::string all;
  for (const auto& fault : result.faults) all += fault.text() + "\n";
  return all;
}

bool says(const std::string& all, const std::string& part) {
  INFO(all);
  INFO(part);
  return all.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the dialogues that ship have neither fault nor warning") {
  for (const auto* name : {"market-square", "dot-vote", "safety-walk", "walk-and-talk"}) {
    const auto result = kiosk::load_dialogue(samples + name, kiosk::Look::Whole);
    for (const auto& fault : result.faults) UNSCOPED_INFO(fault.text());
    for (const auto& warning : result.warnings) UNSCOPED_INFO(warning.text());
    CHECK(result.dialogue);
    CHECK(result.warnings.empty());
  }
}

TEST_CASE("a missing, a cut and a false picture are named at their line, all at once") {
  const Copy copy("market-square");
  fs::remove(copy.path() + "/trees.png");
  copy.write("benches.png", copy.read("benches.png").substr(0, 4000));
  copy.write("light.png", "this is no picture");
  copy.write("plan.png", copy.read("plan.png").substr(0, 20));
  copy.replace("shuffle = true", "shufle = true");
  const auto all = faults(copy.path());
  CHECK(says(all, "\"trees.png\" is missing"));
  CHECK(says(all, "\"benches.png\": "));
  CHECK(says(all, "\"light.png\": "));
  CHECK(says(all, "\"plan.png\": "));
  CHECK(says(all, "did you mean shuffle?"));
  CHECK(std::count(all.begin(), all.end(), '\n') == 5);
}

TEST_CASE("a control point outside its picture is named, also beside other faults") {
  const Copy copy("market-square");
  copy.replace("x = 1336\n", "x = 13360\n");
  copy.replace("shuffle = true", "shufle = true");
  CHECK(says(faults(copy.path()), "control point 3 of \"plan.png\" lies outside the picture"));
}

TEST_CASE("a map that is none is named") {
  const Copy copy("market-square");
  copy.write("town.mbtiles", "not a database, not a map");
  copy.replace("file = \"plan.png\"", "file = \"town.mbtiles\"");
  CHECK(says(faults(copy.path()), "\"town.mbtiles\": "));
}

TEST_CASE("a place off the map is a warning") {
  const fs::path town = tests::shared_folder() / "data/map/town/stockholm-ostermalm.mbtiles";
  if (!fs::exists(town)) {
    WARN("skipped: the town maps are not here");
    return;
  }
  const Copy copy("market-square");
  fs::copy_file(town, copy.path() + "/town.mbtiles");
  copy.replace("file = \"plan.png\"", "file = \"town.mbtiles\"");
  auto text = copy.read("dialogue.toml");
  copy.write("dialogue.toml", text.substr(0, text.find("[[map.control_point]]")));
  const auto result = kiosk::load_dialogue(copy.path());
  CHECK(result.dialogue);
  REQUIRE_FALSE(result.warnings.empty());
  CHECK(says(result.warnings[0].text(), "place fountain of question where-light lies outside the map"));
}

TEST_CASE("a place off a picture with control points is a warning too") {
  const Copy copy("market-square");
  copy.replace("lat = 63.3125112\nlon = 13.64985", "lat = 63.3225112\nlon = 13.64985");
  const auto result = kiosk::load_dialogue(copy.path());
  CHECK(result.dialogue);
  REQUIRE(result.warnings.size() == 1);
  CHECK(says(result.warnings[0].text(),
             "place fountain of question where-light lies outside the map \"plan.png\""));
}

TEST_CASE("a walk's stops and places off its map are warnings") {
  const Copy copy("safety-walk");
  copy.replace("lat = 60.619946\n", "lat = 60.629946\n");  // the pond
  copy.replace("id = \"path\"", "id = \"far-path\"");
  auto text = copy.read("dialogue.toml");
  const auto lon = text.find("lon = ", text.find("id = \"far-path\""));
  copy.write("dialogue.toml", text.replace(lon, text.find('\n', lon) - lon, "lon = 16.7"));
  const auto result = kiosk::load_dialogue(copy.path());
  CHECK(result.dialogue);
  REQUIRE(result.warnings.size() == 2);
  CHECK(says(result.warnings[0].text(),
             "stop pond of the walk lies outside the map \"plan.png\": check its lat"));
  CHECK(says(result.warnings[1].text(), "place far-path of the walk lies outside the map \"plan.png\""));
}

TEST_CASE("pictures of a walk's themes and of what an earlier walk noted must be there") {
  const Copy copy("safety-walk");
  fs::remove(copy.path() + "/tunnels.png");
  copy.replace("map = \"area\"\n", "map = \"area\"\nearlier = \"482913\"\n");
  copy.write("dialogue.toml",
             copy.read("dialogue.toml") +
                 "[[walk.earlier_observation]]\nid = \"00112233445566ff\"\nverdict = \"bad\"\n"
                 "picture = \"earlier-1.jpg\"\n");
  const auto all = faults(copy.path());
  CHECK(std::count(all.begin(), all.end(), '\n') == 2);
  CHECK(says(all, "\"tunnels.png\" is missing"));
  CHECK(says(all, "\"earlier-1.jpg\" is missing"));
}

TEST_CASE("a picture that two alternatives share and nobody has is named at both") {
  const Copy copy("dot-vote");
  copy.replace("picture = \"benches.png\"", "picture = \"trees.png\"");
  fs::remove(copy.path() + "/trees.png");
  const auto all = faults(copy.path());
  CHECK(std::count(all.begin(), all.end(), '\n') == 2);
}

TEST_CASE("a name in other capitals is not the file, and the file's own is said") {
  const Copy copy("dot-vote");
  fs::rename(copy.path() + "/trees.png", copy.path() + "/Trees.PNG");
  CHECK(says(faults(copy.path()), "\"trees.png\" is missing: write it as the file is called: Trees.PNG"));
}

TEST_CASE("what lies under a picture's name and is no file holds nobody up") {
  const Copy copy("dot-vote");
  for (const auto* name : {"trees.png", "benches.png"}) fs::remove(copy.path() + "/" + name);
  REQUIRE(mkfifo((copy.path() + "/trees.png").c_str(), 0600) == 0);
  fs::create_directory(copy.path() + "/benches.png");
  const auto all = faults(copy.path());
  CHECK(says(all, "\"trees.png\" is not a file"));
  CHECK(says(all, "\"benches.png\" is not a file"));
}

TEST_CASE("a link out of the folder is a warning, one within it is not") {
  const Copy copy("dot-vote"), other("dot-vote");
  fs::remove(copy.path() + "/trees.png");
  fs::create_symlink(other.path() + "/trees.png", copy.path() + "/trees.png");
  fs::remove(copy.path() + "/light.png");
  fs::create_symlink("benches.png", copy.path() + "/light.png");
  const auto result = kiosk::load_dialogue(copy.path());
  CHECK(result.dialogue);
  REQUIRE(result.warnings.size() == 1);
  CHECK(says(result.warnings[0].text(), "\"trees.png\" is a link to a file outside of the folder"));
}

TEST_CASE("maps from other tools are used or refused by name, and their bad tiles counted") {
  const fs::path odd = tests::shared_folder() / "data/map/odd";
  if (!fs::exists(odd)) {
    WARN("skipped: the odd maps are not here");
    return;
  }
  const auto looked_at = [&](const std::string& file) {
    const Copy copy("market-square");
    fs::copy_file(odd / file, copy.path() + "/town.mbtiles");
    copy.replace("file = \"plan.png\"", "file = \"town.mbtiles\"");
    const auto text = copy.read("dialogue.toml");
    copy.write("dialogue.toml", text.substr(0, text.find("[[map.control_point]]")));
    const auto result = kiosk::load_dialogue(copy.path(), kiosk::Look::Whole);
    std::string all;
    for (const auto& fault : result.faults) all += fault.text() + "\n";
    for (const auto& warning : result.warnings) all += warning.text() + " (warning)\n";
    return all;
  };
  CHECK(looked_at("martin--geography-class-png.mbtiles") == "");
  CHECK(looked_at("martin--webp.mbtiles").find("cannot be used") == std::string::npos);
  for (const auto* file :
       {"martin--bad_hash.mbtiles", "martin--invalid-tile-format.mbtiles", "martin--json.mbtiles",
        "node-mbtiles--corrupt.mbtiles", "planetiler--jakartabuildings.mbtiles", "martin--webp2.pmtiles"}) {
    INFO(file);
    CHECK(says(looked_at(file), "\"town.mbtiles\": "));
  }
}

TEST_CASE("a folder without a dialogue says so") {
  CHECK(says(faults("/nonexistent"), "there is no such file: name the folder"));
}
