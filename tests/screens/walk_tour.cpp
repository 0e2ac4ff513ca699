// SPDX-License-Identifier: EUPL-1.2
#include "tests/screens/walk_tour.h"

#include <algorithm>
#include <utility>

#include "app/core/walk/words.h"
#include "tests/screens/worst_writing.h"

namespace talt::tests {
namespace {

using namespace core;
using core::walk::Observation;
using core::walk::Verdict;

constexpr std::int64_t evening_s = 1'790'013'000;
constexpr std::int64_t shown_ms = 2000;  // the easel's now

/// In words of the language shown, so that its letters are seen.
struct Spoken {
  std::string saw, said, proposal, thought;
};
Spoken spoken_in(const std::string& language) {
  if (language == "ar")
    return {"اثنان من المصابيح الأربعة معطلان", "لا أمر من هنا وحدي بعد الثامنة",
            "استبدال المصابيح قبل الشتاء", "هل هو الضوء أم الصمت؟"};
  if (language == "fi")
    return {"Kaksi neljästä lampusta on rikki", "En kulje tästä yksin enää kahdeksan jälkeen",
            "Vaihtakaa lamput ennen talvea", "Onko se valo vai hiljaisuus?"};
  if (language == "en")
    return {"Two of the four lamps are broken", "I do not walk here alone after eight",
            "Change the lamps before the winter", "Is it the light or the silence?"};
  return {"Två av fyra lampor är trasiga", "Jag går inte här ensam efter åtta", "Byt lamporna före vintern",
          "Är det ljuset eller tystnaden?"};
}

/// In the middle of what the plan knows places of.
LatLon middle_of(const walk::Plan& plan) {
  return plan.stops.empty() ? LatLon{60.62, 16.77} : plan.stops[plan.stops.size() / 2].at;
}

Attachment attached(AttachmentKind kind, std::uint8_t number) {
  Attachment one;
  one.kind = kind;
  one.name[0] = number;
  one.size = 400'000;
  return one;
}

class Evening {
 public:
  Evening(const Dialogue& dialogue, std::size_t language)
      : dialogue_(dialogue),
        plan_(*dialogue.walk),
        words_(spoken_in(dialogue.languages[language].tag)),
        state_(initial_state(dialogue, {}, 0)) {
    state_.home_language = language;
    walk::Walk& walk = this->walk();
    walk.code = 482'913;
    walk.began = evening_s;
    walk.present.assign(plan_.groups.size(), 3);
    if (!plan_.stops.empty()) walk.stop = plan_.stops.size() / 2;
    fix(6);
  }

  walk::Walk& walk() { return *state_.walk; }
  const walk::Plan& plan() const { return plan_; }
  const Spoken& words() const { return words_; }

  void show(std::string name, const walk::Screen& screen) {
    walk().screen = screen;
    state_.screen = OnWalk{};
    stops_.push_back({std::move(name), state_});
  }
  void show_over(std::string name, const walk::Over& over, bool saving = false) {
    show(std::move(name), walk::Noting{over, saving});
  }
  std::vector<Stop> take() { return std::move(stops_); }

  void fix(float accuracy_m) {
    walk().position = {walk::PositionState::Fix, middle_of(plan_), accuracy_m, FixKind::ThreeD, shown_ms};
  }
  void lose_fix() { walk().position.received_ms = shown_ms - walk::position_stale_ms - 1; }

  Observation note(std::size_t number) const {
    Observation note;
    note.id[0] = static_cast<std::uint8_t>(number);
    note.id[1] = static_cast<std::uint8_t>(number >> 8);
    note.time = evening_s + static_cast<std::int64_t>(number) * 90;
    note.verdict = static_cast<Verdict>(1 + number % 3);
    if (!plan_.themes.empty()) note.theme = number % plan_.themes.size();
    if (!plan_.stops.empty()) {
      const std::size_t stop = number % plan_.stops.size();
      const double aside = static_cast<double>(number % 7) * 0.00012;
      note.where.by = walk::PlacedBy::Position;
      note.where.stop = stop;
      note.where.at = LatLon{plan_.stops[stop].at.lat + aside, plan_.stops[stop].at.lon - aside};
    }
    if (number % 4 != 3) note.saw = words_.saw;
    if (number % 4 == 2) note.said = words_.said;
    return note;
  }
  void note_many(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) walk().notes.push_back(note(i));
  }
  /// All that a note can hold.
  Observation full() const {
    Observation note = this->note(1);
    note.saw = words_.saw;
    note.said = words_.said;
    note.proposal = words_.proposal;
    note.reflection = words_.thought;
    note.sense = walk::Sense::Feels;
    note.seriousness = 2;
    if (!plan_.groups.empty()) note.perspective = 0;
    if (!plan_.parties.empty()) note.party = 0;
    note.attachments = {attached(AttachmentKind::Photo, 1), attached(AttachmentKind::Voice, 2)};
    return note;
  }
  /// A way from stop to stop, with a break.
  void leave_trail() {
    for (const walk::Stop& stop : plan_.stops) walk().trail.push_back(stop.at);
    walk().trail_breaks = {0, walk().trail.size() / 2};
  }

