// SPDX-License-Identifier: EUPL-1.2
// A walk in staff's hands, as part of the kiosk's one pure function (visit.h): its screens, what is noted,
// its way from Home to Ended. An observation takes three taps: a theme, good / bad / question, done. What is
// noted lives here only while the walk is on; on disk it stands in records, and once more sealed to the
// walk's own key so that staff can read it again (DESIGN section 7). Values only; any thread.
//
//   Home -> Setup -> ReadPromise -> Words -> Walking <-> Noting ... -> Ended -> Home
//        -> Joining -> Setup                         <-> Paused (behind the PIN)
//        -> Opening (the four words, after a power cut) -> Walking
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/core/field.h"
#include "app/core/photo.h"
#include "app/core/result.h"
#include "app/core/walk/record.h"

namespace talt::core::walk {

/// Four words that open the walk's notes again after a power cut.
using Words = std::array<std::string, 4>;

/// What is being written: which of the draft's texts.
enum class TextOf : std::uint8_t { Saw, Said, Proposal, Reflection };

// ---- what stands over the form of an observation
struct Form {};
struct Writing {
  TextOf text = TextOf::Saw;
  Field field;
  std::vector<PersonalFinding> pointed_out;  // not empty: staff decide with #keep or #change
};
struct ChoosingPerspective {};
struct ChoosingParty {};
struct Placing {};  // the map, with stops and named places beside it
/// Choosing a photo: from the camera where there is one, or from a folder or stick.
enum class CameraState : std::uint8_t {
  None,      // this device has none
  Starting,  // looked for, and opened
  Ready,     // its live picture is "camera"
  NotThere,  // unplugged, also in mid-picture
  Busy,      // another program has it
  NotAllowed,
  Failing
};
struct ChoosingPhoto {
  bool looking =
      true;  // the files are still being listed, one is being read, or the camera takes its picture
  CameraState camera = CameraState::None;
  std::vector<std::string> files;             // names as shown, newest first; pictures "photo.file:N"
  PhotoTrouble trouble = PhotoTrouble::None;  // why there is nothing, or what went wrong last
};
/// Faces and plates are blurred by a finger before it is kept. Its picture is "photo".
struct BlurringPhoto {
  bool working = false;  // being read, blurred or sealed
  int width = 0, height = 0;
  std::size_t strokes = 0;  // that can be taken back
  PhotoTrouble trouble = PhotoTrouble::None;
};
enum class VoiceState : std::uint8_t { Ready, Recording, Recorded, Playing, Sealing };
enum class VoiceTrouble : std::uint8_t {
  None,
  NoMicrophone,  // or another program has it
  Vanished,      // unplugged in mid-recording: what was said until then is there
  NothingHeard,  // it recorded, but silence: muted?
  NotPlayed,
  DiskFull,  // what is left of the disk is kept for records
  NotKept
};
struct Recording {
  VoiceState state = VoiceState::Ready;
  std::int64_t ms = 0;  // recorded or played so far
  float level = 0;      // 0 to 1
  VoiceTrouble trouble = VoiceTrouble::None;
};
/// Of what is new; of changes to what is saved; or taking back what is saved.
struct ConfirmingDiscard {
  bool changes_only = false;
};
using Over = std::variant<Form, Writing, ChoosingPerspective, ChoosingParty, Placing, ChoosingPhoto,
                          BlurringPhoto, Recording, ConfirmingDiscard>;

// ---- screens
struct Home {
  bool locked = false;  // an unfinished walk's notes are here, but not their key
  bool confirming_forsake = false;
};
struct Joining {
  std::string digits;
  bool wrong = false;
};
struct Setup {
  bool joined = false;
  std::vector<std::uint32_t> present;
  Weather weather = Weather::Unknown;
  Light light = Light::Unknown;
};
struct ReadPromise {};
/// The code for others to join, and the words, shown once.
struct ShowingWords {
  std::optional<Words> words;  // nothing: being drawn
};
struct Opening {
  std::array<Field, 4> words;
  std::size_t focus = 0;
  bool trying = false;
  bool wrong = false;
};
enum class Tab : std::uint8_t { Note, List, Map, Questions, Earlier };
struct Walking {
  Tab tab = Tab::Note;
  bool choosing_stop = false;
  bool confirming_end = false;
  std::optional<std::size_t> reading = {};  // of Plan::earlier: all that is known of it
};
struct ChoosingVerdict {};  // of the draft
struct Noting {
  Over over;
  bool saving = false;
};
struct Paused {};
struct Ended {};

using Screen = std::variant<Home, Joining, Setup, ReadPromise, ShowingWords, Opening, Walking,
                            ChoosingVerdict, Noting, Paused, Ended>;

/// What position says now, for the screen and for what is noted next.
enum class PositionState : std::uint8_t { NoService, Searching, Fix };
struct Position {
  PositionState state = PositionState::NoService;
  LatLon at;
  std::optional<float> accuracy_m;
  FixKind fix = FixKind::None;
  std::int64_t received_ms = 0;  // steady
};
inline constexpr std::int64_t position_stale_ms = 15'000;  // older: it serves no more
inline constexpr double stop_reach_m = 40;                 // so near, one is at the stop

struct Walk {
  Screen screen;
  Code code = 0;
  bool is_on = false;  // begun and not ended
  bool joined = false;
  std::vector<std::uint32_t> present;
  Weather weather = Weather::Unknown;
  Light light = Light::Unknown;
  std::int64_t began = 0;           // seconds since 1970
  std::vector<Observation> notes;   // the latest revision of each that is not taken back, in order of noting
  std::optional<std::size_t> stop;  // where the walk is
  bool stop_chosen = false;         // by hand: position does not move it until it leaves that stop's reach
  Position position;
  std::vector<LatLon> trail;              // of the track so far, thinned, for the map
  std::vector<std::size_t> trail_breaks;  // indexes into trail where a segment begins
  std::optional<Observation> draft;       // being noted
  bool draft_is_new = true;
  bool draft_changed = false;  // since it was opened
  Tab came_from = Tab::Note;   // where the draft was begun or opened: there one goes on
  bool is_ending = false;      // its last record is being saved
};

// ---- events; texts are written with core::event::Insert and its like, digits with core::event::Digit
namespace event {
struct StartWalk {};
struct JoinWalk {};
struct OpenNotes {};  // to the four words
struct FocusWord {
  std::size_t word;
};
struct TryWords {};
struct Forsake {};     // asked once
struct ForsakeYes {};  // starts anew without the notes that cannot be opened: they are safe in the journal
struct Continue {};
struct Back {};
struct Present {
  std::size_t group;
  int change = 1;
};
struct SetWeather {
  Weather weather;
};
struct SetLight {
  Light light;
};
struct WordsNoted {};
struct ShowTab {
  Tab tab;
};
struct ChooseStop {};
struct AtStop {
  std::optional<std::size_t> stop;  // nothing: between stops
};
struct PickTheme {
  std::optional<std::size_t> theme;  // nothing: none of the list
};
struct PickVerdict {
  Verdict verdict;
};
struct AnswerQuestion {
  std::size_t question;
};
struct ReadEarlier {
  std::size_t earlier;
};
struct LookAgain {
  std::size_t earlier;
  Outcome outcome;
};
struct OpenNote {
  std::size_t note;  // index into Walk::notes
};
struct Write {
  TextOf text;
};
struct CloseText {};
struct SetSense {
  Sense sense;
};
struct SetSeriousness {
  int seriousness;
};
struct ChoosePerspective {};
struct PickPerspective {
  std::optional<std::size_t> group;
};
struct ChooseParty {};
struct PickParty {
  std::optional<std::size_t> party;
};
struct OpenPlace {};
struct PlaceOnMap {
  LatLon at;
};
struct PlaceHere {};  // where position says one is
struct PlaceAtStop {
  std::size_t stop;
};
struct PlaceAt {
  std::size_t place;
};
struct OpenPhoto {};
struct Shoot {};
struct PickPhoto {
  std::size_t file;
};
struct Blur {
  std::vector<std::array<float, 2>> stroke;  // in parts of the picture's width and height, 0 to 1
  float radius = 0;                          // in parts of the picture's width
};
struct UndoBlur {};
struct KeepPhoto {};
struct OpenVoice {};
struct Record {};
struct StopVoice {};
struct PlayVoice {};
struct KeepVoice {};
struct RemoveAttachment {
  std::size_t attachment;
};
struct Discard {};  // asked once
struct DiscardYes {};
struct Done {};  // the observation is saved
struct Pause {};
struct End {};  // asked once
struct EndYes {};
// from the kiosk
struct KeyDrawn {
  Words words;
};
struct WordsWrong {};
/// The notes of an unfinished walk: its records in order, and the draft.
struct Reopened {
  std::vector<std::variant<Begin, Course, TrackPiece, Observation>> records;
  std::optional<Observation> draft;
  std::vector<LatLon> trail;
  std::vector<std::size_t> trail_breaks;
};
struct NotesLocked {};  // an unfinished walk was found at the start, without its key
struct PositionChanged {
  Position position;
};
/// A point of the track was accepted; `piece`, where given, is due to be saved.
struct Tracked {
  std::optional<LatLon> at;
  bool segment_start = false;
  std::optional<Bytes> piece;
};
struct PhotosListed {
  std::vector<std::string> files;
  core::PhotoTrouble trouble = core::PhotoTrouble::None;
};
struct CameraChanged {
  CameraState state = CameraState::None;
};
struct PhotoRead {
  int width = 0, height = 0;
  std::size_t strokes = 0;
};
struct PhotoTrouble {
  core::PhotoTrouble what = core::PhotoTrouble::None;
};
struct VoiceMoved {
  VoiceState state;
  std::int64_t ms = 0;
  float level = 0;
  VoiceTrouble trouble = VoiceTrouble::None;
};
struct AttachmentKept {
  Attachment attachment;
};
}  // namespace event

using Event = std::variant<
    event::StartWalk, event::JoinWalk, event::OpenNotes, event::FocusWord, event::TryWords, event::Forsake,
    event::ForsakeYes, event::Continue, event::Back, event::Present, event::SetWeather, event::SetLight,
    event::WordsNoted, event::ShowTab, event::ChooseStop, event::AtStop, event::PickTheme, event::PickVerdict,
    event::AnswerQuestion, event::ReadEarlier, event::LookAgain, event::OpenNote, event::Write,
    event::CloseText, event::SetSense, event::SetSeriousness, event::ChoosePerspective,
    event::PickPerspective, event::ChooseParty, event::PickParty, event::OpenPlace, event::PlaceOnMap,
    event::PlaceHere, event::PlaceAtStop, event::PlaceAt, event::OpenPhoto, event::Shoot, event::PickPhoto,
    event::Blur, event::UndoBlur, event::KeepPhoto, event::OpenVoice, event::Record, event::StopVoice,
    event::PlayVoice, event::KeepVoice, event::RemoveAttachment, event::Discard, event::DiscardYes,
    event::Done, event::Pause, event::End, event::EndYes, event::KeyDrawn, event::WordsWrong, event::Reopened,
    event::NotesLocked, event::PositionChanged, event::Tracked, event::PhotosListed, event::CameraChanged,
    event::PhotoRead, event::PhotoTrouble, event::VoiceMoved, event::AttachmentKept>;

// ---- effects, beside those of visit.h
namespace effect {
/// A new key for the walk's notes: KeyDrawn comes back.
struct DrawKey {
  Code code = 0;
};
struct TryWords {
  Words words;
};  // then Reopened or WordsWrong
/// The draft as it stands, sealed to the walk's key; nothing: it is gone. Not for each letter: soon after.
struct KeepDraft {
  std::optional<Observation> draft;
};
struct ForgetKey {};   // the walk has ended, or its notes were forsaken
struct ListPhotos {};  // then PhotosListed; the camera starts beside it: CameraChanged, again and again
struct StopCamera {};
struct Shoot {};  // then PhotoRead, PhotoTrouble or CameraChanged
struct ReadPhoto {
  std::size_t file;
};
struct Blur {
  std::vector<std::array<float, 2>> stroke;
  float radius = 0;
};  // then PhotoRead
struct UndoBlur {};
struct KeepPhoto {};  // then AttachmentKept or PhotoTrouble
struct DropPhoto {};
struct RecordVoice {};  // then VoiceMoved, again and again
struct StopVoice {};
struct PlayVoice {};
struct KeepVoice {};  // what was said so far, also in mid-recording; then AttachmentKept or VoiceMoved
struct DropVoice {};
}  // namespace effect

using Effect =
    std::variant<effect::DrawKey, effect::TryWords, effect::KeepDraft, effect::ForgetKey, effect::ListPhotos,
                 effect::StopCamera, effect::Shoot, effect::ReadPhoto, effect::Blur, effect::UndoBlur,
                 effect::KeepPhoto, effect::DropPhoto, effect::RecordVoice, effect::StopVoice,
                 effect::PlayVoice, effect::KeepVoice, effect::DropVoice>;

}  // namespace talt::core::walk
