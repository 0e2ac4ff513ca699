// SPDX-License-Identifier: EUPL-1.2
// Draws every screen of the dialogues that ship, and of the worst that could be written, in all their
// languages, upright and lying, on several glasses, and reads from the list of what is on screen whether
// people could use it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "app/kiosk/dialogue_folder.h"
#include "tests/doubles/temporary_folder.h"
#include "tests/paths.h"
#include "tests/screens/checks.h"
#include "tests/screens/easel.h"
#include "tests/screens/tour.h"
#include "tests/screens/worst_cases.h"

using namespace talt;

namespace {

core::Dialogue load(const std::string& folder) {
  auto parsed = kiosk::load_dialogue(folder);
  for (const auto& fault : parsed.faults) UNSCOPED_INFO(fault.text());
  REQUIRE(parsed.dialogue);
  return *std::move(parsed.dialogue);
}

std::string sample(const std::string& name) {
  return (tests::source_folder() / "assets" / "dialogues" / name).string();
}

/// Draws and reads all screens of a dialogue in a language on one glass; the host's with the first.
void check_screens(const core::Dialogue& dialogue, const std::string& folder, const tests::Glass& glass,
                   std::size_t language) {
  tests::Easel easel(dialogue, folder, glass);
  for (const tests::Stop& stop : tests::tour_of_visit(dialogue, language)) {
    const ui::Semantics semantics = easel.draw(stop.state, tests::busy_afternoon());
    if (semantics.find_id("map") || semantics.find_id("comment")) continue;
    for (const std::string& fault : tests::faults_on(
             semantics,
             {static_cast<float>(glass.width), static_cast<float>(glass.height), easel.px_per_mm()}))
      FAIL_CHECK(dialogue.id << " " << glass.width << "x" << glass.height << " at " << glass.ppi << " ppi, "
                             << dialogue.languages[language].tag << ", " << stop.name << ": " << fault);
  }
}

const tests::Glass lying{1280, 800, 149.5f};
const tests::Glass upright{800, 1280, 149.5f};

}  // namespace

TEST_CASE("every screen of the market square can be read and tapped, in every language and both ways up") {
  const std::string folder = sample("market-square");
  const core::Dialogue dialogue = load(folder);
  for (std::size_t language = 0; language < dialogue.languages.size(); ++language)
    for (const tests::Glass& glass : {lying, upright}) check_screens(dialogue, folder, glass, language);
}

TEST_CASE("a vote of one question can be read and tapped on glasses of every kind") {
  const std::string folder = sample("dot-vote");
  const core::Dialogue dialogue = load(folder);
  const tests::Glass glasses[] = {{1280, 800, 96},  {1280, 800, 200},  {1920, 1080, 96}, {1080, 1920, 160},
                                  {1024, 600, 150}, {2560, 1600, 300}, {768, 1024, 132}};
  for (const tests::Glass& glass : glasses)
    for (std::size_t language = 0; language < dialogue.languages.size(); ++language)
      check_screens(dialogue, folder, glass, language);
}

TEST_CASE("twelve long alternatives, titles of 300 characters and twenty languages stay whole") {
  const doubles::TemporaryFolder scratch;
  for (const std::string& folder : tests::write_worst_cases(scratch.path())) {
    const core::Dialogue dialogue = load(folder);
    for (const tests::Glass& glass : {lying, upright}) {
      const bool is_babel = dialogue.languages.size() > 3;
      for (std::size_t language = 0; language < dialogue.languages.size(); language += is_babel ? 3 : 1)
        check_screens(dialogue, folder, glass, language);
    }
  }
}

TEST_CASE("what a language lacks shows in the first language, with its tag and in its direction") {
  const doubles::TemporaryFolder scratch;
  const std::string folder = tests::write_worst_cases(scratch.path()).back();
  const core::Dialogue dialogue = load(folder);
  tests::Easel easel(dialogue, folder, lying);
  const std::size_t arabic = 2;
  for (const tests::Stop& stop : tests::tour_of_visit(dialogue, arabic)) {
    if (stop.name != "2-q2") continue;
    const ui::Semantics semantics = easel.draw(stop.state, tests::busy_afternoon());
    CHECK(semantics.find("Vad ska vi satsa på? (sv)") != nullptr);
    CHECK(semantics.find_id("next")->name == "التالي");
    CHECK(semantics.find_id("next")->rect.left < semantics.find_id("back")->rect.left);
  }
}

TEST_CASE("a language that the interface does not speak has its buttons in the first language") {
  const doubles::TemporaryFolder scratch;
  const std::string folder = tests::write_worst_cases(scratch.path()).back();
  const core::Dialogue dialogue = load(folder);
  tests::Easel easel(dialogue, folder, upright);
  const std::size_t dari = 4;
  const auto stops = tests::tour_of_visit(dialogue, dari);
  const ui::Semantics semantics = easel.draw(stops.at(1).state, tests::busy_afternoon());
  CHECK(semantics.find("روی چه چیز مصرف کنیم؟") != nullptr);
  CHECK(semantics.find_id("next")->name == "Nästa");
  CHECK(semantics.find_id("next")->rect.left < semantics.find_id("back")->rect.left);
}