  void tabs(const std::string& suffix) {
    show("note" + suffix, walk::Walking{walk::Tab::Note});
    show("list" + suffix, walk::Walking{walk::Tab::List});
    show("map" + suffix, walk::Walking{walk::Tab::Map});
    const bool asks = std::any_of(plan_.stops.begin(), plan_.stops.end(),
                                  [](const walk::Stop& stop) { return !stop.ask.empty(); });
    if (asks || !plan_.questions.empty()) show("questions" + suffix, walk::Walking{walk::Tab::Questions});
    if (plan_.earlier.empty()) return;
    show("earlier" + suffix, walk::Walking{walk::Tab::Earlier});
    for (std::size_t i = 0; i < std::min<std::size_t>(plan_.earlier.size(), 5); ++i)
      show("reading-" + std::to_string(i + 1) + suffix, walk::Walking{walk::Tab::Earlier, false, false, i});
  }

 private:
  const Dialogue& dialogue_;
  const walk::Plan& plan_;
  Spoken words_;
  State state_;
  std::vector<Stop> stops_;
};

Field typed(const std::string& text) {
  return {text, text.size()};
}

void before(Evening& evening) {
  evening.show("home", walk::Home{});
  evening.show("home-locked", walk::Home{true});
  evening.show("home-forsaking", walk::Home{true, true});
  evening.show("joining", walk::Joining{"4829", false});
  evening.show("joining-wrong", walk::Joining{"", true});
  evening.show("setup", walk::Setup{false, evening.walk().present, walk::Weather::Rain, walk::Light::Dark});
  evening.show("promise", walk::ReadPromise{});
  evening.show("words-drawing", walk::ShowingWords{});
  evening.show("words", walk::ShowingWords{walk::words_of({7'775, 6'543, 1'234, 5'000})});
  walk::Opening opening;
  opening.words = {typed("mola"), typed("wiv"), {}, {}};
  opening.focus = 1;
  evening.show("opening", opening);
  opening.wrong = true;
  evening.show("opening-wrong", opening);
  opening.wrong = false;
  opening.trying = true;
  evening.show("opening-trying", opening);
}

void underway(Evening& evening) {
  evening.walk().is_on = true;
  evening.tabs("-empty");
  evening.note_many(9);
  evening.leave_trail();
  evening.tabs("");
  if (!evening.plan().stops.empty())
    evening.show("choosing-stop", walk::Walking{walk::Tab::Note, true, false});
  evening.show("confirming-end", walk::Walking{walk::Tab::Note, false, true});
}

void noting(Evening& evening) {
  walk::Walk& walk = evening.walk();
  walk.draft = evening.note(0);
  walk.draft->verdict.reset();
  evening.show("verdict", walk::ChoosingVerdict{});
  walk.draft = evening.note(3);
  evening.show_over("form", walk::Form{});
  evening.show_over("form-saving", walk::Form{}, true);
  evening.show_over("discarding", walk::ConfirmingDiscard{});
  evening.show_over("saw", walk::Writing{walk::TextOf::Saw, typed(evening.words().saw), {}});
  evening.show_over("said", walk::Writing{walk::TextOf::Said, typed(evening.words().said), {}});
  evening.show_over("proposal", walk::Writing{walk::TextOf::Proposal, {}, {}});
  evening.show_over("reflection",
                    walk::Writing{walk::TextOf::Reflection, typed(evening.words().thought), {}});
  const std::string named = "070-123 45 67";
  evening.show_over(
      "pointed-out",
      walk::Writing{walk::TextOf::Said, typed(named), {{PersonalKind::Phone, 0, named.size()}}});
  evening.show_over("perspective", walk::ChoosingPerspective{});
  evening.show_over("party", walk::ChoosingParty{});
  evening.show_over("placing", walk::Placing{});
  walk.draft = evening.full();
  walk.draft_is_new = false;
  evening.show_over("form-full", walk::Form{});
  evening.show_over("withdrawing", walk::ConfirmingDiscard{});
  evening.show_over("undoing", walk::ConfirmingDiscard{true});
  if (!evening.plan().questions.empty()) {
    walk.draft->question = 0;
    walk.draft->theme.reset();
    evening.show_over("form-question", walk::Form{});
    evening.show_over("answer", walk::Writing{walk::TextOf::Saw, typed(evening.words().saw), {}});
    walk.draft->question.reset();
  }
  if (!evening.plan().earlier.empty()) {
    walk.draft->earlier = 0;
    walk.draft->outcome = walk::Outcome::NotDone;
    evening.show_over("form-earlier", walk::Form{});
  }
}

void media(Evening& evening) {
  walk::ChoosingPhoto choosing;
  evening.show_over("photo-looking", choosing);
  choosing.looking = false;
  evening.show_over("photo-none", choosing);
  choosing.files = {"IMG_0012.JPG", "IMG_0011.JPG", "IMG_0010.JPG", "IMG_0009.JPG", "IMG_0008.JPG"};
  evening.show_over("photo-files", choosing);
  choosing.camera = walk::CameraState::Ready;
  evening.show_over("photo-camera-and-files", choosing);
  choosing.files.clear();
  for (const auto camera :
       {walk::CameraState::Starting, walk::CameraState::Ready, walk::CameraState::NotThere,
        walk::CameraState::Busy, walk::CameraState::NotAllowed, walk::CameraState::Failing}) {
    choosing.camera = camera;
    evening.show_over("photo-camera-" + std::to_string(static_cast<int>(camera)), choosing);
  }
  evening.show_over("blurring", walk::BlurringPhoto{false, 1600, 1200, 2, {}});
  evening.show_over("blurring-upright", walk::BlurringPhoto{false, 1200, 1600, 0, {}});
  evening.show_over("blurring-working", walk::BlurringPhoto{true, 0, 0, 0, {}});
  evening.show_over("voice", walk::Recording{});
  evening.show_over("voice-recording", walk::Recording{walk::VoiceState::Recording, 17'000, 0.6f, {}});
  evening.show_over("voice-recorded", walk::Recording{walk::VoiceState::Recorded, 42'000, 0, {}});
  evening.show_over("voice-playing", walk::Recording{walk::VoiceState::Playing, 12'000, 0.3f, {}});
  evening.show_over("voice-sealing", walk::Recording{walk::VoiceState::Sealing, 42'000, 0, {}});
}

void afterwards(Evening& evening) {
  evening.walk().draft.reset();
  evening.show("walk-paused", walk::Paused{});
  evening.walk().is_on = false;
  evening.show("ended", walk::Ended{});
}

// ---- too much, or nothing

void too_much_walking(Evening& evening) {
  walk::Walk& walk = evening.walk();
  walk.is_on = true;
  evening.note_many(300);
  for (std::size_t i = 0; i < walk.notes.size(); i += 5) {
    walk.notes[i].saw = much(evening.words().saw + " ", 900);
    walk.notes[i].attachments.assign(walk::attachments_max, attached(AttachmentKind::Photo, 3));
  }
  for (int i = 0; i < 3000; ++i) {
    const LatLon from = middle_of(evening.plan());
    walk.trail.push_back({from.lat + (i % 60) * 0.00003, from.lon + (i / 60) * 0.00004});
  }
  evening.fix(9999);
  evening.tabs("-300");
  evening.lose_fix();
  walk.stop.reset();
  evening.tabs("-lost");
  walk.position = {};
  evening.show("list-no-position", walk::Walking{walk::Tab::List});
  evening.show("map-no-position", walk::Walking{walk::Tab::Map});
  if (!evening.plan().stops.empty())
    evening.show("choosing-stop-no-position", walk::Walking{walk::Tab::Note, true, false});
  // Some 400 km away: the map cannot show both.
  walk.position = {walk::PositionState::Fix, {57.7, 11.97}, std::nullopt, FixKind::TwoD, shown_ms};
  evening.show("map-far-away", walk::Walking{walk::Tab::Map});
  evening.show("choosing-stop-far-away", walk::Walking{walk::Tab::Note, true, false});
}

void too_much_noting(Evening& evening) {
  walk::Walk& walk = evening.walk();
  walk.draft = evening.full();
  Observation& draft = *walk.draft;
  for (std::string* text : {&draft.saw, &draft.said, &draft.proposal, &draft.reflection})
    *text = much(*text + " ", 900);
  draft.attachments.clear();
  for (std::size_t i = 0; i < walk::attachments_max; ++i)
    draft.attachments.push_back(
        attached(i % 3 ? AttachmentKind::Photo : AttachmentKind::Voice, static_cast<std::uint8_t>(i)));
  if (!evening.plan().parties.empty()) draft.party = evening.plan().parties.size() - 1;
  evening.show_over("form-long", walk::Form{});
  evening.show_over("said-long", walk::Writing{walk::TextOf::Said, typed(draft.said), {}});
  evening.show_over("placing-no-position", walk::Placing{});
  if (!evening.plan().earlier.empty()) {
    draft.earlier = evening.plan().earlier.size() - 1;
    draft.outcome = walk::Outcome::Worse;
    evening.show_over("form-long-earlier", walk::Form{});
  }
  walk.draft = Observation{};
  evening.show_over("form-bare", walk::Form{});
  evening.show_over("placing-bare", walk::Placing{});
  evening.show("verdict-bare", walk::ChoosingVerdict{});
}

void trouble(Evening& evening) {
  walk::ChoosingPhoto choosing;
  choosing.looking = false;
  for (const PhotoTrouble what : {PhotoTrouble::NoFolder, PhotoTrouble::NotThere, PhotoTrouble::Broken,
                                  PhotoTrouble::TooLarge, PhotoTrouble::Unsupported}) {
    choosing.trouble = what;
    evening.show_over("photo-trouble-" + std::to_string(static_cast<int>(what)), choosing);
  }
  choosing.camera = walk::CameraState::Ready;
  evening.show_over("photo-camera-trouble", choosing);
  for (int i = 0; i < 400; ++i) choosing.files.push_back(std::to_string(i) + much("sommar-och-vinter ", 120));
  evening.show_over("photo-400-trouble", choosing);
  choosing.trouble = PhotoTrouble::None;
  choosing.camera = walk::CameraState::None;
  evening.show_over("photo-400", choosing);
  choosing.looking = true;
  evening.show_over("photo-400-working", choosing);
  for (const PhotoTrouble what :
       {PhotoTrouble::EndsEarly, PhotoTrouble::PartlyWrong, PhotoTrouble::DiskFull, PhotoTrouble::NotKept})
    evening.show_over("blurring-trouble-" + std::to_string(static_cast<int>(what)),
                      walk::BlurringPhoto{false, 4000, 300, 40, what});
  evening.show_over("blurring-tall", walk::BlurringPhoto{false, 300, 4000, 1, {}});
  for (const walk::VoiceTrouble what :
       {walk::VoiceTrouble::NoMicrophone, walk::VoiceTrouble::Vanished, walk::VoiceTrouble::NothingHeard,
        walk::VoiceTrouble::NotPlayed, walk::VoiceTrouble::DiskFull, walk::VoiceTrouble::NotKept}) {
    const std::string name = "voice-trouble-" + std::to_string(static_cast<int>(what));
    evening.show_over(name, walk::Recording{walk::VoiceState::Ready, 0, 0, what});
    evening.show_over(name + "-recorded", walk::Recording{walk::VoiceState::Recorded, 60'000, 0, what});
  }
}

}  // namespace

std::vector<Stop> tour_of_walk(const Dialogue& dialogue, std::size_t language) {
  Evening evening(dialogue, language);
  before(evening);
  underway(evening);
  noting(evening);
  media(evening);
  afterwards(evening);
  return evening.take();
}

std::vector<Stop> tour_of_worst_walk(const Dialogue& dialogue, std::size_t language) {
  Evening evening(dialogue, language);
  too_much_walking(evening);
  too_much_noting(evening);
  trouble(evening);
  return evening.take();
}

}  // namespace talt::tests
