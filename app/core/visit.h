// SPDX-License-Identifier: EUPL-1.2
// The kiosk as one pure function: step(state, event, context) -> {state, effects}. Which screen shows follows
// from State::screen in one exhaustive switch. No clock, no randomness, no I/O: all come in as arguments, and
// all that is to be done comes out as effects. Any thread, values only.
//
// A visit's way: Attract -> PromiseCard -> Asking each question -> Thanks -> Attract. Confirmed answers are
// saved one by one; the next screen shows when Saved comes back. Drafts live in Visit and vanish with it.
// Where the method is a walk, OnWalk stands in Attract's place (walk/walk.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/core/answer.h"
#include "app/core/dialogue.h"
#include "app/core/field.h"
#include "app/core/personal_data.h"
#include "app/core/record.h"
#include "app/core/tally.h"
#include "app/core/walk/walk.h"

namespace talt::core {

struct DotsDraft {
  std::vector<std::uint32_t> dots;
};
struct ChoiceDraft {
  std::vector<bool> chosen;
};
struct ScaleDraft {
  std::optional<int> step;
};
struct TextDraft {
  Field field;
};
struct PinDraft {
  std::vector<Pin> pins;
  std::optional<std::size_t> selected;  // the pin that nudges and the comment apply to
  bool held = false;                    // the person chose it: the next tap on the map moves it
  std::optional<std::size_t> category;  // for the next pin
  bool commenting = false;              // the comment's keyboard is open
  Field comment;
};
using Draft = std::variant<DotsDraft, ChoiceDraft, ScaleDraft, TextDraft, PinDraft>;

struct QuestionProgress {
  Draft draft;
  std::optional<Answer> confirmed;  // as saved
};

struct Visit {
  VisitId id{};
  std::size_t language = 0;
  Given given = Given::Self;
  std::vector<QuestionProgress> questions;
  std::size_t shown = 0;  // questions that were on screen
  bool begun = false;     // its first record is saved
};

// ---- screens
// -----------------------------------------------------------------------------------------------------
struct Attract {};
struct PromiseCard {
  Visit visit;
};
struct Asking {
  Visit visit;
  std::size_t question = 0;
  bool saving = false;                       // input but Tick and Saved is ignored
  std::vector<PersonalFinding> pointed_out;  // not empty: the person decides with #keep or #change
  bool urged = false;                        // a required question was skipped once: asked kindly once more
  std::optional<Answer> pending;             // what is being saved
};
struct Thanks {
  Visit visit;
  std::int64_t since_ms = 0;
};
/// Staff paused collecting: rain, a queue, lunch.
struct Paused {
  std::int64_t since_ms = 0;
};
/// A visit that waits under another screen.
using Underneath = std::variant<std::monostate, PromiseCard, Asking, Thanks>;
/// The journal cannot promise durability. Nothing thanked for is lost. Leaves by Recovered.
struct OutOfOrder {
  Error why;
  std::int64_t since_ms = 0;
  Underneath underneath;  // goes on where it was, unless the person must have left
};

// Host's screens, each reached by #host and the PIN.
struct HostPin {
  std::string digits;
  bool checking = false;
  bool wrong = false;
  std::int64_t locked_until_ms = 0;
  Underneath underneath;      // ends when the PIN is right, goes on unharmed else
  std::int64_t shown_ms = 0;  // when the seconds left to wait were last shown
  bool resumes_walk = false;  // the right PIN leads on with a paused walk, not to the panel
};
struct HostPanel {};
enum class NoteField { Weather, Event, Staff, Note };
struct HostNote {
  Field weather, event, staff, note;
  NoteField focus = NoteField::Weather;
  bool saving = false;
};
struct HostVoid {
  bool saving = false;
};  // choose test or joke
struct HostPoster {
  std::optional<std::size_t> question;
  std::vector<std::uint32_t> dots;
  std::uint32_t people = 0;
  bool saving = false;
};
struct HostEnd {
  bool saving = false;
  bool ended = false;
};  // asked once; then the day's sum shows until resumed

/// The walk shows one of its own screens: State::walk.
struct OnWalk {};

using Screen = std::variant<Attract, OnWalk, PromiseCard, Asking, Thanks, Paused, OutOfOrder, HostPin,
                            HostPanel, HostNote, HostVoid, HostPoster, HostEnd>;

struct State {
  Screen screen;
  std::size_t home_language = 0;  // of screens without a visit; #start begins in it
  std::int64_t last_input_ms = 0;
  std::optional<std::int64_t> warned_at_ms;  // the "still here?" card is over the screen since then
  std::vector<Tally> tallies;                // this kiosk's results so far, by question
  int pin_failures = 0;
  std::int64_t pin_locked_until_ms = 0;
  std::optional<VisitId> last_visit;                // what #host.void flags
  std::vector<std::optional<Answer>> last_counted;  // what it added to the tallies: no text, no coordinates
  bool was_paused = false;                          // the host's panel was opened from Paused
  std::optional<walk::Walk> walk;                   // where the dialogue's method is Walk, and only there
  std::vector<Record> pending;                      // of the last Save, until it is known to be durable
};

// ---- events
// --------------------------------------------------------------------------------------------------------
namespace event {
struct Start {
  std::size_t language = 0;
};
struct SetLanguage {
  std::size_t language = 0;
};                   // within a visit: nothing is lost
struct Continue {};  // from the promise
struct AddDot {
  std::size_t alternative;
};
struct TakeDot {
  std::size_t alternative;
};
struct Toggle {
  std::size_t alternative;
};
struct SetStep {
  int step;
};
struct Insert {
  std::string text;
};                     // any bytes: bounded and cleaned
struct Erase {};       // the cluster before the caret
struct EraseAfter {};  // the one after it
struct MoveCaret {
  std::size_t to;
};  // byte index
struct SetPin {
  double lat, lon;
};  // a tap on the map: moves the pin that is held; else adds one, or moves the last where there is no room
struct MovePin {
  double lat, lon;
};  // a nudge: moves the selected pin
struct PickPlace {
  std::size_t place;
};
struct SelectPin {
  std::size_t pin;
};
struct NewPin {};  // lets go, so that the next SetPin adds
struct RemovePin {
  std::size_t pin;
};
struct PickCategory {
  std::size_t category;
};
struct OpenComment {};
struct CloseComment {};
struct Next {};
struct Back {};
struct Skip {};
struct KeepText {};  // after pointing out
struct ChangeText {};
struct Leave {};
struct Done {};
struct Stay {};     // "still here"
struct Touched {};  // any touch that means nothing else: keeps the visit alive
// host
struct HostCorner {};  // the hold is complete
struct Digit {
  char digit;
};
struct EraseDigit {};
struct PinChecked {
  bool right = false;
};
struct HostBack {};  // one screen back; from the panel, out
struct HostSync {};
struct HostPause {};
struct Resume {};
struct OpenNote {};
struct FocusNote {
  NoteField field;
};
struct SaveNote {};
struct OpenVoid {};
struct VoidLast {
  VoidReason reason;
};
struct StartAssisted {
  std::size_t language = 0;
};
struct OpenPoster {};
struct PosterQuestion {
  std::size_t question;
};
struct PosterAdd {
  std::size_t alternative;
  int change = 1;
};
struct PosterPeople {
  int change = 1;
};
struct SavePoster {};
struct OpenEnd {};
struct EndDay {};
// from the kiosk
struct Tick {};
struct Saved {};  // the records of the pending Save are durable
struct SaveFailed {
  Error why;
};
struct Recovered {
  bool pending_saved = false;
};  // the journal works again; was the pending record found in it?
}  // namespace event

using Event = std::variant<
    event::Start, event::SetLanguage, event::Continue, event::AddDot, event::TakeDot, event::Toggle,
    event::SetStep, event::Insert, event::Erase, event::EraseAfter, event::MoveCaret, event::SetPin,
    event::MovePin, event::PickPlace, event::SelectPin, event::NewPin, event::RemovePin, event::PickCategory,
    event::OpenComment, event::CloseComment, event::Next, event::Back, event::Skip, event::KeepText,
    event::ChangeText, event::Leave, event::Done, event::Stay, event::Touched, event::HostCorner,
    event::Digit, event::EraseDigit, event::PinChecked, event::HostBack, event::HostSync, event::HostPause,
    event::Resume, event::OpenNote, event::FocusNote, event::SaveNote, event::OpenVoid, event::VoidLast,
    event::StartAssisted, event::OpenPoster, event::PosterQuestion, event::PosterAdd, event::PosterPeople,
    event::SavePoster, event::OpenEnd, event::EndDay, event::Tick, event::Saved, event::SaveFailed,
    event::Recovered, walk::Event>;

// ---- effects
// ---------------------------------------------------------------------------------------------------------
namespace effect {
/// Durable together, in this order. Where `awaited`, Saved comes back; a failure always does, as SaveFailed.
/// Whichever failed is wanted again after Recovered, where it is not in the journal.
struct Save {
  std::vector<Record> records;
  bool awaited = true;
};
struct CheckPin {
  std::string digits;
};  // then PinChecked
struct SyncNow {};
struct Sound {
  enum class Kind { DotLands, DotLifts, Confirmed, Warning, Refused } kind;
};
struct VisitEnded {};  // whatever the screens kept (scroll, zoom, volume) returns to its start
}  // namespace effect
using Effect = std::variant<effect::Save, effect::CheckPin, effect::SyncNow, effect::Sound,
                            effect::VisitEnded, walk::Effect>;

struct Context {
  const Dialogue& dialogue;
  std::int64_t steady_ms = 0;  // never goes back
  std::int64_t wall_s = 0;     // since 1970; 0 = unknown
  VisitId fresh_id{};          // 8 new random bytes for a visit that this event may begin
};

struct Step {
  State state;
  std::vector<Effect> effects;
};

State initial_state(const Dialogue& dialogue, std::vector<Tally> tallies, std::int64_t steady_ms);
/// Total: every event is answered in every state; one that has no meaning there changes nothing.
Step step(State state, const Event& event, const Context& context);
/// When step wants its next Tick, in steady ms; nothing while nobody waits for anything.
std::optional<std::int64_t> next_deadline_ms(const State& state);
/// The visit on screen, if one is.
const Visit* visit_of(const State& state);
const Visit* visit_of(const Underneath& underneath);

}  // namespace talt::core
