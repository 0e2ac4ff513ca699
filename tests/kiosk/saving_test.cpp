// SPDX-License-Identifier: EUPL-1.2
// While something is being saved the screen goes on; whatever fingers do meanwhile, nothing stands twice and
// nothing is lost. The store is held up or fails; nothing waits for luck.
#include "tests/kiosk/kiosk_rig.h"

using namespace talt;
using tests::KioskRig;
using tests::to_the_panel;
using Words = std::vector<std::string>;

namespace {

const std::string to_the_dots = "tap #language:sv\ntap #promise.continue\ntap #alternative:trees\n";

const Words one_answer{"begin sv self", "priorities: dots 1 0 0 0 0 0"};

bool is_saving(const KioskRig& rig) {
  const auto* asking = std::get_if<core::Asking>(&rig.kiosk->state().screen);
  return asking != nullptr && asking->saving;
}

/// At the first question, its answer on the way to a store that is held up.
void hold_up_the_first_answer(KioskRig& rig) {
  rig.walk(to_the_dots);
  rig.gate.hold();
  rig.tap("next");
  rig.turns(4);
  rig.gate.wait_for_a_writer();
  REQUIRE(is_saving(rig));
}

Words with(Words words, std::initializer_list<std::string> more) {
  words.insert(words.end(), more);
  return words;
}

}  // namespace

TEST_CASE("the screen goes on while an answer is being saved, and thanks only after it", "[saving]") {
  KioskRig rig;
  hold_up_the_first_answer(rig);
  for (int i = 0; i < 50; ++i) rig.kiosk->turn();
  CHECK(is_saving(rig));
  CHECK(rig.shows("Sparar"));
  rig.gate.let_go();
  rig.kiosk->settle();
  CHECK(rig.shows("#choice:daily"));
  CHECK(rig.recorded().all == one_answer);
}

TEST_CASE("taps while an answer is being saved mean nothing", "[saving]") {
  KioskRig rig;
  hold_up_the_first_answer(rig);
  for (const auto* id : {"next", "back", "skip", "leave", "alternative:roof", "next"}) {
    rig.tap(id);
    rig.turns(4);
  }
  rig.gate.let_go();
  rig.kiosk->settle();
  CHECK(rig.shows("#choice:daily"));
  rig.walk("tap #back\ntap #next\ntap #leave\n");
  CHECK(rig.recorded().all == with(one_answer, {"end left after 2"}));
}

TEST_CASE("five hundred taps on the same place save one answer", "[saving]") {
  KioskRig rig;
  rig.walk(to_the_dots);
  for (int i = 0; i < 500; ++i) rig.tap("next");
  rig.kiosk->settle();
  // Further taps met the next question, which nobody had answered: its way on is a skip, and so to the end.
  const auto recorded = rig.recorded().all;
  REQUIRE(recorded.size() >= 2);
  CHECK(recorded[0] == "begin sv self");
  CHECK(std::count(recorded.begin(), recorded.end(), "priorities: dots 1 0 0 0 0 0") == 1);
  CHECK(std::count(recorded.begin(), recorded.end(), "begin sv self") == 1);
}

TEST_CASE("five hundred taps on an alternative place the dots there are", "[saving]") {
  KioskRig rig;
  rig.walk("tap #language:sv\ntap #promise.continue\n");
  const auto& nodes = rig.kiosk->semantics().nodes();
  const auto shown = std::find_if(nodes.begin(), nodes.end(), [](const ui::Node& node) {
    return node.visible && node.id.starts_with("alternative:");
  });
  REQUIRE(shown != nodes.end());
  const ImVec2 at{shown->rect.centre().x, shown->rect.top + 20};  // beside what takes a dot back
  for (int i = 0; i < 500; ++i) rig.tap_at(at);
  rig.kiosk->settle();
  rig.walk("tap #next\ntap #leave\n");
  const auto recorded = rig.recorded().all;
  REQUIRE(recorded.size() == 3);
  CHECK(std::count(recorded[1].begin(), recorded[1].end(), '2') == 1);
  CHECK(std::count(recorded[1].begin(), recorded[1].end(), '0') == 5);
}

TEST_CASE("a second finger presses nothing, and taps outside of the screen neither", "[saving]") {
  KioskRig rig;
  rig.walk("tap #language:sv\ntap #promise.continue\n");
  const auto at = rig.kiosk->semantics().find_id("alternative:trees")->rect.centre();
  rig.tap_at(at, 1);
  for (const ImVec2 outside : {ImVec2{-50, -50}, ImVec2{5000, 400}, ImVec2{640, 90000}}) rig.tap_at(outside);
  rig.kiosk->settle();
  rig.walk("tap #skip\ntap #leave\n");
  CHECK(rig.recorded().all == Words{"begin sv self", "priorities: skipped", "end left after 2"});
}

TEST_CASE("two fingers that press the same answer press it once", "[saving]") {
  using Phase = core::input::Touch::Phase;
  KioskRig rig;
  rig.walk(to_the_dots);
  const auto at = rig.kiosk->semantics().find_id("next")->rect.centre();
  for (const auto phase : {Phase::Down, Phase::Up})
    for (const int finger : {0, 1}) rig.kiosk->inject(core::input::Touch{phase, finger, at.x, at.y});
  rig.kiosk->settle();
  if (rig.shows("#alternative:trees")) rig.walk("tap #next\n");
  rig.walk("tap #leave\n");
  CHECK(rig.recorded().all == with(one_answer, {"end left after 2"}));
}

