// SPDX-License-Identifier: EUPL-1.2
// Draws every screen of the walks that ship, of one that follows up another, and of the worst that could be
// planned and noted, in all their languages, upright and lying, and reads whether a hand in the dark could
// use it.
#include <catch2/catch.hpp>

#include "app/kiosk/dialogue_folder.h"
#include "tests/doubles/temporary_folder.h"
#include "tests/paths.h"
#include "tests/screens/checks.h"
#include "tests/screens/easel.h"
#include "tests/screens/walk_tour.h"
#include "tests/screens/worst_walks.h"

using namespace talt;

namespace {

using Tour = std::vector<tests::Stop> (*)(const core::Dialogue&, std::size_t);

std::string sample(const std::string& name) {
  return (tests::source_folder() / "assets" / "dialogues" / name).string();
}

core::Dialogue load(const std::string& folder) {
  auto parsed = kiosk::load_dialogue(folder);
  for (const auto& fault : parsed.faults) UNSCOPED_INFO(fault.text());
  REQUIRE(parsed.dialogue);
  return *std::move(parsed.dialogue);
}

void check_walk(const std::string& folder, Tour tour) {
  const core::Dialogue dialogue = load(folder);
  REQUIRE(dialogue.walk);
  for (const tests::Glass& glass : {tests::Glass{1280, 800, 149.5f}, tests::Glass{800, 1280, 149.5f}}) {
    tests::Easel easel(dialogue, folder, glass);
    const tests::GlassSize size{static_cast<float>(glass.width), static_cast<float>(glass.height),
                                easel.px_per_mm()};
    for (std::size_t language = 0; language < dialogue.languages.size(); ++language)
      for (const tests::Stop& stop : tour(dialogue, language))
        for (const std::string& fault :
             tests::faults_on(easel.draw(stop.state, tests::busy_afternoon()), size))
          FAIL_CHECK(dialogue.id << " " << glass.width << "x" << glass.height << ", "
                                 << dialogue.languages[language].tag << ", " << stop.name << ": " << fault);
  }
}

}  // namespace

TEST_CASE("every screen of a safety walk can be read and tapped, in every language and both ways up") {
  check_walk(sample("safety-walk"), tests::tour_of_walk);
}

TEST_CASE("every screen of a walk-and-talk can be read and tapped, in every language and both ways up") {
  check_walk(sample("walk-and-talk"), tests::tour_of_walk);
}

TEST_CASE("every screen of a walk that follows up another can be read and tapped") {
  const doubles::TemporaryFolder scratch;
  tests::write_follow_up(sample("safety-walk"), scratch.path());
  REQUIRE(load(scratch.path()).walk->earlier.size() == 5);
  check_walk(scratch.path(), tests::tour_of_walk);
}

TEST_CASE("300 notes, long quotes, troubles and a lost position leave a walk's screens whole") {
  check_walk(sample("safety-walk"), tests::tour_of_worst_walk);
}

TEST_CASE("the longest and the barest walk that may be planned can be walked") {
  const doubles::TemporaryFolder scratch;
  for (const std::string& folder : tests::write_worst_walks(scratch.path())) {
    check_walk(folder, tests::tour_of_walk);
    check_walk(folder, tests::tour_of_worst_walk);
  }
}
