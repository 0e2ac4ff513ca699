// SPDX-License-Identifier: EUPL-1.2
// What the files of step() share. Not for others.
#pragma once

#include "app/core/visit.h"

namespace talt::core {

/// One step under way: the new state and what is to be done.
struct Stepping {
  State state;
  const Context& context;
  std::vector<Effect> effects;

  /// Built in place: gcc 12 takes a moved variant's empty parts for uninitialised.
  template <class Wanted>
  void want(Wanted effect) {
    effects.emplace_back(std::in_place_type<Wanted>, std::move(effect));
  }
  void sound(effect::Sound::Kind kind) { want(effect::Sound{kind}); }
  void save(std::vector<Record> records, bool awaited = true) {
    state.pending = records;
    want(effect::Save{std::move(records), awaited});
  }
  std::int64_t record_time() const;  // rounded down to the dialogue's grain
};

Visit new_visit(const Context& context, std::size_t language, Given given);
/// To the start, as if nobody had been here.
void reset(Stepping& step);
/// Ends the visit on screen: its confirmed answers stay, its drafts vanish.
void end_visit(Stepping& step, Ending how);

/// Changes the draft of the question on screen; true where the event was one that does.
bool edit_draft(Stepping& step, Asking& asking, const Event& event);
/// True where the event belonged to a field.
bool edit_field(Field& field, const Event& event, std::size_t characters_max, std::size_t bytes_max);
/// Leaves the question forwards or backwards, saving what was confirmed.
void move_on(Stepping& step, const Event& event);
void saved_answer(Stepping& step);
/// Counts the answer that became durable, without leaving the question.
void take_in_answer(Stepping& step, Asking& asking);

/// The host's screens; true where the event was one of theirs.
bool step_host(Stepping& step, const Event& event);
void saved_by_host(Stepping& step);

/// Lays the visit on screen under another screen, and lifts it again; false where there was none.
Underneath lay_down(Screen& screen);
bool lift(Screen& screen, Underneath& underneath);

void step_idle(Stepping& step);

}  // namespace talt::core
