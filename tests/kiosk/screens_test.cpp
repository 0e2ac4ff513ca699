// SPDX-License-Identifier: EUPL-1.2
// Draws every screen of the dialogues that ship, and of the worst that could be written, in all their
// languages, upright and lying, on several glasses, and reads from the list of what is on screen whether
// people could use it.
#include <catch2/catch.hpp>
#include <filesystem>

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
