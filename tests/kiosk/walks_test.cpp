// SPDX-License-Identifier: EUPL-1.2
// Walks on the real kiosk, as fingers walk through them: what is recorded, what a restart finds again, what
// goes on when a disk fails.
#include "tests/kiosk/walk_rig.h"

using namespace talt;
using tests::begin_walk;
using tests::WalkRig;
namespace walk = core::walk;

namespace {

const std::string to_saw = "tap #theme:lighting\ntap #verdict:bad\ntap #saw\n";

std::vector<walk::Observation> notes_of(WalkRig& rig) {
  std::vector<walk::Observation> notes;
  for (const auto& record : rig.recorded().of_walks)
    if (const auto* note = std::get_if<walk::Observation>(&record)) notes.push_back(*note);
  return notes;
}

}  // namespace

TEST_CASE("an observation takes three taps, and is in the journal", "[walks]") {
  WalkRig rig;
  rig.walk(begin_walk + "tap #theme:lighting\ntap #verdict:good\ntap #done\n");
  const auto notes = notes_of(rig);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].verdict == walk::Verdict::Good);
  CHECK(notes[0].theme == 0u);
}

TEST_CASE("a correction is a record of its own, after the one that it corrects", "[walks]") {
  WalkRig rig;
  rig.walk(begin_walk + to_saw +
           "type \"Lyktan\"\ntap #close\ntap #done\ntap #tab:list\ntap #note:1\ntap #saw\n" +
           "type \" blinkar\"\ntap #close\ntap #done\n");
  const auto notes = notes_of(rig);
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].id == notes[1].id);
  CHECK(notes[1].revision == notes[0].revision + 1);
  CHECK(notes[0].saw == "Lyktan");
  CHECK(notes[1].saw == "Lyktan blinkar");
}

TEST_CASE("a kiosk that crashes in mid-sentence goes on there", "[walks]") {
  WalkRig rig;
  rig.walk(begin_walk + to_saw + "type \"Lyktan är sl\"\nwait 1000\n");
  rig.restart();
  REQUIRE(rig.kiosk->state().walk->draft);
  CHECK(rig.kiosk->state().walk->draft->saw == "Lyktan är sl");
  rig.walk("tap #saw\ntype \"äckt\"\ntap #close\ntap #done\n");
  const auto notes = notes_of(rig);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].saw == "Lyktan är släckt");
}

TEST_CASE("after a power cut the words on paper open the walk, and it ends as any other", "[walks]") {
  WalkRig rig;
  rig.walk(begin_walk + to_saw + "type \"Lyktan\"\ntap #close\ntap #done\n");
  const auto words = rig.words;
  REQUIRE(words.size() == 4);
  rig.hands.reset();
  rig.restart();
  CHECK_FALSE(rig.shows("Lyktan"));
  std::string typed = "tap #walk.open\n";
  for (std::size_t i = 0; i < 4; ++i)
    typed += "tap #word.field:" + std::to_string(i + 1) + "\ntype \"" + words[i] + "\"\n";
  rig.walk(typed + "tap #open\ntap #tab:list\nexpect \"Lyktan\"\ntap #tab:note\ntap #end\ntap #end.yes\n");
  CHECK_FALSE(rig.hands);
  rig.restart();
  CHECK(rig.shows("#walk.start"));
}

TEST_CASE("a write that fails on a walk is found out: the note is saved once, and the walk goes on",
          "[walks]") {
  WalkRig rig;
  rig.walk(begin_walk + to_saw + "type \"Lyktan\"\ntap #close\n");
  rig.gate.fail(1'000'000);
  rig.walk("tap #done\nexpect \"No space left\"\nwait 6000\n");
  rig.gate.fail(0);
  rig.walk("wait 6000\nexpect #theme:lighting\ntap #tab:list\nexpect \"Lyktan\"\n");
  CHECK(notes_of(rig).size() == 1);
}

TEST_CASE("a walk's position dates and places what is noted, and its way is recorded", "[walks]") {
  WalkRig rig;
  rig.walk(begin_walk);
  for (int i = 0; i < 120; ++i) {
    rig.second_of_walking();
    rig.kiosk->turn();
  }
  rig.walk("tap #theme:lighting\ntap #verdict:bad\ntap #done\ntap #end\ntap #end.yes\n");
  const auto recorded = rig.recorded();
  std::size_t pieces = 0;
  const walk::Observation* note = nullptr;
  for (const auto& record : recorded.of_walks) {
    if (std::holds_alternative<walk::TrackPiece>(record)) ++pieces;
    if (const auto* one = std::get_if<walk::Observation>(&record)) note = one;
  }
  CHECK(pieces >= 1);
  REQUIRE(note != nullptr);
  CHECK(note->where.by == walk::PlacedBy::Position);
  REQUIRE(note->where.at);
  CHECK(note->where.at->lat == Approx(rig.lat()).epsilon(1e-6));
}
