// SPDX-License-Identifier: EUPL-1.2
// Whole visits through the real kiosk with the real journal, each told as the municipality reads it.
#include "tests/kiosk/kiosk_rig.h"

using namespace talt;
using tests::KioskRig;
using tests::to_the_panel;
using Words = std::vector<std::string>;

namespace {

const std::string to_the_questions = "tap #language:sv\ntap #promise.continue\n";
const std::string to_the_pins = to_the_questions + "tap #skip\ntap #skip\ntap #skip\n";

}  // namespace

TEST_CASE("a visit answers every kind of question, and all of it is there after a restart", "[visits]") {
  KioskRig rig;
  rig.walk(to_the_questions +
           "tap #alternative:trees\ntap #alternative:trees\ntap #alternative:roof\ntap #next\n"
           "tap #choice:weekly\ntap #next\n"
           "tap #scale:2\ntap #next\n"
           "tap #place:fountain\ntap #category:dark\ntap #comment\ntype \"under almen\"\ntap #next\n"
           "type \"Mer ljus vid bäcken\"\ntap #next\n"
           "expect \"Tack\"\ntap #done\nexpect #start\n");
  rig.restart();
  const auto recorded = rig.recorded();
  CHECK(recorded.all == Words{"begin sv self", "priorities: dots 2 0 0 0 1 0", "visits: chosen 1",
                              "evening: step 2", "where-light: pins 0@0(under almen)",
                              "wish: text Mer ljus vid bäcken", "end done after 5"});
  CHECK(recorded.runs == 1);  // a start without an answer begins none
  CHECK(recorded.dialogues.size() == 1);
}

TEST_CASE("every question can be skipped, and a skip is told as one", "[visits]") {
  KioskRig rig;
  rig.walk(to_the_pins + "tap #skip\ntap #skip\ntap #done\n");
  CHECK(rig.recorded().all == Words{"begin sv self", "priorities: skipped", "visits: skipped",
                                    "evening: skipped", "where-light: skipped", "wish: skipped",
                                    "end done after 5"});
}

TEST_CASE("an answer that is changed after going back is void, and the new one stands", "[visits]") {
  KioskRig rig;
  rig.walk(to_the_questions +
           "tap #alternative:trees\ntap #next\ntap #back\n"
           "tap #take:trees\ntap #alternative:light\ntap #next\ntap #back\ntap #next\ntap #leave\n");
  CHECK(rig.recorded().all == Words{"begin sv self", "priorities: dots 1 0 0 0 0 0",
                                    "void priorities changed", "priorities: dots 0 0 1 0 0 0",
                                    "end left after 2"});
}

TEST_CASE("who leaves before the first answer leaves no trace", "[visits]") {
  KioskRig rig;
  rig.walk(to_the_questions + "tap #alternative:trees\ntap #leave\nexpect #start\n");
  CHECK(rig.recorded().all.empty());
}

TEST_CASE("a visit left alone is warned, then ends, and everything returns to its start", "[visits]") {
  KioskRig rig;
  rig.walk(
      "tap #language:ar\ntap #promise.continue\ntap #skip\ntap #skip\ntap #skip\n"
      "tap #zoom.in\ntap #place:bridge\ntap #next\ntype \"مقاعد\"\ntap #key:symbols\n"
      "wait 44000\nexpect-not #stay\nwait 1000\nexpect #stay\n"
      "wait 19000\nexpect #stay\nwait 1000\nexpect-not #stay\nexpect #start\nexpect \"Tryck\"\n");
  CHECK(rig.kiosk->ui_state().maps.empty());
  for (const auto& [area, scroll] : rig.kiosk->ui_state().scrolls) CHECK(scroll.offset == 0);
  CHECK(rig.kiosk->ui_state().keyboard.layer == ui::KeyboardLayer::Letters);
  rig.walk(to_the_pins + "tap #skip\n");
  const auto* field = rig.kiosk->semantics().find_id("text");
  REQUIRE(field != nullptr);
  CHECK(field->value.empty());
  CHECK(rig.recorded().all == Words{"begin ar self", "priorities: skipped", "visits: skipped",
                                    "evening: skipped", "where-light: pins -@4", "end idle after 5",
                                    "begin sv self", "priorities: skipped", "visits: skipped",
                                    "evening: skipped", "where-light: skipped"});
}

TEST_CASE("who is still there goes on where the warning came", "[visits]") {
  KioskRig rig;
  rig.walk(to_the_questions +
           "tap #alternative:trees\nwait 46000\ntap #stay\nexpect-not #stay\nwait 44000\nexpect-not #stay\n"
           "tap #next\ntap #leave\n");
  CHECK(rig.recorded().all == Words{"begin sv self", "priorities: dots 1 0 0 0 0 0", "end left after 2"});
}

TEST_CASE("a wait of hours takes every deadline on its way in its time", "[visits]") {
  KioskRig rig;
  rig.walk(to_the_questions + "tap #alternative:trees\ntap #next\nwait 36000000\nexpect #start\n");
  CHECK(rig.recorded().all == Words{"begin sv self", "priorities: dots 1 0 0 0 0 0", "end idle after 2"});
}

