// SPDX-License-Identifier: EUPL-1.2
// A walk's notes over crashes and power cuts: with the key that the service manager held they are simply
// there, with the four words they open, and with neither they say nothing to anybody.
#include "app/kiosk/walk_notes.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/core/walk/words.h"
#include "tests/doubles/avenue.h"
#include "tests/doubles/counting_random.h"
#include "tests/doubles/crypto_started.h"
#include "tests/doubles/temporary_folder.h"
#include "tests/kiosk/gated_store.h"
#include "tests/kiosk/hands.h"
#include "tests/kiosk/recorded.h"

using namespace talt;
using namespace talt::core;
using tests::Hands;
using tests::HeldInHands;
namespace on = talt::core::walk::event;

namespace {

const std::string seen = "Kanariefågeln i tunneln";
const std::string said = "Här går jag aldrig ensam";
const std::string half_a_sentence = "Ugglan vid trap";

/// What a device has: a folder, and hands that hold keys.
struct Device {
  doubles::CountingRandom keys;
  doubles::TemporaryFolder folder;
  tests::Municipality municipality{keys};
  sync::DeviceIdentity identity = municipality.identity();
  Dialogue dialogue = doubles::avenue();
  tests::Gate gate;
  Hands hands;
};

/// The part of a kiosk that keeps notes, without screens: one process of it.
struct Tablet {
  Device& device;
  std::unique_ptr<platform::Clock> clock = platform::open_system_clock();
  std::unique_ptr<platform::Random> random = platform::open_system_random();
  kiosk::Recorder recorder;
  std::unique_ptr<kiosk::SavingThread> saving;
  std::unique_ptr<kiosk::WalkNotes> notes;
  std::vector<walk::Event> told;
  std::vector<Error> reported;
  std::int64_t now_ms = 0;

  explicit Tablet(Device& on_it)
      : device(on_it),
        recorder(on_it.folder.path(), on_it.identity, on_it.dialogue, *clock, *random, ground(on_it)) {
    const auto opened = recorder.open();
    if (!opened) FAIL(opened.error().text());
    saving = std::make_unique<kiosk::SavingThread>(
        recorder, kiosk::SavingThread::Callbacks{[] {}, [] {}, [] {}, [] {}, [](const Error&) {}});
    kiosk::NotesGround notes_ground;
    notes_ground.held = std::make_unique<HeldInHands>(device.hands);
    notes_ground.words_cost = {1, 64 << 10};
    notes = std::make_unique<kiosk::WalkNotes>(
        recorder, *saving, *random, std::move(notes_ground),
        kiosk::WalkNotes::Callbacks{[this](walk::Event event) { told.push_back(std::move(event)); }, [] {},
                                    [this](const Error& error) { reported.push_back(error); }});
    notes->find();
  }
  static sync::JournalGround ground(Device& device) {
    sync::JournalGround ground;
    ground.open_store = [&device](const std::string& path, platform::StoreBirth birth) {
      auto below = platform::open_store(path, birth);
      if (!below) return below;
      return Result<std::unique_ptr<platform::Store>>(
          std::make_unique<tests::GatedStore>(std::move(*below), device.gate));
    };
    return ground;
  }

