// SPDX-License-Identifier: EUPL-1.2
// tests/accessibility DIALOGUE_DIR: draws every screen of a dialogue in each of its languages and prints what
// would keep people from using it, a line per fault. Exit 1 where there is any.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/kiosk/dialogue_folder.h"
#include "tests/screens/checks.h"
#include "tests/screens/easel.h"
#include "tests/screens/tour.h"
#include "tests/screens/walk_tour.h"
#include "tests/screens/worst_cases.h"
#include "tests/screens/worst_walks.h"

using namespace talt;

namespace {

struct Options {
  std::string dialogue, pictures, only;
  std::vector<std::string> sizes{"1280x800", "800x1280"}, languages;
  float ppi = 149.5f;
  bool timing = false;
  bool worst = false;
};

class Inspection {
 public:
  Inspection(const core::Dialogue& dialogue, const Options& options)
      : dialogue_(dialogue), options_(options) {}

  void inspect(const tests::Glass& glass) {
    tests::Easel easel(dialogue_, options_.dialogue, glass);
    show_pictures(easel);
    for (std::size_t language = 0; language < dialogue_.languages.size(); ++language) {
      const std::string& tag = dialogue_.languages[language].tag;
      const auto& wanted = options_.languages;
      if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), tag) == wanted.end()) continue;
      std::vector<tests::Stop> stops =
          dialogue_.walk ? walk_stops(language) : tests::tour_of_visit(dialogue_, language);
      if (language == 0)
        for (tests::Stop& stop : tests::tour_of_host(dialogue_)) stops.push_back(std::move(stop));
      for (const tests::Stop& stop : stops)
        if (stop.name.find(options_.only) != std::string::npos) look_at(easel, glass, stop, tag);
    }
  }
  int faults() const { return faults_; }
  int screens() const { return screens_; }

 private:
  std::vector<tests::Stop> walk_stops(std::size_t language) const {
    std::vector<tests::Stop> stops = tests::tour_of_walk(dialogue_, language);
    for (tests::Stop& stop : tests::tour_of_worst_walk(dialogue_, language)) stops.push_back(std::move(stop));
    return stops;
  }
  /// What the camera and the stick would show: the dialogue's own first picture.
  void show_pictures(tests::Easel& easel) const {
    if (!dialogue_.walk || dialogue_.walk->themes.empty()) return;
    const std::string path = options_.dialogue + "/" + dialogue_.walk->themes[0].picture.file;
    std::ifstream in(path, std::ios::binary);
    const core::Bytes bytes{std::istreambuf_iterator<char>(in), {}};
    const auto image = platform::decode_picture(bytes, 512);
    if (!image) return;
    for (const char* name : {"camera", "photo", "photo.file:1", "photo.file:2", "photo.file:4"})
      easel.show_live(name, *image);
  }
  void look_at(tests::Easel& easel, const tests::Glass& glass, const tests::Stop& stop,
               const std::string& tag) {
    const std::string where =
        std::to_string(glass.width) + "x" + std::to_string(glass.height) + "-" + tag + "-" + stop.name;
    const ui::Semantics semantics = easel.draw(stop.state, tests::busy_afternoon());
    ++screens_;
    for (const std::string& fault : tests::faults_on(
             semantics,
             {static_cast<float>(glass.width), static_cast<float>(glass.height), easel.px_per_mm()})) {
      std::printf("%s: %s\n", where.c_str(), fault.c_str());
      ++faults_;
    }
    if (!options_.pictures.empty()) easel.write_picture(options_.pictures + "/" + where + ".png");
    if (!options_.timing) return;
    double best = 1e6;
    for (int frame = 0; frame < 5; ++frame) {
      // The glass does not draw what it shows already: something else comes in between.
      core::State other = core::initial_state(dialogue_, {}, 0);
      other.screen = core::Paused{};
      easel.draw(other, tests::busy_afternoon());
      easel.draw(stop.state, tests::busy_afternoon());
      best = std::min(best, easel.last_frame_ms());
    }
    std::printf("%s: a frame takes %.1f ms\n", where.c_str(), best);
  }

  const core::Dialogue& dialogue_;
  const Options& options_;
  int faults_ = 0;
  int screens_ = 0;
};

int run(const Options& options) {
  if (options.worst) {
    for (const auto& write : {tests::write_worst_cases, tests::write_worst_walks})
      for (const std::string& folder : write(options.dialogue)) std::printf("%s\n", folder.c_str());
    return 0;
  }
  const core::ParsedDialogue parsed = kiosk::load_dialogue(options.dialogue);
  for (const auto& fault : parsed.faults) std::fprintf(stderr, "%s\n", fault.text().c_str());
  if (!parsed.dialogue) return 1;
  if (!options.pictures.empty()) std::filesystem::create_directories(options.pictures);
  Inspection inspection(*parsed.dialogue, options);
  for (const std::string& size : options.sizes) {
    tests::Glass glass{0, 0, options.ppi};
    char end = 0;
    if (std::sscanf(size.c_str(), "%dx%d%c", &glass.width, &glass.height, &end) != 2) {
      std::fprintf(stderr, "cannot use the size %s: it is not WIDTHxHEIGHT: use one such as 1280x800\n",
                   size.c_str());
      return 2;
    }
    inspection.inspect(glass);
  }
  std::printf("%d screens, %d faults\n", inspection.screens(), inspection.faults());
  return inspection.faults() == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Draws every screen of a dialogue and prints what would keep people from using it.");
  Options options;
  app.add_option("dialogue", options.dialogue, "the dialogue's folder")->required();
  app.add_option("--size", options.sizes, "pixels")->capture_default_str();
  app.add_option("--ppi", options.ppi, "pixels per inch")->check(CLI::Range(50, 1000))->capture_default_str();
  app.add_option("--lang", options.languages, "these languages only");
  app.add_option("--only", options.only, "screens whose name contains this");
  app.add_option("--pictures", options.pictures, "a folder for PNGs of what was seen");
  app.add_flag("--timing", options.timing, "says how long each frame takes");
  app.add_flag("--write-worst", options.worst, "writes the tests' worst dialogues into the folder instead");
  CLI11_PARSE(app, argc, argv);
  return run(options);
}