TEST_CASE("a write that fails is found out: the answer is saved once, and the visit goes on", "[saving]") {
  KioskRig rig;
  rig.walk(to_the_dots);
  rig.gate.fail(1);
  rig.walk("tap #next\nexpect #choice:daily\ntap #choice:daily\ntap #next\ntap #leave\n");
  const auto recorded = rig.recorded();
  CHECK(recorded.all == with(one_answer, {"visits: chosen 0", "end left after 3"}));
}

TEST_CASE("while the disk is full the kiosk is out of order, and goes on by itself after it", "[saving]") {
  KioskRig rig;
  rig.walk(to_the_dots + "tap #next\n");
  rig.gate.fail(1'000'000);
  rig.walk(
      "tap #choice:daily\ntap #next\nexpect \"ur funktion\"\nexpect \"No space left\"\n"
      "wait 6000\nexpect \"ur funktion\"\n");
  rig.gate.fail(0);
  rig.walk("wait 6000\nexpect-not \"ur funktion\"\nexpect #scale:1\ntap #leave\n");
  const auto recorded = rig.recorded();
  CHECK(recorded.all == with(one_answer, {"visits: chosen 0", "end left after 3"}));
  CHECK(recorded.runs >= 2);  // a run is never gone on with after a failed write
}

TEST_CASE("an answer whose writer was long gone is kept, and its visit ended", "[saving]") {
  KioskRig rig;
  rig.walk(to_the_dots);
  rig.gate.fail(1'000'000);
  rig.walk("tap #next\nwait 120000\nexpect \"ur funktion\"\n");
  rig.gate.fail(0);
  rig.walk("wait 6000\nexpect #start\n");
  CHECK(rig.recorded().all == with(one_answer, {"end idle after 1"}));
}

TEST_CASE("what waits behind a failed write is saved with it, in order", "[saving]") {
  KioskRig rig;
  rig.walk(to_the_dots + "tap #next\n");
  rig.gate.hold();
  rig.tap("leave");  // its end is not waited for
  rig.turns(4);
  rig.gate.wait_for_a_writer();
  rig.gate.fail(1);
  rig.tap("language:sv");
  rig.turns(8);
  rig.tap("promise.continue");
  rig.turns(8);
  rig.tap("skip");
  rig.turns(8);
  rig.gate.let_go();
  rig.kiosk->settle();
  rig.walk("wait 6000\ntap #leave\n");
  CHECK(rig.recorded().all ==
        with(one_answer, {"end left after 2", "begin sv self", "priorities: skipped", "end left after 2"}));
}

TEST_CASE("what was asked for is saved before the kiosk closes", "[saving]") {
  KioskRig rig;
  hold_up_the_first_answer(rig);
  std::thread closing([&] { rig.kiosk.reset(); });
  rig.gate.let_go();
  closing.join();
  CHECK(rig.recorded().all == one_answer);
}

TEST_CASE("results are kept a question at a time, five people after five", "[saving][tallies]") {
  KioskRig rig;
  const auto kept = [&](std::size_t question) {
    return rig.kiosk->recorder().kept_tallies()[question].people;
  };
  for (int person = 1; person <= 12; ++person) {
    rig.walk(to_the_dots + "tap #next\ntap #leave\n");
    if (person % 2 == 0)
      rig.walk(
          "tap #language:sv\ntap #promise.continue\ntap #skip\ntap #choice:daily\ntap #next\ntap #leave\n");
    CHECK(kept(0) == static_cast<unsigned>(person / 5 * 5));
    CHECK(kept(1) == static_cast<unsigned>(person / 2 / 5 * 5));
  }
  rig.restart();
  CHECK(rig.kiosk->state().tallies[0].people == 10);
  CHECK(rig.kiosk->state().tallies[1].people == 5);
}

TEST_CASE("a dialogue that changed between two starts begins its own results", "[saving][tallies]") {
  KioskRig rig;
  for (int person = 1; person <= 5; ++person) rig.walk(to_the_dots + "tap #next\ntap #leave\n");
  REQUIRE(rig.kiosk->recorder().kept_tallies()[0].people == 5);
  rig.kiosk.reset();
  auto& source = rig.dialogue.source;
  const std::string comment = "# another version\n";
  source.insert(source.end(), comment.begin(), comment.end());
  rig.open();
  CHECK(rig.kiosk->state().tallies[0].people == 0);
  CHECK(rig.kiosk->recorder().known().counts.visits == 5);
  CHECK(rig.kiosk->state().last_visit);
  rig.walk(to_the_dots + "tap #next\ntap #leave\n");
  const auto recorded = rig.recorded();
  REQUIRE(recorded.dialogues.size() == 2);
  CHECK(recorded.dialogues[0] != recorded.dialogues[1]);
}

TEST_CASE("the mark follows within a second of the kiosk's own clock", "[saving]") {
  KioskRig rig;
  rig.walk(to_the_dots + "tap #next\nwait 1000\n");
  const auto mark = platform::read_file(rig.folder / "mark", 100'000);
  REQUIRE(mark);
  rig.walk("tap #skip\nwait 1000\n");
  CHECK(*platform::read_file(rig.folder / "mark", 100'000) != *mark);
}
