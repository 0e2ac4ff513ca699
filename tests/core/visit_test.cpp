// SPDX-License-Identifier: EUPL-1.2
#include "app/core/visit.h"

#include <catch2/catch.hpp>
#include <numeric>
#include <random>

#include "app/core/limits.h"
#include "app/core/visit_parts.h"
#include "tests/doubles/square.h"

using namespace talt::core;
using namespace talt::doubles;

namespace {

/// A kiosk without a world: the state, what was wanted last, and a clock that the test moves.
struct Kiosk {
  Dialogue dialogue = square();
  State state = initial_state(dialogue, {}, 0);
  std::vector<Effect> effects;
  std::int64_t now_ms = 0;
  std::uint8_t visits_begun = 0;

  void happens(const Event& event) {
    auto next = step(state, event, {dialogue, now_ms, 1'795'485'678, {++visits_begun}});
    state = std::move(next.state);
    effects = std::move(next.effects);
  }
  void passes(std::int64_t ms) {
    now_ms += ms;
    happens(event::Tick{});
  }
  template <class T>
  bool shows() const {
    return std::holds_alternative<T>(state.screen);
  }
  template <class T>
  T* wanted() {
    for (auto& effect : effects)
      if (auto* found = std::get_if<T>(&effect)) return found;
    return nullptr;
  }
  std::vector<Record> saved() {
    auto* save = wanted<effect::Save>();
    return save ? save->records : std::vector<Record>{};
  }
  Asking& asking() { return std::get<Asking>(state.screen); }

  void begin() {
    happens(event::Start{0});
    happens(event::Continue{});
  }
  void confirm() {
    happens(event::Next{});
    happens(event::Saved{});
  }
  void go_to(std::size_t question) {
    begin();
    while (asking().question < question) {
      happens(event::Skip{});
      happens(event::Saved{});
    }
  }
  void enter_pin(bool right) {
    happens(event::HostCorner{});
    for (const char digit : {'1', '2', '3', '4'}) happens(event::Digit{digit});
    happens(event::Next{});
    happens(event::PinChecked{right});
  }
};

template <class T>
const T& at(const std::vector<Record>& records, std::size_t index) {
  REQUIRE(index < records.size());
  REQUIRE(std::holds_alternative<T>(records[index]));
  return std::get<T>(records[index]);
}

}  // namespace

TEST_CASE("a visit goes from the start over the promise to a question in two taps") {
  Kiosk kiosk;
  kiosk.happens(event::Start{1});
  REQUIRE(kiosk.shows<PromiseCard>());
  kiosk.happens(event::Continue{});
  REQUIRE(kiosk.shows<Asking>());
  CHECK(kiosk.asking().visit.language == 1);
}

TEST_CASE("the first answer is saved together with the visit's beginning, and thanks wait for it") {
  Kiosk kiosk;
  kiosk.begin();
  kiosk.happens(event::AddDot{2});
  kiosk.happens(event::Next{});
  const auto records = kiosk.saved();
  REQUIRE(records.size() == 2);
  CHECK(at<VisitBegin>(records, 0).time % 3600 == 0);
  CHECK(std::get<DotsAnswer>(at<AnswerRecord>(records, 1).answer).dots ==
        std::vector<std::uint32_t>{0, 0, 1, 0});
  CHECK(kiosk.asking().question == priorities);
  kiosk.happens(event::Saved{});
  CHECK(kiosk.asking().question == visits);
}

TEST_CASE("a tap while saving changes nothing, however many there are") {
  Kiosk kiosk;
  kiosk.begin();
  kiosk.happens(event::AddDot{0});
  kiosk.happens(event::Next{});
  for (int i = 0; i < 500; ++i) {
    kiosk.happens(event::Next{});
    REQUIRE(kiosk.effects.empty());
    kiosk.happens(event::AddDot{1});
    REQUIRE(kiosk.effects.empty());
  }
  kiosk.happens(event::Saved{});
  kiosk.happens(event::Saved{});
  CHECK(kiosk.asking().question == visits);
  CHECK(kiosk.state.tallies[priorities].people == 1);
}

TEST_CASE("dots beyond the budget or the stack are refused") {
  Kiosk kiosk;
  kiosk.begin();
  for (int i = 0; i < 3; ++i) kiosk.happens(event::AddDot{0});
  REQUIRE(kiosk.wanted<effect::Sound>());
  CHECK(kiosk.wanted<effect::Sound>()->kind == effect::Sound::Kind::Refused);
  kiosk.happens(event::AddDot{1});
  kiosk.happens(event::AddDot{3});
  CHECK(std::get<DotsDraft>(kiosk.asking().visit.questions[priorities].draft).dots ==
        std::vector<std::uint32_t>{2, 1, 0, 0});
  kiosk.happens(event::TakeDot{0});
  kiosk.happens(event::AddDot{3});
  CHECK(std::get<DotsDraft>(kiosk.asking().visit.questions[priorities].draft).dots ==
        std::vector<std::uint32_t>{1, 1, 0, 1});
}

TEST_CASE("an answer changed after going back is voided and given anew, an unchanged one is left alone") {
  Kiosk kiosk;
  kiosk.begin();
  kiosk.happens(event::AddDot{0});
  kiosk.confirm();
  kiosk.happens(event::Back{});
  kiosk.happens(event::Next{});
  CHECK(kiosk.saved().empty());
  CHECK(kiosk.asking().question == visits);
  kiosk.happens(event::Back{});
  kiosk.happens(event::AddDot{1});
  kiosk.happens(event::Next{});
  const auto records = kiosk.saved();
  REQUIRE(records.size() == 2);
  CHECK(at<VoidRecord>(records, 0).question == std::size_t{priorities});
  CHECK(at<VoidRecord>(records, 0).reason == VoidReason::Changed);
  CHECK(std::get<DotsAnswer>(at<AnswerRecord>(records, 1).answer).dots[1] == 1);
  kiosk.happens(event::Saved{});
  CHECK(kiosk.state.tallies[priorities].people == 1);
  CHECK(kiosk.state.tallies[priorities].dots_by == std::vector<std::uint32_t>{1, 1, 0, 0});
}

TEST_CASE("a required question asks kindly once more and then lets go") {
  Kiosk kiosk;
  kiosk.dialogue.questions[priorities].required = true;
  kiosk.begin();
  kiosk.happens(event::Next{});
  CHECK(kiosk.asking().urged);
  CHECK(kiosk.effects.empty());
  kiosk.confirm();
  CHECK(kiosk.asking().question == visits);
}

TEST_CASE("a whole visit ends with thanks, saved with the last answer") {
  Kiosk kiosk;
  kiosk.go_to(where);
  kiosk.happens(event::SetPin{63.3, 13.6});
  kiosk.happens(event::Next{});
  const auto records = kiosk.saved();
  REQUIRE(records.size() == 2);
  CHECK(at<VisitEnd>(records, 1).how == Ending::Done);
  CHECK(at<VisitEnd>(records, 1).shown == 5);
  kiosk.happens(event::Saved{});
  REQUIRE(kiosk.shows<Thanks>());
  kiosk.happens(event::Done{});
  CHECK(kiosk.shows<Attract>());
  CHECK(kiosk.saved().empty());
  CHECK(kiosk.wanted<effect::VisitEnded>());
}

TEST_CASE("pasted noise is cleaned and bounded, so that it can be saved") {
  Kiosk kiosk;
  kiosk.dialogue.questions[wish].length_max = static_cast<int>(text_characters_max);
  kiosk.go_to(wish);
  std::string noise;
  for (int i = 0; i < 25'000; ++i) noise += i % 2 ? "\xff\xfe" : "\xf0\x9f\x8c\xb3";
  kiosk.happens(event::Insert{noise});
  kiosk.happens(event::Next{});
  const auto records = kiosk.saved();
  REQUIRE(records.size() == 1);
  CHECK(std::get<TextAnswer>(at<AnswerRecord>(records, 0).answer).text.size() > 1000);
  CHECK(encode(records[0], kiosk.dialogue).ok());
}

TEST_CASE("a phone number is pointed out before it is saved, and the person decides") {
  Kiosk kiosk;
  kiosk.go_to(wish);
  kiosk.happens(event::Insert{"Ring 070-123 45 67"});
  kiosk.happens(event::Next{});
  CHECK(kiosk.saved().empty());
  REQUIRE(kiosk.asking().pointed_out.size() == 1);
  kiosk.happens(event::ChangeText{});
  CHECK(kiosk.asking().pointed_out.empty());
  kiosk.happens(event::Next{});
  kiosk.happens(event::KeepText{});
  CHECK(kiosk.saved().size() == 1);
}

TEST_CASE("taps on the map set pins of the category chosen before, a held pin moves") {
  Kiosk kiosk;
  kiosk.go_to(where);
  kiosk.happens(event::PickCategory{0});
  kiosk.happens(event::SetPin{63.1, 13.1});
  kiosk.happens(event::PickCategory{1});
  kiosk.happens(event::SetPin{63.2, 13.2});
  const auto& pins = std::get<PinDraft>(kiosk.asking().visit.questions[where].draft).pins;
  REQUIRE(pins.size() == 2);
  CHECK(pins[0].category == 0u);
  CHECK(pins[1].category == 1u);
  kiosk.happens(event::SelectPin{0});
  kiosk.happens(event::SetPin{63.3, 13.3});
  const auto& moved = std::get<PinDraft>(kiosk.asking().visit.questions[where].draft).pins;
  REQUIRE(moved.size() == 2);
  CHECK(moved[0].lat == 63.3);
}

TEST_CASE("a pin set before its category takes it, also as a second thought") {
  Kiosk kiosk;
  kiosk.go_to(where);
  kiosk.happens(event::SetPin{63.1, 13.1});
  kiosk.happens(event::PickCategory{0});
  kiosk.happens(event::PickCategory{1});
  kiosk.happens(event::OpenComment{});
  kiosk.happens(event::Insert{"mörkt"});
  kiosk.happens(event::Next{});
  const auto records = kiosk.saved();
  const auto& answer = std::get<PinAnswer>(at<AnswerRecord>(records, 0).answer);
  REQUIRE(answer.pins.size() == 1);
  CHECK(answer.pins[0].category == 1u);
  CHECK(answer.pins[0].comment == "mörkt");
}

TEST_CASE("a visit left alone is warned, waits, and ends without its drafts") {
  Kiosk kiosk;
  kiosk.begin();
  kiosk.happens(event::AddDot{0});
  kiosk.confirm();
  kiosk.happens(event::Toggle{1});
  kiosk.passes(idle_warn_ms - 1);
  CHECK_FALSE(kiosk.state.warned_at_ms);
  kiosk.passes(1);
  REQUIRE(kiosk.state.warned_at_ms);
  CHECK(next_deadline_ms(kiosk.state) == kiosk.now_ms + idle_grace_ms);
  kiosk.passes(idle_grace_ms - 1);
  CHECK(kiosk.shows<Asking>());
  kiosk.passes(1);
  CHECK(kiosk.shows<Attract>());
  const auto records = kiosk.saved();
  REQUIRE(records.size() == 1);
  CHECK(at<VisitEnd>(records, 0).how == Ending::Idle);
  CHECK(kiosk.wanted<effect::VisitEnded>());
}

TEST_CASE("a touch answers the warning and does nothing else") {
  Kiosk kiosk;
  kiosk.begin();
  kiosk.passes(idle_warn_ms);
  kiosk.happens(event::AddDot{0});
  CHECK_FALSE(kiosk.state.warned_at_ms);
  CHECK(std::get<DotsDraft>(kiosk.asking().visit.questions[priorities].draft).dots[0] == 0);
}

TEST_CASE("a visit left before its first answer leaves no record") {
  Kiosk kiosk;
  kiosk.begin();
  kiosk.happens(event::AddDot{0});
  kiosk.happens(event::Leave{});
  CHECK(kiosk.shows<Attract>());
  CHECK(kiosk.saved().empty());
}

TEST_CASE("when saving fails the answer is saved again, and the visit goes on") {
  Kiosk kiosk;
  kiosk.begin();
  kiosk.happens(event::AddDot{0});
  kiosk.happens(event::Next{});
  const auto first = kiosk.saved().size();
  kiosk.happens(event::SaveFailed{{"disk", "full", ""}});
  REQUIRE(kiosk.shows<OutOfOrder>());
  SECTION("where it was not in the journal") {
    kiosk.happens(event::Recovered{false});
    CHECK(kiosk.saved().size() == first);
    kiosk.happens(event::Saved{});
    CHECK(kiosk.asking().question == visits);
  }
  SECTION("where it was there after all") {
    kiosk.happens(event::Recovered{true});
    CHECK(kiosk.saved().empty());
    CHECK(kiosk.asking().question == visits);
  }
  SECTION("and nobody sees it who comes an hour later") {
    kiosk.now_ms += 3'600'000;
    kiosk.happens(event::Recovered{false});
    CHECK(kiosk.saved().size() == first);
    CHECK(kiosk.shows<Attract>());
  }
  CHECK(kiosk.state.tallies[priorities].people == 1);
}

TEST_CASE("the host's note is saved again after a failure") {
  Kiosk kiosk;
  kiosk.enter_pin(true);
  kiosk.happens(event::OpenNote{});
  kiosk.happens(event::Insert{"regn"});
  kiosk.happens(event::SaveNote{});
  kiosk.happens(event::SaveFailed{{"disk", "full", ""}});
  kiosk.happens(event::Recovered{false});
  const auto records = kiosk.saved();
  CHECK(at<ShiftNote>(records, 0).weather == "regn");
}

TEST_CASE("a wrong PIN gives the visit back unharmed, a right one ends it") {
  Kiosk kiosk;
  kiosk.begin();
  kiosk.happens(event::AddDot{0});
  kiosk.confirm();
  kiosk.happens(event::Toggle{1});
  kiosk.enter_pin(false);
  CHECK(std::get<HostPin>(kiosk.state.screen).wrong);
  kiosk.happens(event::HostBack{});
  REQUIRE(kiosk.shows<Asking>());
  CHECK(std::get<ChoiceDraft>(kiosk.asking().visit.questions[visits].draft).chosen[1]);
  kiosk.enter_pin(true);
  CHECK(kiosk.shows<HostPanel>());
  CHECK(at<VisitEnd>(kiosk.saved(), 0).how == Ending::Left);
}

TEST_CASE("five wrong PINs lock the pad for a minute") {
  Kiosk kiosk;
  for (int i = 0; i < 5; ++i) {
    kiosk.enter_pin(false);
    kiosk.happens(event::HostBack{});
  }
  kiosk.enter_pin(true);
  CHECK(kiosk.shows<HostPin>());
  kiosk.happens(event::HostBack{});
  kiosk.now_ms += 60'000;
  kiosk.enter_pin(true);
  CHECK(kiosk.shows<HostPanel>());
}

TEST_CASE("pausing stays until the host resumes, over visits to the panel") {
  Kiosk kiosk;
  kiosk.enter_pin(true);
  kiosk.happens(event::HostPause{});
  CHECK(at<HostRecord>(kiosk.saved(), 0).act == HostAct::Pause);
  REQUIRE(kiosk.shows<Paused>());
  kiosk.happens(event::Start{0});
  CHECK(kiosk.shows<Paused>());
  kiosk.enter_pin(true);
  kiosk.happens(event::HostBack{});
  CHECK(kiosk.shows<Paused>());
  kiosk.enter_pin(true);
  kiosk.happens(event::Resume{});
  CHECK(at<HostRecord>(kiosk.saved(), 0).act == HostAct::Resume);
  CHECK(kiosk.shows<Attract>());
}

TEST_CASE("voiding the last visit flags it and takes it from the results shown") {
  Kiosk kiosk;
  kiosk.begin();
  kiosk.happens(event::AddDot{0});
  kiosk.confirm();
  const auto id = kiosk.asking().visit.id;
  kiosk.enter_pin(true);
  kiosk.happens(event::OpenVoid{});
  kiosk.happens(event::VoidLast{VoidReason::Joke});
  const auto records = kiosk.saved();
  CHECK(at<VoidRecord>(records, 0).visit == id);
  CHECK_FALSE(at<VoidRecord>(records, 0).question);
  kiosk.happens(event::Saved{});
  CHECK(kiosk.state.tallies[priorities].people == 0);
  CHECK(kiosk.state.tallies[priorities].dots_by[0] == 0);
}

TEST_CASE("a day that was ended opens no panel to whoever comes by") {
  Kiosk kiosk;
  kiosk.enter_pin(true);
  kiosk.happens(event::OpenEnd{});
  kiosk.happens(event::EndDay{});
  kiosk.happens(event::Saved{});
  CHECK(std::get<HostEnd>(kiosk.state.screen).ended);
  kiosk.passes(10 * idle_warn_ms);
  kiosk.happens(event::HostBack{});
  CHECK(kiosk.shows<HostEnd>());
  kiosk.happens(event::Resume{});
  CHECK(kiosk.shows<Attract>());
}

TEST_CASE("an assisted visit and a paper poster are marked so") {
  Kiosk kiosk;
  kiosk.enter_pin(true);
  kiosk.happens(event::OpenPoster{});
  kiosk.happens(event::PosterQuestion{visits});
  kiosk.happens(event::SavePoster{});
  CHECK(kiosk.saved().empty());
  kiosk.happens(event::PosterQuestion{priorities});
  kiosk.happens(event::PosterAdd{1, 40});
  kiosk.happens(event::SavePoster{});
  CHECK(at<PosterRecord>(kiosk.saved(), 0).dots == std::vector<std::uint32_t>{0, 40, 0, 0});
  kiosk.happens(event::Saved{});
  kiosk.happens(event::StartAssisted{1});
  kiosk.happens(event::Continue{});
  kiosk.happens(event::AddDot{0});
  kiosk.happens(event::Next{});
  CHECK(at<VisitBegin>(kiosk.saved(), 0).given == Given::Assisted);
}

TEST_CASE("the end of a visit that could not be saved is saved when the journal works again") {
  Kiosk kiosk;
  kiosk.begin();
  kiosk.happens(event::AddDot{0});
  kiosk.confirm();
  kiosk.happens(event::Leave{});
  REQUIRE(kiosk.shows<Attract>());
  kiosk.happens(event::SaveFailed{{"disk", "full", ""}});
  kiosk.happens(event::Recovered{false});
  CHECK(at<VisitEnd>(kiosk.saved(), 0).how == Ending::Left);
  CHECK(kiosk.shows<Attract>());
}

TEST_CASE("while a wrong PIN is waited for, the seconds count down and then stop") {
  Kiosk kiosk;
  kiosk.happens(event::HostCorner{});
  for (int tries = 0; tries < 5; ++tries) {
    kiosk.happens(event::Digit{'1'});
    kiosk.happens(event::Next{});
    kiosk.happens(event::PinChecked{false});
  }
  CHECK(next_deadline_ms(kiosk.state) == 1000);
  kiosk.passes(1000);
  CHECK(next_deadline_ms(kiosk.state) == 2000);
  kiosk.happens(event::Touched{});
  kiosk.passes(40'000);
  kiosk.happens(event::Touched{});
  kiosk.passes(18'500);
  CHECK(next_deadline_ms(kiosk.state) == 60'000);
  kiosk.passes(500);
  CHECK(next_deadline_ms(kiosk.state) > 61'000);
  kiosk.happens(event::Digit{'1'});
  CHECK(std::get<HostPin>(kiosk.state.screen).digits == "1");
}

TEST_CASE("the character after the caret can be erased, whole") {
  Field field{"a🇸🇪b", 1};
  CHECK(edit_field(field, event::EraseAfter{}, 100, 1000));
  CHECK(field.text == "ab");
  CHECK(field.caret == 1);
  edit_field(field, event::EraseAfter{}, 100, 1000);
  edit_field(field, event::EraseAfter{}, 100, 1000);
  CHECK(field.text == "a");
}