  void settle() {
    while (notes->is_busy() || saving->is_busy()) {
      notes->attend(now_ms);
      for (auto& event : saving->take()) {
        if (auto* of_walk = std::get_if<walk::Event>(&event)) told.push_back(std::move(*of_walk));
        if (std::holds_alternative<event::SaveFailed>(event)) ++failures;
      }
      std::this_thread::yield();
    }
  }
  void save(std::vector<Record> records) {
    notes->keep_now();
    saving->save({std::move(records), false});
    settle();
  }
  template <class T>
  const T* last_told() const {
    return told.empty() ? nullptr : std::get_if<T>(&told.back());
  }
  /// The words that were drawn.
  walk::Words begin(walk::Code code = 482'913) {
    notes->draw_key(code);
    settle();
    REQUIRE(last_told<on::KeyDrawn>() != nullptr);
    const auto words = last_told<on::KeyDrawn>()->words;
    walk::Begin begin;
    begin.code = code;
    begin.present.assign(device.dialogue.walk->groups.size(), 2);
    save({begin, walk::Course{code, walk::Act::PromiseRead, {}, 1'795'485'678}});
    return words;
  }
  int failures = 0;
};

walk::Observation note(std::uint8_t id, const std::string& saw) {
  walk::Observation note;
  note.code = 482'913;
  note.id = {id};
  note.verdict = walk::Verdict::Bad;
  note.saw = saw;
  note.said = said;
  return note;
}

const on::Reopened& reopened(const Tablet& tablet) {
  const auto* notes = tablet.last_told<on::Reopened>();
  REQUIRE(notes != nullptr);
  return *notes;
}

/// Every file below the folder, one after the other.
std::string all_bytes(const std::string& folder) {
  std::stringstream all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().filename() == "reserve") continue;
    all << std::ifstream(entry.path(), std::ios::binary).rdbuf() << '\n';
    all.clear();
  }
  return all.str();
}

/// A walk with a note and half of another one, and the process gone.
walk::Words walk_that_broke_off(Device& device) {
  Tablet tablet(device);
  CHECK(tablet.told.empty());
  const auto words = tablet.begin();
  tablet.save({note(1, seen)});
  tablet.notes->keep_draft(note(2, half_a_sentence), tablet.now_ms);
  tablet.now_ms += kiosk::draft_delay_ms;
  tablet.notes->attend(tablet.now_ms);
  tablet.settle();
  return words;
}

void check_all_is_there(const on::Reopened& notes) {
  REQUIRE(notes.records.size() == 3);
  CHECK(std::get<walk::Begin>(notes.records[0]).code == 482'913);
  CHECK(std::get<walk::Course>(notes.records[1]).act == walk::Act::PromiseRead);
  CHECK(std::get<walk::Observation>(notes.records[2]).saw == seen);
  CHECK(std::get<walk::Observation>(notes.records[2]).said == said);
  REQUIRE(notes.draft);
  CHECK(notes.draft->saw == half_a_sentence);
}

}  // namespace

TEST_CASE("a process that dies in mid-sentence finds notes and draft again by the key that was held",
          "[notes]") {
  Device device;
  walk_that_broke_off(device);
  REQUIRE(device.hands);
  for (int again = 0; again < 2; ++again) {
    Tablet tablet(device);
    check_all_is_there(reopened(tablet));
    CHECK(device.hands);
  }
}

TEST_CASE("after a power cut only the four words open the notes, however they are typed", "[notes]") {
  Device device;
  auto words = walk_that_broke_off(device);
  device.hands.reset();
  Tablet tablet(device);
  CHECK(tablet.last_told<on::NotesLocked>() != nullptr);
  auto wrong = words;
  std::swap(wrong[0], wrong[1]);
  for (const auto& tried :
       {wrong, walk::Words{}, walk::Words{words[0], words[1], words[2], words[2] + "a"}}) {
    tablet.notes->try_words(tried);
    tablet.settle();
    CHECK(tablet.last_told<on::WordsWrong>() != nullptr);
    CHECK_FALSE(device.hands);
  }
  for (auto& letter : words[0]) letter = static_cast<char>(std::toupper(letter));
  words[1] += " ";
  tablet.notes->try_words(words);
  tablet.settle();
  check_all_is_there(reopened(tablet));
  CHECK(device.hands);  // and from now on a crash does no harm again
  CHECK(tablet.reported.empty());
}

TEST_CASE("nothing of notes, draft, key or words can be read on the disk, in no version of any file",
          "[notes][secrecy]") {
  Device device;
  walk::Words words;
  for (int opening = 0; opening < 3; ++opening) {  // old logs become tables
    words = walk_that_broke_off(device);
    Tablet tablet(device);
    for (std::size_t letters = 1; letters <= half_a_sentence.size(); letters += 3) {
      tablet.notes->keep_draft(note(2, half_a_sentence.substr(0, letters)), tablet.now_ms);
      tablet.notes->keep_now();
      tablet.settle();
    }
    tablet.notes->forget();
    tablet.settle();
  }
  walk_that_broke_off(device);
  const auto all = all_bytes(device.folder.path());
  REQUIRE(all.size() > 4000);
  REQUIRE(all.find("walk.lock") != std::string::npos);  // what is looked through has the rows
  for (const auto& canary : {seen, said, half_a_sentence}) {
    CHECK(all.find(canary) == std::string::npos);
    CHECK(all.find(canary.substr(0, 8)) == std::string::npos);
  }
  CHECK(all.find(as_text(*device.hands)) == std::string::npos);
  CHECK(all.find(walk::spoken(words)) == std::string::npos);
}

TEST_CASE("when the walk ends its rows and its key go", "[notes]") {
  Device device;
  walk_that_broke_off(device);
  {
    Tablet tablet(device);
    tablet.save({walk::Course{482'913, walk::Act::End, {}, 0}});
    tablet.notes->forget();
    tablet.settle();
    CHECK_FALSE(device.hands);
    for (const auto* row : {"walk.lock", "walk.1", "walk.2", "walk.3", "walk.4", "walk.draft"})
      CHECK_FALSE(*tablet.recorder.journal()->side_value(row));
  }
  Tablet tablet(device);
  CHECK(tablet.told.empty());
}

TEST_CASE("forsaken notes make room for a new walk, whose notes open by its own words", "[notes]") {
  Device device;
  const auto old_words = walk_that_broke_off(device);
  device.hands.reset();
  walk::Words words;
  {
    Tablet tablet(device);
    tablet.notes->forget();
    words = tablet.begin(111'111);
  }
  device.hands.reset();
  Tablet tablet(device);
  tablet.notes->try_words(old_words);
  tablet.settle();
  CHECK(tablet.last_told<on::WordsWrong>() != nullptr);
  tablet.notes->try_words(words);
  tablet.settle();
  CHECK(std::get<walk::Begin>(reopened(tablet).records.at(0)).code == 111'111);
}

TEST_CASE("an unfinished walk of another dialogue is neither told nor mixed up with a new one", "[notes]") {
  Device device;
  walk_that_broke_off(device);
  const std::string comment = "# another version\n";
  device.dialogue.source.insert(device.dialogue.source.end(), comment.begin(), comment.end());
  {
    Tablet tablet(device);
    CHECK(tablet.told.empty());
    tablet.begin(111'111);
  }
  Tablet tablet(device);
  CHECK(reopened(tablet).records.size() == 2);
  CHECK_FALSE(reopened(tablet).draft);
}

TEST_CASE("a draft waits a second at most, and is gone with the record that takes its place", "[notes]") {
  Device device;
  Tablet tablet(device);
  tablet.begin();
  const auto drafts = [&] { return (*tablet.recorder.journal()->side_value("walk.draft")).has_value(); };
  tablet.notes->keep_draft(note(2, "U"), 0);
  tablet.notes->keep_draft(note(2, "Ug"), 900);
  CHECK(tablet.notes->due_ms() == kiosk::draft_delay_ms);
  tablet.settle();
  CHECK_FALSE(drafts());
  tablet.notes->attend(kiosk::draft_delay_ms);
  tablet.settle();
  CHECK(drafts());
  CHECK_FALSE(tablet.notes->due_ms());
  tablet.save({note(2, "Ugglan")});
  CHECK_FALSE(drafts());
}

TEST_CASE("a write that fails takes neither a note nor a draft, and the walk goes on after it", "[notes]") {
  Device device;
  {
    Tablet tablet(device);
    tablet.begin();
    device.gate.fail(1);
    tablet.save({note(1, seen)});
    tablet.notes->keep_draft(note(2, half_a_sentence), 0);
    tablet.notes->keep_now();
    tablet.settle();
    CHECK(tablet.failures == 1);
    tablet.saving->recover();
    tablet.settle();
  }
  Tablet tablet(device);
  check_all_is_there(reopened(tablet));
}

TEST_CASE("when a damaged journal is set aside in mid-walk, all notes stand in the new one as well",
          "[notes]") {
  Device device;
  {
    Tablet tablet(device);
    tablet.begin();
    tablet.save({note(1, seen)});
    std::ofstream(device.folder / "journal/CURRENT", std::ios::trunc) << "nothing\n";
    device.gate.fail(1);
    tablet.save({note(3, "efter")});
    tablet.saving->recover();
    tablet.settle();
    tablet.notes->keep_draft(note(2, half_a_sentence), 0);
    tablet.notes->keep_now();
    tablet.settle();
  }
  REQUIRE(std::filesystem::exists(device.folder / "damaged"));
  Tablet tablet(device);
  const auto& notes = reopened(tablet);
  REQUIRE(notes.records.size() == 4);
  CHECK(std::get<walk::Observation>(notes.records[2]).saw == seen);
  CHECK(std::get<walk::Observation>(notes.records[3]).saw == "efter");
  CHECK(notes.draft);
}

TEST_CASE("a row that was changed on the disk is left out and told, the others open", "[notes]") {
  Device device;
  walk_that_broke_off(device);
  {
    Tablet tablet(device);
    auto row = **tablet.recorder.journal()->side_value("walk.3");
    row.back() ^= 1;
    REQUIRE(tablet.recorder.journal()->write_side_values({{"walk.3", row}}));
  }
  Tablet tablet(device);
  CHECK(reopened(tablet).records.size() == 2);
  CHECK(reopened(tablet).draft);
  REQUIRE(tablet.reported.size() == 1);
  CHECK(tablet.reported[0].text().find("1 of the walk's notes") != std::string::npos);
}

TEST_CASE("a key that belongs to other notes opens nothing: the words are asked for", "[notes]") {
  Device device;
  walk_that_broke_off(device);
  device.hands = Bytes(32, 9);
  Tablet tablet(device);
  CHECK(tablet.last_told<on::NotesLocked>() != nullptr);
  CHECK_FALSE(device.hands);
}

TEST_CASE("a power cut before the words were drawn leaves nothing to open", "[notes]") {
  Device device;
  {
    Tablet tablet(device);
    REQUIRE(tablet.recorder.begin_notes(482'913, platform::Secret::from(Bytes(32, 5))));
  }
  {
    Tablet tablet(device);
    CHECK(tablet.told.empty());
    tablet.settle();
  }
  Tablet tablet(device);
  CHECK_FALSE(tablet.recorder.locked_notes());
}
