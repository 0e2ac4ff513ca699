// SPDX-License-Identifier: EUPL-1.2
#include "app/core/walk/walk.h"

#include <catch2/catch.hpp>

#include "app/core/visit.h"
#include "tests/doubles/avenue.h"

using namespace talt::core;
using talt::doubles::avenue;
namespace on = talt::core::walk::event;
namespace wanted = talt::core::walk::effect;

namespace {

/// A tablet without a world, on a walk.
struct Tablet {
  Dialogue dialogue = avenue();
  State state = initial_state(dialogue, {}, 0);
  std::vector<Effect> effects;
  std::int64_t now_ms = 1000;
  std::uint8_t drawn = 0;

  void happens(const Event& event) {
    auto next = step(state, event, {dialogue, now_ms, 1'795'485'678, {++drawn, 2, 3, 4, 5, 6, 7, 8}});
    state = std::move(next.state);
    effects = std::move(next.effects);
  }
  template <class Of>
  void staff(Of event) {
    happens(Event(walk::Event(std::move(event))));
  }
  walk::Walk& walk() { return *state.walk; }
  template <class T>
  T& screen() {
    REQUIRE(std::holds_alternative<OnWalk>(state.screen));
    REQUIRE(std::holds_alternative<T>(walk().screen));
    return std::get<T>(walk().screen);
  }
  template <class T>
  T& over() {
    auto& noting = screen<walk::Noting>();
    REQUIRE(std::holds_alternative<T>(noting.over));
    return std::get<T>(noting.over);
  }
  template <class T>
  const T* of_walk() {
    for (const auto& effect : effects)
      if (const auto* found = std::get_if<walk::Effect>(&effect))
        if (const auto* here = std::get_if<T>(found)) return here;
    return nullptr;
  }
  std::vector<Record> saved() {
    std::vector<Record> all;
    for (const auto& effect : effects)
      if (const auto* save = std::get_if<effect::Save>(&effect))
        all.insert(all.end(), save->records.begin(), save->records.end());
    return all;
  }
  template <class T>
  T only_saved() {
    const auto records = saved();
    REQUIRE(records.size() == 1);
    REQUIRE(std::holds_alternative<T>(records[0]));
    return std::get<T>(records[0]);
  }

  void begin() {
    staff(on::StartWalk{});
    staff(on::Continue{});  // who is there
    staff(on::Continue{});  // the promise
    staff(on::KeyDrawn{{"bado", "kilu", "mepa", "tosi"}});
    staff(on::WordsNoted{});
  }
  void stands_at(LatLon at, float accuracy_m = 6) {
    staff(on::PositionChanged{{walk::PositionState::Fix, at, accuracy_m, FixKind::ThreeD, now_ms}});
  }
  void note(std::size_t theme, walk::Verdict verdict) {
    staff(on::PickTheme{theme});
    staff(on::PickVerdict{verdict});
  }
  void done() {
    staff(on::Done{});
    happens(event::Saved{});
  }
  void types(const char* words) { happens(event::Insert{words}); }
  void enter_pin(bool right) {
    for (const char digit : {'1', '2', '3', '4'}) happens(event::Digit{digit});
    happens(event::Next{});
    happens(event::PinChecked{right});
  }
};

}  // namespace

TEST_CASE("a walk begins with who is there, the promise read out, the code and four words") {
  Tablet tablet;
  tablet.screen<walk::Home>();
  tablet.staff(on::StartWalk{});
  tablet.staff(on::Present{0, 1});
  tablet.staff(on::Present{0, 1});
  tablet.staff(on::Present{1, -1});  // fewer than nobody is nobody
  tablet.staff(on::SetWeather{walk::Weather::Rain});
  tablet.staff(on::SetLight{walk::Light::Dark});
  tablet.staff(on::Continue{});
  tablet.screen<walk::ReadPromise>();
  tablet.staff(on::Continue{});
  REQUIRE(tablet.of_walk<wanted::DrawKey>() != nullptr);
  tablet.staff(on::WordsNoted{});  // before they are drawn it means nothing
  CHECK_FALSE(tablet.screen<walk::ShowingWords>().words);
  tablet.staff(on::KeyDrawn{{"bado", "kilu", "mepa", "tosi"}});
  CHECK(tablet.screen<walk::ShowingWords>().words->at(1) == "kilu");
  tablet.staff(on::WordsNoted{});
  const auto records = tablet.saved();
  REQUIRE(records.size() == 2);
  const auto& begin = std::get<walk::Begin>(records[0]);
  CHECK(begin.code == tablet.walk().code);
  CHECK(begin.code < walk::code_end);
  CHECK(begin.present == std::vector<std::uint32_t>{2, 0});
  CHECK(begin.weather == walk::Weather::Rain);
  CHECK(begin.light == walk::Light::Dark);
  CHECK_FALSE(begin.joined);
  CHECK(std::get<walk::Course>(records[1]).act == walk::Act::PromiseRead);
  tablet.screen<walk::Walking>();
}

TEST_CASE("another tablet joins by six digits, without reading the promise once more") {
  Tablet tablet;
  tablet.staff(on::JoinWalk{});
  for (const char digit : {'0', '4', '2', '0', '1'}) tablet.happens(event::Digit{digit});
  tablet.staff(on::Continue{});
  CHECK(tablet.screen<walk::Joining>().wrong);  // five are not enough
  tablet.happens(event::Digit{'7'});
  tablet.happens(event::Digit{'9'});  // a seventh has no place
  tablet.staff(on::Continue{});
  tablet.staff(on::Continue{});
  tablet.staff(on::KeyDrawn{});
  tablet.staff(on::WordsNoted{});
  const auto begin = tablet.only_saved<walk::Begin>();
  CHECK(begin.code == 42017);
  CHECK(begin.joined);
}

TEST_CASE("an observation takes three taps, and knows its place by itself") {
  Tablet tablet;
  tablet.begin();
  tablet.stands_at({59.3310, 18.0601});
  CHECK(tablet.only_saved<walk::Course>().stop == 1u);
  tablet.staff(on::PickTheme{0});
  tablet.staff(on::PickVerdict{walk::Verdict::Bad});
  tablet.staff(on::Done{});
  const auto note = tablet.only_saved<walk::Observation>();
  CHECK(note.theme == 0u);
  CHECK(note.verdict == walk::Verdict::Bad);
  CHECK(note.where.by == walk::PlacedBy::Position);
  CHECK(note.where.at == LatLon{59.3310, 18.0601});
  CHECK(note.where.accuracy_m == 6.f);
  CHECK(note.where.fix == FixKind::ThreeD);
  CHECK(note.where.stop == 1u);
  CHECK(note.revision == 0);
  CHECK(note.time == 1'795'485'678);
  CHECK(tablet.screen<walk::Noting>().saving);  // not before it is durable
  tablet.happens(event::Saved{});
  tablet.screen<walk::Walking>();
  CHECK(tablet.walk().notes.size() == 1);
  CHECK_FALSE(tablet.walk().draft);
}

TEST_CASE("without a position the stop serves, and a stale or poor position is none") {
  Tablet tablet;
  tablet.begin();
  tablet.staff(on::AtStop{2});
  SECTION("no position at all") {}
  SECTION("an old one") {
    tablet.stands_at({59.0, 18.0});
    tablet.now_ms += walk::position_stale_ms + 1;
  }
  SECTION("one that may be anywhere in town") {
    tablet.stands_at({59.0, 18.0}, 500);
  }
  tablet.note(1, walk::Verdict::Good);
  tablet.staff(on::Done{});
  const auto note = tablet.only_saved<walk::Observation>();
  CHECK(note.where.by == walk::PlacedBy::Stop);
  CHECK(note.where.stop == 2u);
  CHECK(note.where.at == tablet.dialogue.walk->stops[2].at);
  CHECK_FALSE(note.where.accuracy_m);
}

TEST_CASE("with neither position nor stop an observation is noted all the same") {
  Tablet tablet;
  tablet.begin();
  tablet.note(1, walk::Verdict::Question);
  tablet.staff(on::Done{});
  const auto note = tablet.only_saved<walk::Observation>();
  CHECK(note.where.by == walk::PlacedBy::Nothing);
  CHECK_FALSE(note.where.at);
}

TEST_CASE("a tap on the map corrects the place, a named place and a stop serve as well") {
  Tablet tablet;
  tablet.begin();
  tablet.stands_at({59.3310, 18.0601});
  tablet.note(0, walk::Verdict::Bad);
  tablet.staff(on::OpenPlace{});
  SECTION("on the map") {
    tablet.staff(on::PlaceOnMap{{59.3322, 18.0622}});
    CHECK(tablet.walk().draft->where.by == walk::PlacedBy::Map);
    CHECK(tablet.walk().draft->where.at == LatLon{59.3322, 18.0622});
    CHECK(tablet.walk().draft->where.accuracy_m == 6.f);  // what position said stays known
    tablet.staff(on::PlaceHere{});
    CHECK(tablet.walk().draft->where.by == walk::PlacedBy::Position);
  }
  SECTION("by name") {
    tablet.staff(on::PlaceAt{0});
    CHECK(tablet.walk().draft->where.by == walk::PlacedBy::NamedPlace);
    CHECK(tablet.walk().draft->where.place == 0u);
    CHECK(tablet.walk().draft->where.at == LatLon{59.3305, 18.0610});
  }
  SECTION("at a stop") {
    tablet.staff(on::PlaceAtStop{2});
    CHECK(tablet.walk().draft->where.by == walk::PlacedBy::Stop);
    CHECK(tablet.walk().draft->where.stop == 2u);
  }
  SECTION("nowhere on earth is no place") {
    const auto before = tablet.walk().draft->where.at;
    tablet.staff(on::PlaceOnMap{{std::numeric_limits<double>::quiet_NaN(), 18}});
    tablet.staff(on::PlaceOnMap{{91, 18}});
    tablet.staff(on::PlaceAt{7});
    CHECK(tablet.walk().draft->where.at == before);
  }
}

TEST_CASE("every word that is written stands in the kept draft at once") {
  Tablet tablet;
  tablet.begin();
  tablet.note(0, walk::Verdict::Bad);
  tablet.staff(on::Write{walk::TextOf::Saw});
  tablet.types("Lampan är tra");
  REQUIRE(tablet.of_walk<wanted::KeepDraft>() != nullptr);
  CHECK(tablet.of_walk<wanted::KeepDraft>()->draft->saw == "Lampan är tra");
  tablet.types("sig");
  tablet.staff(on::CloseText{});
  tablet.over<walk::Form>();
  tablet.done();
  CHECK(tablet.walk().notes.at(0).saw == "Lampan är trasig");
  REQUIRE(tablet.of_walk<wanted::KeepDraft>() != nullptr);
  CHECK_FALSE(tablet.of_walk<wanted::KeepDraft>()->draft);  // it stands in a record now
}

TEST_CASE("personal data is pointed out before a text is closed, and staff decide") {
  Tablet tablet;
  tablet.begin();
  tablet.note(0, walk::Verdict::Bad);
  tablet.staff(on::Write{walk::TextOf::Said});
  tablet.types("Ring mig på 070-123 45 67");
  tablet.staff(on::CloseText{});
  CHECK_FALSE(tablet.over<walk::Writing>().pointed_out.empty());
  tablet.happens(event::ChangeText{});
  CHECK(tablet.over<walk::Writing>().pointed_out.empty());
  tablet.staff(on::CloseText{});
  tablet.happens(event::KeepText{});
  tablet.over<walk::Form>();
}

TEST_CASE("all words of an observation together fit its record") {
  Tablet tablet;
  tablet.begin();
  tablet.note(0, walk::Verdict::Bad);
  const std::string wide(3 * walk::observation_characters_max, 'x');
  for (const auto which :
       {walk::TextOf::Saw, walk::TextOf::Said, walk::TextOf::Proposal, walk::TextOf::Reflection}) {
    tablet.staff(on::Write{which});
    std::string arabic;
    for (int i = 0; i < 1000; ++i) arabic += "ض";
    tablet.happens(event::Insert{arabic});
    tablet.happens(event::Insert{wide});
    tablet.staff(on::CloseText{});
  }
  CHECK(encode(Record(*tablet.walk().draft), tablet.dialogue));
  CHECK(tablet.walk().draft->saw.size() == 2000);
}

TEST_CASE("correcting appends a revision, and a note that was only looked at is not written again") {
  Tablet tablet;
  tablet.begin();
  tablet.note(0, walk::Verdict::Bad);
  tablet.done();
  const auto id = tablet.walk().notes.at(0).id;
  tablet.staff(on::OpenNote{0});
  tablet.staff(on::Done{});
  CHECK(tablet.saved().empty());
  tablet.screen<walk::Walking>();
  tablet.staff(on::OpenNote{0});
  tablet.staff(on::SetSeriousness{3});
  tablet.staff(on::SetSense{walk::Sense::Is});
  tablet.staff(on::Done{});
  const auto note = tablet.only_saved<walk::Observation>();
  CHECK(note.id == id);
  CHECK(note.revision == 1);
  CHECK(note.seriousness == 3);
  tablet.happens(event::Saved{});
  CHECK(tablet.walk().notes.size() == 1);
  CHECK(tablet.walk().notes[0].seriousness == 3);
}

TEST_CASE("a saved note is taken back by a record, a new one just vanishes, both only when asked twice") {
  Tablet tablet;
  tablet.begin();
  tablet.note(0, walk::Verdict::Bad);
  tablet.staff(on::Discard{});
  tablet.over<walk::ConfirmingDiscard>();
  tablet.staff(on::DiscardYes{});
  CHECK(tablet.saved().empty());
  tablet.screen<walk::Walking>();

  tablet.note(0, walk::Verdict::Bad);
  tablet.done();
  tablet.staff(on::OpenNote{0});
  tablet.staff(on::Discard{});
  tablet.staff(on::Back{});
  tablet.staff(on::Discard{});
  tablet.staff(on::DiscardYes{});
  const auto note = tablet.only_saved<walk::Observation>();
  CHECK(note.withdrawn);
  CHECK(note.revision == 1);
  tablet.happens(event::Saved{});
  CHECK(tablet.walk().notes.empty());
}

TEST_CASE("an answer to the template is written at once, an earlier observation is judged by a tap") {
  Tablet tablet;
  tablet.begin();
  tablet.staff(on::AnswerQuestion{0});
  tablet.over<walk::Writing>();
  tablet.types("Träden");
  tablet.staff(on::CloseText{});
  tablet.done();
  CHECK(tablet.walk().notes.at(0).question == 0u);
  CHECK(tablet.walk().notes.at(0).saw == "Träden");

  tablet.staff(on::LookAgain{0, walk::Outcome::NotDone});
  tablet.done();
  const auto& first = tablet.walk().notes.at(1);
  CHECK(first.earlier == 0u);
  CHECK(first.outcome == walk::Outcome::NotDone);
  CHECK(first.theme == 0u);
  CHECK(first.party == 1u);
  CHECK(first.where.at == LatLon{59.3311, 18.0601});
  tablet.staff(on::LookAgain{0, walk::Outcome::Done});  // a second thought
  tablet.done();
  REQUIRE(tablet.walk().notes.size() == 2);
  CHECK(tablet.walk().notes[1].outcome == walk::Outcome::Done);
  CHECK(tablet.walk().notes[1].verdict == walk::Verdict::Good);
  CHECK(tablet.walk().notes[1].revision == 1);
}

TEST_CASE("an earlier matter stays where it was, wherever one stands while judging it") {
  Tablet tablet;
  tablet.begin();
  tablet.staff(on::ChooseStop{});
  tablet.staff(on::AtStop{2});
  tablet.stands_at({59.3330, 18.0600});
  tablet.staff(on::LookAgain{0, walk::Outcome::Worse});
  tablet.done();
  const auto& where = tablet.walk().notes.at(0).where;
  CHECK(where.at == LatLon{59.3311, 18.0601});
  CHECK(where.by == walk::PlacedBy::Map);
  CHECK(where.stop == 1u);  // by the tunnel
  CHECK_FALSE(where.accuracy_m);
}

TEST_CASE("an earlier matter belongs to the stop that it is told by, however far it lies from there") {
  Tablet tablet;
  tablet.dialogue.walk->earlier[0].where = "Torget";
  tablet.begin();
  tablet.staff(on::LookAgain{0, walk::Outcome::Done});
  CHECK(tablet.walk().draft->where.stop == 2u);
}

TEST_CASE("an earlier matter is read as a whole before it is judged, and the next one is at hand after it") {
  Tablet tablet;
  tablet.begin();
  tablet.staff(on::ShowTab{walk::Tab::Earlier});
  tablet.staff(on::ReadEarlier{7});
  CHECK_FALSE(tablet.screen<walk::Walking>().reading);
  tablet.staff(on::ReadEarlier{0});
  CHECK(tablet.screen<walk::Walking>().reading == 0u);
  tablet.staff(on::Back{});
  CHECK_FALSE(tablet.screen<walk::Walking>().reading);
  tablet.staff(on::ReadEarlier{0});
  tablet.staff(on::LookAgain{0, walk::Outcome::Done});
  REQUIRE(tablet.of_walk<wanted::KeepDraft>() != nullptr);  // one tap says something already
  CHECK(tablet.of_walk<wanted::KeepDraft>()->draft->outcome == walk::Outcome::Done);
  tablet.done();
  CHECK(tablet.screen<walk::Walking>().tab == walk::Tab::Earlier);
}

TEST_CASE("whoever opens a note from the list comes back to the list") {
  Tablet tablet;
  tablet.begin();
  tablet.note(0, walk::Verdict::Bad);
  tablet.done();
  CHECK(tablet.screen<walk::Walking>().tab == walk::Tab::Note);
  tablet.staff(on::ShowTab{walk::Tab::List});
  tablet.staff(on::OpenNote{0});
  tablet.staff(on::Back{});
  CHECK(tablet.screen<walk::Walking>().tab == walk::Tab::List);
}

TEST_CASE("a coarse position serves where no stop says more") {
  Tablet tablet;
  tablet.begin();
  tablet.stands_at({59.3400, 18.0600}, 400);
  tablet.staff(on::PickTheme{0});
  CHECK(tablet.walk().draft->where.by == walk::PlacedBy::Position);
  CHECK(tablet.walk().draft->where.accuracy_m == 400.f);
  tablet.staff(on::Back{});
  tablet.staff(on::AtStop{0});
  tablet.staff(on::PickTheme{0});
  CHECK(tablet.walk().draft->where.by == walk::PlacedBy::Stop);
}

TEST_CASE("leaving a saved note that was changed asks about the changes, not about the note") {
  Tablet tablet;
  tablet.begin();
  tablet.note(0, walk::Verdict::Bad);
  tablet.done();
  tablet.staff(on::OpenNote{0});
  tablet.staff(on::SetSeriousness{3});
  tablet.staff(on::Back{});
  CHECK(tablet.over<walk::ConfirmingDiscard>().changes_only);
  tablet.staff(on::DiscardYes{});
  CHECK(tablet.saved().empty());
  tablet.screen<walk::Walking>();
  REQUIRE(tablet.walk().notes.size() == 1);
  CHECK(tablet.walk().notes[0].seriousness == 0);
}

TEST_CASE("an earlier question that is still one stays a question, and no verdict contradicts an outcome") {
  Tablet tablet;
  tablet.dialogue.walk->earlier[0].verdict = walk::Verdict::Question;
  tablet.begin();
  tablet.staff(on::LookAgain{0, walk::Outcome::NotDone});
  CHECK(tablet.walk().draft->verdict == walk::Verdict::Question);
  tablet.staff(on::PickVerdict{walk::Verdict::Good});
  CHECK(tablet.walk().draft->verdict == walk::Verdict::Question);
  tablet.done();
  tablet.staff(on::LookAgain{0, walk::Outcome::Done});
  CHECK(tablet.walk().draft->verdict == walk::Verdict::Good);
}

TEST_CASE("how serious it is stays with what is bad") {
  Tablet tablet;
  tablet.begin();
  tablet.note(0, walk::Verdict::Bad);
  tablet.staff(on::SetSeriousness{3});
  CHECK(tablet.walk().draft->seriousness == 3);
  tablet.staff(on::PickVerdict{walk::Verdict::Good});
  CHECK(tablet.walk().draft->seriousness == 0);
}

TEST_CASE("notes that are locked are forsaken only when asked twice") {
  Tablet tablet;
  tablet.staff(on::NotesLocked{});
  tablet.staff(on::ForsakeYes{});
  CHECK(tablet.screen<walk::Home>().locked);
  tablet.staff(on::Forsake{});
  tablet.staff(on::Back{});
  tablet.staff(on::ForsakeYes{});
  CHECK(tablet.screen<walk::Home>().locked);
  tablet.staff(on::Forsake{});
  tablet.staff(on::ForsakeYes{});
  CHECK_FALSE(tablet.screen<walk::Home>().locked);
  CHECK(tablet.of_walk<wanted::ForgetKey>() != nullptr);
}

TEST_CASE("a photo is chosen, blurred, kept, what comes too late is dropped") {
  Tablet tablet;
  tablet.begin();
  tablet.note(0, walk::Verdict::Bad);
  tablet.staff(on::OpenPhoto{});
  CHECK(tablet.of_walk<wanted::ListPhotos>() != nullptr);
  tablet.staff(on::PhotosListed{{"IMG_1.JPG", "IMG_2.JPG"}, {}});
  tablet.staff(on::PickPhoto{5});
  CHECK(tablet.of_walk<wanted::ReadPhoto>() == nullptr);
  tablet.staff(on::PickPhoto{1});
  REQUIRE(tablet.of_walk<wanted::ReadPhoto>() != nullptr);
  tablet.staff(on::PhotoTrouble{PhotoTrouble::Broken});
  CHECK(tablet.over<walk::ChoosingPhoto>().trouble == PhotoTrouble::Broken);
  tablet.staff(on::PickPhoto{0});
  tablet.staff(on::PhotoRead{2048, 1536, 0});
  tablet.staff(on::Blur{{{0.5f, 0.5f}}, 0.05f});
  CHECK(tablet.of_walk<wanted::Blur>() != nullptr);
  tablet.staff(on::PhotoRead{2048, 1536, 1});
  tablet.staff(on::KeepPhoto{});
  CHECK(tablet.over<walk::BlurringPhoto>().working);
  Attachment photo;
  photo.size = 500'000;
  photo.sealed_size = 524'288;
  tablet.staff(on::AttachmentKept{photo});
  tablet.over<walk::Form>();
  tablet.staff(on::PhotoRead{10, 10, 0});
  CHECK(tablet.of_walk<wanted::DropPhoto>() != nullptr);
  tablet.done();
  CHECK(tablet.walk().notes.at(0).attachments.size() == 1);
}

TEST_CASE("a camera takes a picture when it is ready, and is stopped when nobody looks any more") {
  Tablet tablet;
  tablet.begin();
  tablet.note(0, walk::Verdict::Bad);
  tablet.staff(on::OpenPhoto{});
  tablet.staff(on::CameraChanged{walk::CameraState::Starting});
  tablet.staff(on::PhotosListed{{"IMG_1.JPG"}, {}});
  tablet.staff(on::Shoot{});
  CHECK(tablet.of_walk<wanted::Shoot>() == nullptr);
  tablet.staff(on::CameraChanged{walk::CameraState::Ready});
  tablet.staff(on::Shoot{});
  CHECK(tablet.of_walk<wanted::Shoot>() != nullptr);
  tablet.staff(on::PickPhoto{0});  // one picture at a time
  CHECK(tablet.of_walk<wanted::ReadPhoto>() == nullptr);
  tablet.staff(on::PhotoRead{2048, 1536, 0});
  CHECK(tablet.of_walk<wanted::StopCamera>() != nullptr);
  tablet.over<walk::BlurringPhoto>();
  tablet.staff(on::Back{});
  CHECK(tablet.of_walk<wanted::ListPhotos>() != nullptr);  // the camera starts anew
  tablet.staff(on::Back{});
  CHECK(tablet.of_walk<wanted::StopCamera>() != nullptr);
  tablet.over<walk::Form>();
}

TEST_CASE("a camera unplugged in mid-picture leaves the files to choose from") {
  Tablet tablet;
  tablet.begin();
  tablet.note(0, walk::Verdict::Bad);
  tablet.staff(on::OpenPhoto{});
  tablet.staff(on::PhotosListed{{"IMG_1.JPG"}, {}});
  tablet.staff(on::CameraChanged{walk::CameraState::Ready});
  tablet.staff(on::Shoot{});
  tablet.staff(on::CameraChanged{walk::CameraState::NotThere});
  CHECK(tablet.over<walk::ChoosingPhoto>().camera == walk::CameraState::NotThere);
  tablet.staff(on::Shoot{});
  CHECK(tablet.of_walk<wanted::Shoot>() == nullptr);
  tablet.staff(on::PickPhoto{0});
  CHECK(tablet.of_walk<wanted::ReadPhoto>() != nullptr);
}

TEST_CASE("a paused walk opens by the PIN only, and goes on where it was") {
  Tablet tablet;
  tablet.begin();
  tablet.staff(on::Pause{});
  CHECK(tablet.only_saved<walk::Course>().act == walk::Act::Pause);
  tablet.note(0, walk::Verdict::Bad);
  tablet.screen<walk::Paused>();
  tablet.happens(event::Resume{});
  tablet.enter_pin(false);
  tablet.happens(event::HostBack{});
  tablet.screen<walk::Paused>();
  tablet.happens(event::Resume{});
  tablet.enter_pin(true);
  CHECK(tablet.only_saved<walk::Course>().act == walk::Act::Resume);
  tablet.screen<walk::Walking>();
}

TEST_CASE("a walk ends when its last record is durable, and its key is forgotten then") {
  Tablet tablet;
  tablet.begin();
  tablet.staff(on::End{});
  tablet.staff(on::EndYes{});
  CHECK(tablet.only_saved<walk::Course>().act == walk::Act::End);
  CHECK(tablet.of_walk<wanted::ForgetKey>() == nullptr);
  tablet.happens(event::Saved{});
  CHECK(tablet.of_walk<wanted::ForgetKey>() != nullptr);
  tablet.screen<walk::Ended>();
  tablet.happens(event::Done{});
  tablet.screen<walk::Home>();
  CHECK_FALSE(tablet.walk().is_on);
}

TEST_CASE("a full disk stops a walk's note until it is durable, and loses nothing of the walk") {
  Tablet tablet;
  tablet.begin();
  tablet.note(0, walk::Verdict::Bad);
  tablet.done();
  tablet.note(1, walk::Verdict::Good);
  tablet.staff(on::Done{});
  tablet.happens(event::SaveFailed{{"cannot save", "the disk is full", ""}});
  REQUIRE(std::holds_alternative<OutOfOrder>(tablet.state.screen));
  tablet.now_ms += 3'600'000;
  tablet.happens(event::Tick{});
  SECTION("it had reached the disk") {
    tablet.happens(event::Recovered{true});
  }
  SECTION("it had not") {
    tablet.happens(event::Recovered{false});
    CHECK(tablet.only_saved<walk::Observation>().theme == 1u);
    tablet.happens(event::Saved{});
  }
  tablet.screen<walk::Walking>();
  CHECK(tablet.walk().notes.size() == 2);
}

TEST_CASE("an unfinished walk goes on from its records, draft and all") {
  Tablet tablet;
  tablet.begin();
  std::vector<std::variant<walk::Begin, walk::Course, walk::TrackPiece, walk::Observation>> records;
  walk::Begin begin;
  begin.code = 123456;
  begin.present = {3, 1};
  records.emplace_back(begin);
  records.emplace_back(walk::Course{123456, walk::Act::AtStop, 1, 0});
  walk::Observation note;
  note.code = 123456;
  note.id = {1};
  note.theme = 0;
  records.emplace_back(note);
  note.revision = 1;
  note.saw = "corrected";
  records.emplace_back(note);

  Tablet other;
  other.staff(on::NotesLocked{});
  CHECK(other.screen<walk::Home>().locked);
  other.staff(on::StartWalk{});
  other.screen<walk::Home>();  // not over notes that can still be opened
  other.staff(on::OpenNotes{});
  other.types("bado");
  other.types(" ");
  other.types("kilu");
  CHECK(other.screen<walk::Opening>().words[1].text == "kilu");
  other.staff(on::TryWords{});
  CHECK(other.of_walk<wanted::TryWords>()->words[0] == "bado");
  other.staff(on::WordsWrong{});
  CHECK(other.screen<walk::Opening>().wrong);
  other.staff(on::TryWords{});

  SECTION("in the middle of a sentence") {
    walk::Observation draft;
    draft.code = 123456;
    draft.id = {9};
    draft.saw = "half a sen";
    other.staff(on::Reopened{records, draft, {{59.33, 18.06}}, {0}});
    other.screen<walk::Noting>();
    CHECK(other.walk().draft->saw == "half a sen");
    CHECK(other.walk().draft_is_new);
    other.done();
    CHECK(other.walk().notes.size() == 2);
  }
  SECTION("paused") {
    records.emplace_back(walk::Course{123456, walk::Act::Pause, {}, 0});
    other.staff(on::Reopened{records, {}, {}, {}});
    other.screen<walk::Paused>();
  }
  SECTION("quietly") {
    other.staff(on::Reopened{records, {}, {}, {}});
    other.screen<walk::Walking>();
    CHECK(other.walk().code == 123456);
    CHECK(other.walk().stop == 1u);
    REQUIRE(other.walk().notes.size() == 1);
    CHECK(other.walk().notes[0].saw == "corrected");
  }
  SECTION("ended already") {
    records.emplace_back(walk::Course{123456, walk::Act::End, {}, 0});
    other.staff(on::Reopened{records, {}, {}, {}});
    CHECK_FALSE(other.screen<walk::Home>().locked);
    CHECK(other.of_walk<wanted::ForgetKey>() != nullptr);
  }
}

TEST_CASE("the track is saved piece by piece beside what is noted, and only while the walk is on") {
  Tablet tablet;
  tablet.staff(on::Tracked{LatLon{59, 18}, true, Bytes{1}});
  CHECK(tablet.saved().empty());
  tablet.begin();
  tablet.staff(on::Tracked{LatLon{59, 18}, true, {}});
  tablet.staff(on::Tracked{LatLon{59.1, 18}, false, Bytes{1, 2}});
  CHECK(tablet.only_saved<walk::TrackPiece>().points == Bytes{1, 2});
  CHECK(tablet.walk().trail.size() == 2);
  CHECK(tablet.walk().trail_breaks == std::vector<std::size_t>{0});
}

TEST_CASE("a stop chosen by hand is kept until another one is reached on foot") {
  Tablet tablet;
  tablet.begin();
  tablet.stands_at({59.3300, 18.0600});
  CHECK(tablet.walk().stop == 0u);
  tablet.staff(on::ChooseStop{});
  tablet.staff(on::AtStop{1});
  CHECK(tablet.walk().stop == 1u);
  tablet.stands_at({59.3320, 18.0600});  // between stops
  CHECK(tablet.walk().stop == 1u);
  tablet.stands_at({59.3330, 18.0600});
  CHECK(tablet.walk().stop == 2u);
}
