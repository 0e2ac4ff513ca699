// SPDX-License-Identifier: EUPL-1.2
// A walk's part of step() (visit.h): what each of its screens makes of an event. For core's own files.
#pragma once

#include "app/core/visit_parts.h"

namespace talt::core::walk {

Walk new_walk(const Plan& plan);

/// An event of staff's, on one of the walk's screens. Total: what has no meaning there changes nothing.
void take(Stepping& step, const core::Event& event);
/// What the kiosk tells: position, photos, keys. Answered on whatever screen.
void take_from_kiosk(Stepping& step, const Event& event);
bool is_from_kiosk(const Event& event);
/// The records of the awaited Save are durable.
void take_saved(Stepping& step);
bool is_saving(const Walk& walk);
void pause(Stepping& step);
void resume(Stepping& step);

// ---- by screen, each in a file of its own; the walk is that of step.state
inline Walk& walk_of(Stepping& step) {
  return *step.state.walk;
}
inline const Plan& plan_of(const Stepping& step) {
  return *step.context.dialogue.walk;
}
template <class T>
const T* as(const core::Event& event) {
  const auto* of_walk = std::get_if<Event>(&event);
  return of_walk != nullptr ? std::get_if<T>(of_walk) : nullptr;
}
template <class Wanted>
void want(Stepping& step, Wanted effect) {
  step.effects.emplace_back(std::in_place_type<Effect>, std::in_place_type<Wanted>, std::move(effect));
}
/// Beside whatever else is being saved; nobody waits for it.
void save_beside(Stepping& step, core::Record record);
core::Record course(const Stepping& step, Act act, std::optional<std::size_t> stop = {});

void on_home(Stepping& step, const core::Event& event);
void on_joining(Stepping& step, Joining& screen, const core::Event& event);
void on_setup(Stepping& step, Setup& screen, const core::Event& event);
void on_promise(Stepping& step, const core::Event& event);
void on_words(Stepping& step, ShowingWords& screen, const core::Event& event);
void on_opening(Stepping& step, Opening& screen, const core::Event& event);
void on_walking(Stepping& step, Walking& screen, const core::Event& event);
void on_verdict(Stepping& step, const core::Event& event);
void on_noting(Stepping& step, Noting& screen, const core::Event& event);
/// True where the event belonged to photos or voice memos.
bool on_media(Stepping& step, Noting& screen, const core::Event& event);
void take_media(Stepping& step, const Event& event);
/// A pause comes: what was said into a memo so far is not lost.
void keep_voice_in_pause(Stepping& step);
void reopen(Stepping& step, const event::Reopened& notes);

/// A note that begins here and now.
Observation new_note(Stepping& step);
void open_draft(Stepping& step, Observation draft, bool is_new);
/// The draft has changed: it is kept, sealed.
void touch_draft(Stepping& step);
void drop_draft(Stepping& step);
/// The note that this one is a revision of is replaced, or taken out where it is taken back; a new one is
/// added.
void take_in(std::vector<Observation>& notes, Observation note);

}  // namespace talt::core::walk
