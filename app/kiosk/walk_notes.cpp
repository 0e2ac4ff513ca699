// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/walk_notes.h"

#include <utility>

#include "app/core/track_code.h"

namespace talt::kiosk {

using core::walk::Observation;
using core::walk::Words;
using platform::Secret;
namespace event = core::walk::event;

namespace {

/// The way so far, for the map.
void add_trail(event::Reopened& notes) {
  for (const auto& record : notes.records) {
    const auto* piece = std::get_if<core::walk::TrackPiece>(&record);
    if (piece == nullptr) continue;
    const auto points = core::decode_track(piece->points);
    if (!points) continue;
    for (const auto& point : *points) {
      if (point.segment_start || notes.trail.empty()) notes.trail_breaks.push_back(notes.trail.size());
      notes.trail.push_back({point.lat, point.lon});
    }
  }
}

}  // namespace

WalkNotes::WalkNotes(Recorder& recorder, SavingThread& saving, platform::Random& random, NotesGround ground,
                     Callbacks callbacks)
    : recorder_(recorder),
      saving_(saving),
      random_(random),
      ground_(std::move(ground)),
      callbacks_(std::move(callbacks)),
      beside_(callbacks_.wake) {}

// ---- the key

void WalkNotes::hold(const Secret& key) {
  if (const auto held = ground_.held->hold(key); !held) callbacks_.report(held.error());
}

void WalkNotes::go_on(Notebook::Opened opened, const Secret& key) {
  if (opened.unreadable > 0)
    callbacks_.report({std::to_string(opened.unreadable) + " of the walk's notes cannot be read again",
                       "their rows are damaged", "their records are none the worse"});
  hold(key);
  add_trail(opened.notes);
  callbacks_.tell(std::move(opened.notes));
}

void WalkNotes::find() {
  if (const auto trouble = recorder_.take_notes_trouble()) callbacks_.report(*trouble);
  const auto key = ground_.held->take_back();
  const auto locked = recorder_.locked_notes();
  if (locked && key) {
    auto opened = recorder_.open_notes(*key);
    if (!opened) callbacks_.report(opened.error());
    if (opened && *opened) return go_on(std::move(**opened), *key);
  }
  ground_.held->let_go();
  if (!locked) return;
  if (locked->lock) return callbacks_.tell(event::NotesLocked{});
  forget();  // the power went before the words were drawn: nothing had been noted yet
}

void WalkNotes::draw_key(core::walk::Code code) {
  Secret key(32);
  random_.fill(key.bytes());
  hold(key);
  // A function that may be copied holds it by a pointer.
  const auto shared = std::make_shared<Secret>(std::move(key));
  saving_.do_in_turn(
      {[shared, code](Recorder& recorder) { return recorder.begin_notes(code, *shared); }, {}});
  beside_.ask([this, shared, code]() -> WorkThread::Outcome {
    auto words = draw_words(random_);
    auto lock = lock_with_words(*shared, words, ground_.words_cost, recorder_.bound_to(code), random_);
    if (!lock) return [this, why = lock.error()] { callbacks_.report(why); };
    saving_.do_in_turn({[lock = std::move(*lock)](Recorder& recorder) { return recorder.lock_notes(lock); },
                        core::walk::Event(event::KeyDrawn{std::move(words)})});
    return {};
  });
}

void WalkNotes::try_words(Words words) {
  beside_.ask([this, words = std::move(words)]() -> WorkThread::Outcome {
    const auto wrong = [this] { callbacks_.tell(event::WordsWrong{}); };
    const auto locked = recorder_.locked_notes();
    if (!locked || !locked->lock) return wrong;
    auto key = open_with_words(*locked->lock, words, locked->bound_to);
    if (!key) return [this, wrong, why = key.error()] { callbacks_.report(why), wrong(); };
    if (!*key) return wrong;
    const auto shared = std::make_shared<Secret>(std::move(**key));
    auto opened = recorder_.open_notes(*shared);
    if (!opened) return [this, wrong, why = opened.error()] { callbacks_.report(why), wrong(); };
    if (!*opened) return wrong;
    return [this, shared, notes = std::move(**opened)] { go_on(notes, *shared); };
  });
}

void WalkNotes::forget() {
  draft_due_ms_.reset();
  draft_.reset();
  ground_.held->let_go();
  saving_.do_in_turn({[](Recorder& recorder) { return recorder.forget_notes(); }, {}});
}

// ---- the draft

void WalkNotes::keep_draft(std::optional<Observation> draft, std::int64_t now_ms) {
  draft_ = std::move(draft);
  if (!draft_due_ms_) draft_due_ms_ = now_ms + draft_delay_ms;
  if (!draft_) keep_now();
}

void WalkNotes::keep_now() {
  if (!draft_due_ms_) return;
  draft_due_ms_.reset();
  saving_.do_in_turn(
      {[draft = std::exchange(draft_, {})](Recorder& recorder) { return recorder.keep_draft(draft); }, {}});
}

bool WalkNotes::attend(std::int64_t now_ms) {
  if (draft_due_ms_ && now_ms >= *draft_due_ms_) keep_now();
  return beside_.take();
}

std::optional<std::int64_t> WalkNotes::due_ms() const {
  return draft_due_ms_;
}

}  // namespace talt::kiosk
