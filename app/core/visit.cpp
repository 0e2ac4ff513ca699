// SPDX-License-Identifier: EUPL-1.2
#include "app/core/visit.h"

#include <algorithm>

#include "app/core/visit_parts.h"
#include "app/core/walk/steps.h"

namespace talt::core {

namespace {

constexpr std::int64_t second_ms = 1000;
constexpr std::int64_t thanks_ms_max = 20'000;  // long enough to read, short enough for a queue
constexpr std::int64_t hour_s = 3600;
constexpr std::int64_t minute_s = 60;

template <class OneOfScreens>
auto* visit_in(OneOfScreens& screen) {
  if (auto* promise = std::get_if<PromiseCard>(&screen)) return &promise->visit;
  if (auto* asking = std::get_if<Asking>(&screen)) return &asking->visit;
  if (auto* thanks = std::get_if<Thanks>(&screen)) return &thanks->visit;
  return decltype(&std::get<Thanks>(screen).visit){};
}

template <class T>
bool is(const Event& event) {
  return std::holds_alternative<T>(event);
}

bool is_of_walks_kiosk(const Event& event) {
  const auto* of_walk = std::get_if<walk::Event>(&event);
  return of_walk != nullptr && walk::is_from_kiosk(*of_walk);
}

bool is_of_kiosk(const Event& event) {
  return is<event::Tick>(event) || is<event::Saved>(event) || is<event::SaveFailed>(event) ||
         is<event::Recovered>(event) || is<event::PinChecked>(event) || is_of_walks_kiosk(event);
}

bool is_saving(const State& state) {
  const auto& screen = state.screen;
  if (std::holds_alternative<OnWalk>(screen)) return state.walk && walk::is_saving(*state.walk);
  if (const auto* asking = std::get_if<Asking>(&screen)) return asking->saving;
  if (const auto* note = std::get_if<HostNote>(&screen)) return note->saving;
  if (const auto* voiding = std::get_if<HostVoid>(&screen)) return voiding->saving;
  if (const auto* poster = std::get_if<HostPoster>(&screen)) return poster->saving;
  if (const auto* end = std::get_if<HostEnd>(&screen)) return end->saving;
  return false;
}

/// Screens that wait for a person and go back to the start by themselves.
bool can_be_left_alone(const State& state) {
  const auto& screen = state.screen;
  if (std::holds_alternative<OnWalk>(screen)) return false;  // it is carried, and put into a pocket
  if (const auto* end = std::get_if<HostEnd>(&screen)) return !end->saving && !end->ended;
  return !std::holds_alternative<Attract>(screen) && !std::holds_alternative<Paused>(screen) &&
         !std::holds_alternative<OutOfOrder>(screen) && !std::holds_alternative<Thanks>(screen) &&
         !is_saving(state);
}

void take_saved(Stepping& step) {
  step.state.pending.clear();
  if (const auto* asking = std::get_if<Asking>(&step.state.screen)) {
    if (asking->saving) saved_answer(step);
    return;
  }
  if (std::holds_alternative<OnWalk>(step.state.screen)) return walk::take_saved(step);
  saved_by_host(step);
}

void fail(Stepping& step, const Error& why) {
  auto& screen = step.state.screen;
  if (auto* out = std::get_if<OutOfOrder>(&screen)) {
    out->why = why;
    return;
  }
  auto* pin = std::get_if<HostPin>(&screen);
  Underneath underneath = pin ? std::move(pin->underneath) : lay_down(screen);
  screen = OutOfOrder{why, step.context.steady_ms, std::move(underneath)};
  step.state.warned_at_ms.reset();
}

/// The journal works again when whoever answered must have left: what was confirmed is kept, the rest
/// vanishes.
void recover_alone(Stepping& step, bool pending_saved) {
  if (!step.state.pending.empty() && !pending_saved) step.save(step.state.pending, false);
  step.state.pending.clear();
  auto* asking = std::get_if<Asking>(&step.state.screen);
  if (asking == nullptr) return end_visit(step, Ending::Idle);
  const bool is_over = asking->saving && asking->question + 1 == asking->visit.questions.size();
  if (asking->saving) take_in_answer(step, *asking);
  is_over ? reset(step) : end_visit(step, Ending::Idle);
}

/// The walk goes on where it was: its notes live beside the screen.
void recover_walk(Stepping& step, bool pending_saved) {
  auto& state = step.state;
  state.screen = OnWalk{};
  if (!walk::is_saving(*state.walk)) return;
  if (!pending_saved) return step.save(state.pending);
  take_saved(step);
}

void recover(Stepping& step, bool pending_saved) {
  auto& state = step.state;
  auto* out = std::get_if<OutOfOrder>(&state.screen);
  if (out == nullptr) return;
  const bool is_alone = step.context.steady_ms - out->since_ms >= idle_warn_ms;
  auto underneath = std::move(out->underneath);
  if (state.walk) return recover_walk(step, pending_saved);
  if (!lift(state.screen, underneath) || is_alone) return recover_alone(step, pending_saved);
  state.last_input_ms = step.context.steady_ms;
  if (state.pending.empty()) return;
  const bool is_awaited = is_saving(state);
  if (!pending_saved) return step.save(state.pending, is_awaited);
  if (is_awaited) take_saved(step);
}

bool step_kiosk_event(Stepping& step, const Event& event) {
  if (is<event::Tick>(event)) return step_idle(step), true;
  if (is<event::Saved>(event)) return take_saved(step), true;
  if (const auto* failed = std::get_if<event::SaveFailed>(&event)) return fail(step, failed->why), true;
  if (const auto* recovered = std::get_if<event::Recovered>(&event))
    return recover(step, recovered->pending_saved), true;
  const auto* of_walk = std::get_if<walk::Event>(&event);
  if (of_walk == nullptr || !walk::is_from_kiosk(*of_walk)) return false;
  if (step.state.walk) walk::take_from_kiosk(step, *of_walk);
  return true;
}

void start(Stepping& step, std::size_t language, Given given) {
  step.state.screen = PromiseCard{new_visit(step.context, language, given)};
}

void step_visit(Stepping& step, const Event& event) {
  auto& screen = step.state.screen;
  if (std::holds_alternative<OnWalk>(screen)) return walk::take(step, event);
  if (const auto* begin = std::get_if<event::Start>(&event); begin && std::holds_alternative<Attract>(screen))
    return start(step, begin->language, Given::Self);
  if (const auto* language = std::get_if<event::SetLanguage>(&event)) {
    auto* visit = visit_in(screen);
    if (visit && language->language < step.context.dialogue.languages.size())
      visit->language = language->language;
    return;
  }
  if (is<event::Leave>(event) && visit_of(step.state)) return end_visit(step, Ending::Left);
  if (is<event::Done>(event) && std::holds_alternative<Thanks>(screen)) return end_visit(step, Ending::Done);
  move_on(step, event);
}

}  // namespace

std::int64_t Stepping::record_time() const {
  switch (context.dialogue.time_grain) {
    case TimeGrain::Hour:
      return context.wall_s - context.wall_s % hour_s;
    case TimeGrain::Minute:
      return context.wall_s - context.wall_s % minute_s;
    case TimeGrain::None:
      return 0;
  }
  return 0;
}

void reset(Stepping& step) {
  if (step.state.walk)
    step.state.screen = OnWalk{};
  else if (step.state.was_paused)
    step.state.screen = Paused{step.context.steady_ms};
  else
    step.state.screen = Attract{};
  step.state.warned_at_ms.reset();
  step.want(effect::VisitEnded{});
}

Underneath lay_down(Screen& screen) {
  if (auto* promise = std::get_if<PromiseCard>(&screen)) return std::move(*promise);
  if (auto* asking = std::get_if<Asking>(&screen)) return std::move(*asking);
  if (auto* thanks = std::get_if<Thanks>(&screen)) return std::move(*thanks);
  return {};
}

bool lift(Screen& screen, Underneath& underneath) {
  if (auto* promise = std::get_if<PromiseCard>(&underneath)) return screen = std::move(*promise), true;
  if (auto* asking = std::get_if<Asking>(&underneath)) return screen = std::move(*asking), true;
  if (auto* thanks = std::get_if<Thanks>(&underneath)) return screen = std::move(*thanks), true;
  return false;
}

void end_visit(Stepping& step, Ending how) {
  if (auto* pin = std::get_if<HostPin>(&step.state.screen)) {
    auto underneath = std::move(pin->underneath);
    lift(step.state.screen, underneath);
  }
  const auto* visit = visit_of(step.state);
  const bool is_over =
      std::holds_alternative<Thanks>(step.state.screen);  // its end is saved with the last answer
  if (visit && visit->begun && !is_over) step.save({VisitEnd{visit->id, how, visit->shown}}, false);
  reset(step);
}

void step_idle(Stepping& step) {
  auto& state = step.state;
  const auto now = step.context.steady_ms;
  if (auto* pin = std::get_if<HostPin>(&state.screen)) pin->shown_ms = now;
  if (const auto* thanks = std::get_if<Thanks>(&state.screen);
      thanks && now - std::max(thanks->since_ms, state.last_input_ms) >= thanks_ms_max)
    return end_visit(step, Ending::Done);
  if (!can_be_left_alone(state)) return;
  if (state.warned_at_ms) {
    if (now - *state.warned_at_ms >= idle_grace_ms) end_visit(step, Ending::Idle);
  } else if (now - state.last_input_ms >= idle_warn_ms) {
    state.warned_at_ms = now;
    step.sound(effect::Sound::Kind::Warning);
  }
}

const Visit* visit_of(const Underneath& underneath) {
  return visit_in(underneath);
}

const Visit* visit_of(const State& state) {
  return visit_in(state.screen);
}

State initial_state(const Dialogue& dialogue, std::vector<Tally> tallies, std::int64_t steady_ms) {
  State state;
  state.last_input_ms = steady_ms;
  if (tallies.size() != dialogue.questions.size()) {
    tallies.clear();
    for (const auto& question : dialogue.questions) tallies.push_back(empty_tally(question));
  }
  state.tallies = std::move(tallies);
  if (dialogue.walk) {
    state.walk = walk::new_walk(*dialogue.walk);
    state.screen = OnWalk{};
  }
  return state;
}

Step step(State state, const Event& event, const Context& context) {
  Stepping stepping{std::move(state), context, {}};
  if (!is_of_kiosk(event)) {
    stepping.state.last_input_ms = context.steady_ms;
    const bool was_warned = stepping.state.warned_at_ms.has_value();
    stepping.state.warned_at_ms.reset();
    const bool is_only_a_touch = is<event::Stay>(event) || is<event::Touched>(event);
    if (is_only_a_touch || is_saving(stepping.state) || (was_warned && !is<event::Leave>(event)))
      return {std::move(stepping.state), {}};
  }
  if (!step_kiosk_event(stepping, event) && !step_host(stepping, event)) step_visit(stepping, event);
  return {std::move(stepping.state), std::move(stepping.effects)};
}

std::optional<std::int64_t> next_deadline_ms(const State& state) {
  if (const auto* thanks = std::get_if<Thanks>(&state.screen))
    return std::max(thanks->since_ms, state.last_input_ms) + thanks_ms_max;
  if (const auto* pin = std::get_if<HostPin>(&state.screen); pin && pin->shown_ms < pin->locked_until_ms)
    return std::min(pin->shown_ms + second_ms, pin->locked_until_ms);
  if (!can_be_left_alone(state)) return std::nullopt;
  return state.warned_at_ms ? *state.warned_at_ms + idle_grace_ms : state.last_input_ms + idle_warn_ms;
}

}  // namespace talt::core