namespace {

/// The market square with one kind of its texts exchanged; each key is followed by " = ".
core::Dialogue square_with(const doubles::TemporaryFolder& scratch, const std::string& key,
                           const std::string& text) {
  std::filesystem::copy(
      sample("market-square"), scratch.path(),
      std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
  std::ifstream in(scratch.path() + "/dialogue.toml");
  std::string toml, line;
  while (std::getline(in, line))
    toml += (line.starts_with(key + " = ") ? key + " = \"" + text + "\"" : line) + "\n";
  in.close();
  std::ofstream(scratch.path() + "/dialogue.toml") << toml;
  return load(scratch.path());
}

}  // namespace

TEST_CASE("no part of the promise stands in another column than its heading") {
  const doubles::TemporaryFolder scratch;
  const core::Dialogue dialogue = square_with(
      scratch, "influence.sv",
      "Vad som byggs först, var bryggan hamnar och vilka tider kiosken har öppet. Vi har 3 miljoner "
      "kronor för allt som görs 2027 och 2028.");
  tests::Easel easel(dialogue, scratch.path(), lying);
  const ui::Semantics semantics =
      easel.draw(tests::tour_of_visit(dialogue, 0).at(1).state, tests::busy_afternoon());
  const ui::Node* heading = semantics.find("Det här kan du påverka");
  const auto& nodes = semantics.nodes();
  const auto words = std::find_if(nodes.begin(), nodes.end(), [](const ui::Node& node) {
    return node.name.starts_with("Vad som byggs först");
  });
  REQUIRE(heading != nullptr);
  REQUIRE(words != nodes.end());
  CHECK(heading->rect.left == Approx(words->rect.left).margin(2));
}

TEST_CASE("a question that has room for its words does not page them") {
  for (const char* title : {"كيف تأتي إلى الشاطئ؟", "ما الأهم؟", "ما الذي تريده أن يتغير في الشاطئ؟"})
    for (const float ppi : {140.f, 145.f, 149.5f, 155.f, 160.f}) {
      const doubles::TemporaryFolder scratch;
      const core::Dialogue dialogue = square_with(scratch, "title.ar", title);
      std::size_t arabic = 0;
      while (dialogue.languages.at(arabic).tag != "ar") ++arabic;
      const tests::Glass glass{800, 1280, ppi};
      tests::Easel easel(dialogue, scratch.path(), glass);
      for (const tests::Stop& stop : tests::tour_of_visit(dialogue, arabic)) {
        const ui::Semantics semantics = easel.draw(stop.state, tests::busy_afternoon());
        for (const ui::Node& node : semantics.nodes()) {
          INFO(title << " at " << ppi << " ppi, " << stop.name << ": " << node.id);
          CHECK_FALSE(node.scroller == "question");
        }
      }
    }
}

TEST_CASE("a telephone number keeps its order among Arabic words") {
  const doubles::TemporaryFolder scratch;
  const core::Dialogue dialogue = square_with(scratch, "contact.ar", "اتصل 063-14 30 00 أو 1 2");
  std::size_t arabic = 0;
  while (dialogue.languages.at(arabic).tag != "ar") ++arabic;
  tests::Easel easel(dialogue, scratch.path(), upright);
  const ui::Semantics semantics =
      easel.draw(tests::tour_of_visit(dialogue, arabic).at(0).state, tests::busy_afternoon());
  CHECK(std::any_of(semantics.nodes().begin(), semantics.nodes().end(), [](const ui::Node& node) {
    return node.name.find("\u2066063-14 30 00\u2069") != std::string::npos;
  }));
}

TEST_CASE("on a small upright glass the ways on and out keep their words or their signs, and their size") {
  const std::string folder = sample("dot-vote");
  const core::Dialogue dialogue = load(folder);
  for (std::size_t language = 0; language < dialogue.languages.size(); ++language) {
    tests::Easel easel(dialogue, folder, {800, 1280, 200});
    for (const tests::Stop& stop : tests::tour_of_visit(dialogue, language)) {
      if (stop.name == "still-there") continue;
      const ui::Semantics semantics = easel.draw(stop.state, tests::busy_afternoon());
      for (const char* id : {"leave", "skip", "next", "promise.continue"}) {
        const ui::Node* node = semantics.find_id(id);
        if (node == nullptr) continue;
        INFO(dialogue.languages[language].tag << ", " << stop.name << ": #" << id);
        CHECK_FALSE(node->shortened);
        CHECK(node->rect.width() >= 17.5f * easel.px_per_mm());
      }
    }
  }
}
