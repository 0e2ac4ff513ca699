// SPDX-License-Identifier: EUPL-1.2
// Which screen answers an event, and what the kiosk tells whatever the screen.
#include <algorithm>

#include "app/core/geo.h"
#include "app/core/walk/steps.h"

namespace talt::core::walk {

namespace {

constexpr std::size_t trail_points_max = 20'000;  // a day's
constexpr float stop_accuracy_m_max = 50;

struct OnScreen {
  Stepping& step;
  const core::Event& event;

  void operator()(Home&) const { on_home(step, event); }
  void operator()(Joining& screen) const { on_joining(step, screen, event); }
  void operator()(Setup& screen) const { on_setup(step, screen, event); }
  void operator()(ReadPromise&) const { on_promise(step, event); }
  void operator()(ShowingWords& screen) const { on_words(step, screen, event); }
  void operator()(Opening& screen) const { on_opening(step, screen, event); }
  void operator()(Walking& screen) const { on_walking(step, screen, event); }
  void operator()(ChoosingVerdict&) const { on_verdict(step, event); }
  void operator()(Noting& screen) const { on_noting(step, screen, event); }
  void operator()(Paused&) const {}  // leaves by the PIN
  void operator()(Ended&) const {
    if (std::holds_alternative<core::event::Done>(event) || as<event::Back>(event))
      walk_of(step) = new_walk(plan_of(step));
  }
};

/// The stop that one has reached; none where one is between stops.
std::optional<std::size_t> reached(const Plan& plan, const Position& position) {
  if (position.state != PositionState::Fix || position.accuracy_m.value_or(0) > stop_accuracy_m_max)
    return std::nullopt;
  std::optional<std::size_t> nearest;
  double best = stop_reach_m;
  for (std::size_t i = 0; i < plan.stops.size(); ++i)
    if (const auto metres = metres_between(plan.stops[i].at, position.at); metres <= best) {
      best = metres;
      nearest = i;
    }
  return nearest;
}

/// A stop chosen by hand stays until another one is reached on foot.
void follow_stops(Stepping& step) {
  auto& walk = walk_of(step);
  const auto here = reached(plan_of(step), walk.position);
  if (!here) return;
  if (walk.stop_chosen && here != walk.stop) {
    // Reached, or merely still near the one that was left by hand? Only a stop nearer than the chosen one.
    const auto& stops = plan_of(step).stops;
    if (walk.stop && metres_between(stops[*walk.stop].at, walk.position.at) <= stop_reach_m) return;
  }
  if (here == walk.stop) return;
  walk.stop = here;
  walk.stop_chosen = false;
  save_beside(step, course(step, Act::AtStop, here));
}

void take_track(Stepping& step, const event::Tracked& tracked) {
  auto& walk = walk_of(step);
  if (!walk.is_on) return;
  if (tracked.at && walk.trail.size() < trail_points_max) {
    if (tracked.segment_start || walk.trail.empty()) walk.trail_breaks.push_back(walk.trail.size());
    walk.trail.push_back(*tracked.at);
  }
  if (tracked.piece) save_beside(step, TrackPiece{walk.code, *tracked.piece});
}

void take_key(Stepping& step, const event::KeyDrawn& drawn) {
  if (auto* screen = std::get_if<ShowingWords>(&walk_of(step).screen)) screen->words = drawn.words;
}

}  // namespace

Walk new_walk(const Plan& plan) {
  Walk walk;
  walk.screen = Home{};
  walk.present.assign(plan.groups.size(), 0);
  return walk;
}

void save_beside(Stepping& step, core::Record record) {
  std::vector<core::Record> records;
  records.push_back(std::move(record));
  step.want(core::effect::Save{std::move(records), false});
}

core::Record course(const Stepping& step, Act act, std::optional<std::size_t> stop) {
  return Course{step.state.walk->code, act, stop, step.context.wall_s};
}

bool is_saving(const Walk& walk) {
  const auto* noting = std::get_if<Noting>(&walk.screen);
  return walk.is_ending || (noting != nullptr && noting->saving);
}

void pause(Stepping& step) {
  auto& walk = walk_of(step);
  if (!walk.is_on || std::holds_alternative<Paused>(walk.screen)) return;
  keep_voice_in_pause(step);
  save_beside(step, course(step, Act::Pause));
  walk.screen = Paused{};
}

void resume(Stepping& step) {
  auto& walk = walk_of(step);
  if (!std::holds_alternative<Paused>(walk.screen)) return;
  save_beside(step, course(step, Act::Resume));
  if (walk.draft)
    walk.screen = Noting{};
  else
    walk.screen = Walking{};
}

void take_saved(Stepping& step) {
  auto& walk = walk_of(step);
  if (walk.is_ending) {
    walk.is_ending = walk.is_on = false;
    walk.screen = Ended{};
    want(step, effect::ForgetKey{});
    return;
  }
  auto* noting = std::get_if<Noting>(&walk.screen);
  if (noting == nullptr || !noting->saving || !walk.draft) return;
  take_in(walk.notes, std::move(*walk.draft));
  walk.draft.reset();
  want(step, effect::KeepDraft{});
  step.sound(core::effect::Sound::Kind::Confirmed);
  walk.screen = Walking{walk.came_from};
}

void take(Stepping& step, const core::Event& event) {
  if (const auto* language = std::get_if<core::event::SetLanguage>(&event)) {
    if (language->language < step.context.dialogue.languages.size())
      step.state.home_language = language->language;
    return;
  }
  std::visit(OnScreen{step, event}, walk_of(step).screen);
}

bool is_from_kiosk(const Event& event) {
  return event.index() >= Event(std::in_place_type<event::KeyDrawn>).index();
}

void take_from_kiosk(Stepping& step, const Event& event) {
  auto& walk = walk_of(step);
  if (const auto* moved = std::get_if<event::PositionChanged>(&event)) {
    walk.position = moved->position;
    if (walk.is_on && !std::holds_alternative<Paused>(walk.screen)) follow_stops(step);
  } else if (const auto* tracked = std::get_if<event::Tracked>(&event)) {
    take_track(step, *tracked);
  } else if (const auto* drawn = std::get_if<event::KeyDrawn>(&event)) {
    take_key(step, *drawn);
  } else if (std::holds_alternative<event::WordsWrong>(event)) {
    if (auto* opening = std::get_if<Opening>(&walk.screen)) {
      opening->trying = false;
      opening->wrong = true;
    }
  } else if (std::holds_alternative<event::NotesLocked>(event)) {
    if (!walk.is_on) walk.screen = Home{true};
  } else if (const auto* notes = std::get_if<event::Reopened>(&event)) {
    reopen(step, *notes);
  } else {
    take_media(step, event);
  }
}

}  // namespace talt::core::walk