TEST_CASE("the kiosk begins in the language that it was started with", "[visits]") {
  KioskRig rig;
  rig.kiosk.reset();
  rig.open(2);  // Finnish
  rig.walk(
      "expect \"Kosketa tästä\"\ntap #start\ntap #promise.continue\ntap #skip\ntap #leave\nexpect "
      "\"Kosketa tästä\"\n"
      "tap #language:en\ntap #leave\n");
  CHECK(rig.recorded().all == Words{"begin fi self", "priorities: skipped", "end left after 2"});
}

TEST_CASE("the host pauses and resumes, and both are told", "[visits][host]") {
  KioskRig rig;
  rig.walk(to_the_panel + "tap #host.pause\nexpect-not #start\nwait 600000\nexpect-not #start\n" +
           to_the_panel + "tap #resume\nexpect #start\n");
  CHECK(rig.recorded().all == Words{"paused", "resumed"});
}

TEST_CASE("the host flags the last visit as a joke, once, also after a restart", "[visits][host]") {
  KioskRig rig;
  rig.walk(to_the_questions + "tap #alternative:trees\ntap #next\ntap #leave\n");
  rig.restart();
  rig.walk(to_the_panel + "tap #host.void\ntap #void.joke\n");
  CHECK(rig.shows("#host.void"));
  CHECK_FALSE(rig.kiosk->semantics().find_id("host.void")->enabled);
  rig.restart();
  rig.walk(to_the_panel);
  CHECK_FALSE(rig.kiosk->semantics().find_id("host.void")->enabled);
  CHECK(rig.recorded().all ==
        Words{"begin sv self", "priorities: dots 1 0 0 0 0 0", "end left after 2", "void visit joke"});
}

TEST_CASE("the host answers for somebody, and the answers say so", "[visits][host]") {
  KioskRig rig;
  rig.walk(to_the_panel +
           "tap #host.assist\ntap #language:en\ntap #promise.continue\ntap #alternative:play\ntap #next\n"
           "tap #leave\n");
  CHECK(rig.recorded().all == Words{"begin en assisted", "priorities: dots 0 0 0 1 0 0", "end left after 2"});
}

TEST_CASE("the host enters the dots of a paper poster", "[visits][host]") {
  KioskRig rig;
  rig.walk(
      to_the_panel +
      "tap #host.poster\ntap #poster:priorities\ntap #more:benches\ntap #more:benches\ntap #more:market\n"
      "tap #people.more\ntap #people.more\ntap #host.save\nexpect #host.poster\n");
  CHECK(rig.recorded().all == Words{"poster priorities 0 2 0 0 0 1 by 2"});
}

TEST_CASE("the host notes the shift, word by word into four fields", "[visits][host]") {
  KioskRig rig;
  rig.walk(to_the_panel +
           "tap #host.note\ntype \"regn\"\ntap #note.event\ntype \"loppis\"\ntap #note.staff\ntype \"Åsa\"\n"
           "tap #note.free\ntype \"kö vid lunch\"\nkey Backspace\nkey h\ntap #host.save\n");
  rig.restart();
  CHECK(rig.recorded().all == Words{"note regn|loppis|Åsa|kö vid lunch"});
}

TEST_CASE("the host ends the day, and the kiosk rests until it is resumed", "[visits][host]") {
  KioskRig rig;
  rig.walk(to_the_panel +
           "tap #host.end\ntap #host.end\nwait 3600000\nexpect-not #start\ntap #resume\n"
           "expect #start\n");
  CHECK(rig.recorded().all == Words{"day ended", "resumed"});
}

TEST_CASE("the panel counts the day's visits and answers, also after a restart", "[visits][host]") {
  KioskRig rig;
  rig.walk(
      to_the_questions +
      "tap #alternative:trees\ntap #next\ntap #skip\ntap #back\ntap #choice:daily\ntap #next\ntap #leave\n");
  rig.walk(to_the_questions +
           "tap #alternative:roof\ntap #next\ntap #back\ntap #take:roof\n"
           "tap #alternative:play\ntap #next\ntap #leave\n");
  rig.restart();
  const auto counts = rig.kiosk->recorder().known().counts;
  CHECK(counts.visits == 2);
  CHECK(counts.answers == 3);  // a changed one is one, also where it was a skip
  CHECK(std::count(counts.by_hour.begin(), counts.by_hour.end(), 3u) == 1);
}

TEST_CASE("the clocks are told at a run's start and where a receipt was taken", "[visits]") {
  KioskRig rig;
  auto& recorder = rig.kiosk->recorder();
  const auto early = recorder.note_receipt(1'800'000'000);  // for what an earlier run had left
  REQUIRE(early);
  CHECK_FALSE(*early);  // no run begins for it
  rig.walk(to_the_questions + "tap #skip\ntap #leave\n");
  const auto late = recorder.note_receipt(1'800'000'600);
  REQUIRE(late);
  CHECK(*late);
  const auto clocks = rig.recorded().clocks;
  REQUIRE(clocks.size() == 3);
  CHECK(clocks[0].source == core::ClockSource::Receipt);
  CHECK(clocks[0].wall_ms == 1'800'000'000'000);
  CHECK(clocks[1].source != core::ClockSource::Receipt);
  CHECK(clocks[2].wall_ms == 1'800'000'600'000);
  CHECK(clocks[2].boot == clocks[1].boot);
  CHECK(clocks[2].boot_ms >= clocks[1].boot_ms);
}
