// SPDX-License-Identifier: EUPL-1.2
// An unfinished walk goes on: its state made again from its records.
#include "app/core/walk/steps.h"

namespace talt::core::walk {

namespace {

struct TakeIn {
  Walk& walk;
  bool& is_paused;

  void operator()(const Begin& begin) const {
    walk.code = begin.code;
    walk.joined = begin.joined;
    walk.present = begin.present;
    walk.weather = begin.weather;
    walk.light = begin.light;
    walk.began = begin.time;
    walk.is_on = true;
  }
  void operator()(const Course& course) const {
    if (course.act == Act::AtStop) walk.stop = course.stop;
    if (course.act == Act::Pause) is_paused = true;
    if (course.act == Act::Resume) is_paused = false;
    if (course.act == Act::End) walk.is_on = false;
  }
  void operator()(const TrackPiece&) const {}  // comes as a trail
  void operator()(const Observation& note) const { take_in(walk.notes, note); }
};

}  // namespace

void reopen(Stepping& step, const event::Reopened& notes) {
  auto walk = new_walk(plan_of(step));
  walk.position = walk_of(step).position;
  bool is_paused = false;
  for (const auto& record : notes.records) std::visit(TakeIn{walk, is_paused}, record);
  if (!walk.is_on) {  // it had ended, or never begun: nothing goes on
    want(step, effect::ForgetKey{});
    walk_of(step) = new_walk(plan_of(step));
    return;
  }
  walk.trail = notes.trail;
  walk.trail_breaks = notes.trail_breaks;
  walk.draft = notes.draft;
  walk.draft_changed = true;
  walk.draft_is_new = true;
  if (walk.draft)
    for (const auto& note : walk.notes)
      if (note.id == walk.draft->id) walk.draft_is_new = false;
  if (is_paused)
    walk.screen = Paused{};
  else if (walk.draft)
    walk.screen = Noting{};
  else
    walk.screen = Walking{};
  walk_of(step) = std::move(walk);
}

}  // namespace talt::core::walk
