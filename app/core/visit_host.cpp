// SPDX-License-Identifier: EUPL-1.2
// The host's screens: behind the corner and the PIN.
#include <algorithm>

#include "app/core/visit_parts.h"
#include "app/core/walk/steps.h"

namespace talt::core {

namespace {

constexpr std::size_t pin_digits_max = 8;
constexpr int free_failures = 5;
constexpr std::int64_t lock_ms = 60'000;
constexpr std::size_t note_characters_max = 280;
constexpr std::uint32_t poster_count_max = 9999;

template <class T>
bool is(const Event& event) {
  return std::holds_alternative<T>(event);
}

void open_pin(Stepping& step) {
  auto& screen = step.state.screen;
  step.state.was_paused = std::holds_alternative<Paused>(screen);
  HostPin pin;
  pin.locked_until_ms = step.state.pin_locked_until_ms;
  pin.shown_ms = step.context.steady_ms;
  pin.underneath = lay_down(screen);
  screen = std::move(pin);
}

void take_pin_check(Stepping& step, HostPin& pin, bool right) {
  if (!pin.checking) return;
  if (right) {
    step.state.pin_failures = 0;
    if (pin.resumes_walk) {
      step.state.screen = OnWalk{};
      return walk::resume(step);
    }
    if (!std::holds_alternative<std::monostate>(pin.underneath)) end_visit(step, Ending::Left);
    step.state.screen = HostPanel{};
    return;
  }
  const int failures = ++step.state.pin_failures;
  if (failures >= free_failures)
    step.state.pin_locked_until_ms = step.context.steady_ms + lock_ms * (failures - free_failures + 1);
  pin = HostPin{{},
                false,
                true,
                step.state.pin_locked_until_ms,
                std::move(pin.underneath),
                step.context.steady_ms,
                pin.resumes_walk};
}

bool step_pin(Stepping& step, HostPin& pin, const Event& event) {
  if (const auto* checked = std::get_if<event::PinChecked>(&event))
    return take_pin_check(step, pin, checked->right), true;
  if (is<event::HostBack>(event) || is<event::Leave>(event)) {
    auto underneath = std::move(pin.underneath);
    if (!lift(step.state.screen, underneath)) reset(step);
    return true;
  }
  if (pin.checking || step.context.steady_ms < pin.locked_until_ms) return true;
  if (const auto* digit = std::get_if<event::Digit>(&event)) {
    if (pin.digits.size() < pin_digits_max && digit->digit >= '0' && digit->digit <= '9')
      pin.digits += digit->digit;
    pin.wrong = false;
    return true;
  }
  if (is<event::EraseDigit>(event) || is<event::Erase>(event)) {
    if (!pin.digits.empty()) pin.digits.pop_back();
    return true;
  }
  if (is<event::Next>(event) && !pin.digits.empty()) {
    pin.checking = true;
    step.want(effect::CheckPin{pin.digits});
  }
  return true;
}

void resume(Stepping& step) {
  step.state.was_paused = false;
  step.save({HostRecord{HostAct::Resume, step.record_time()}}, false);
  reset(step);
}

bool step_panel(Stepping& step, const Event& event) {
  auto& state = step.state;
  if (is<event::HostBack>(event) || is<event::Leave>(event) || is<event::Done>(event))
    return reset(step), true;
  if (is<event::HostSync>(event)) step.want(effect::SyncNow{});
  if (is<event::OpenNote>(event)) state.screen = HostNote{};
  if (is<event::OpenVoid>(event) && state.last_visit) state.screen = HostVoid{};
  if (is<event::OpenPoster>(event)) state.screen = HostPoster{};
  if (is<event::OpenEnd>(event)) state.screen = HostEnd{};
  if (is<event::HostPause>(event) && state.walk) {
    state.screen = OnWalk{};
    return walk::pause(step), true;
  }
  if (is<event::HostPause>(event) && !state.was_paused) {
    state.was_paused = true;
    step.save({HostRecord{HostAct::Pause, step.record_time()}}, false);
    reset(step);
  }
  if (is<event::Resume>(event) && state.was_paused) resume(step);
  if (const auto* assisted = std::get_if<event::StartAssisted>(&event); assisted && !state.walk) {
    state.was_paused = false;
    state.screen = PromiseCard{new_visit(step.context, assisted->language, Given::Assisted)};
  }
  return true;
}

Field& focused(HostNote& note) {
  switch (note.focus) {
    case NoteField::Weather:
      return note.weather;
    case NoteField::Event:
      return note.event;
    case NoteField::Staff:
      return note.staff;
    case NoteField::Note:
      return note.note;
  }
  return note.note;
}

bool step_note(Stepping& step, HostNote& note, const Event& event) {
  if (is<event::HostBack>(event) || is<event::Leave>(event)) return step.state.screen = HostPanel{}, true;
  if (const auto* focus = std::get_if<event::FocusNote>(&event)) return note.focus = focus->field, true;
  if (is<event::SaveNote>(event) || is<event::Next>(event)) {
    note.saving = true;
    step.save(
        {ShiftNote{step.record_time(), note.weather.text, note.event.text, note.staff.text, note.note.text}});
    return true;
  }
  auto& field = focused(note);
  const auto used = note.weather.text.size() + note.event.text.size() + note.staff.text.size() +
                    note.note.text.size() - field.text.size();
  edit_field(field, event, note_characters_max, text_bytes_max - used);
  return true;
}

bool step_void(Stepping& step, HostVoid& voiding, const Event& event) {
  if (is<event::HostBack>(event) || is<event::Leave>(event)) return step.state.screen = HostPanel{}, true;
  const auto* last = std::get_if<event::VoidLast>(&event);
  const bool is_reason = last && (last->reason == VoidReason::Test || last->reason == VoidReason::Joke);
  if (is_reason && step.state.last_visit) {
    voiding.saving = true;
    step.save({VoidRecord{*step.state.last_visit, std::nullopt, last->reason}});
  }
  return true;
}

std::uint32_t changed(std::uint32_t count, int by) {
  return static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(static_cast<std::int64_t>(count) + by, 0, poster_count_max));
}

bool step_poster(Stepping& step, HostPoster& poster, const Event& event) {
  const auto& questions = step.context.dialogue.questions;
  if (is<event::HostBack>(event) || is<event::Leave>(event)) return step.state.screen = HostPanel{}, true;
  if (const auto* chosen = std::get_if<event::PosterQuestion>(&event)) {
    if (chosen->question < questions.size() && questions[chosen->question].kind == QuestionKind::Dots) {
      poster.question = chosen->question;
      poster.dots.assign(questions[chosen->question].alternatives.size(), 0);
    }
  } else if (const auto* add = std::get_if<event::PosterAdd>(&event)) {
    if (add->alternative < poster.dots.size())
      poster.dots[add->alternative] = changed(poster.dots[add->alternative], add->change);
  } else if (const auto* people = std::get_if<event::PosterPeople>(&event)) {
    poster.people = changed(poster.people, people->change);
  } else if ((is<event::SavePoster>(event) || is<event::Next>(event)) && poster.question) {
    poster.saving = true;
    step.save({PosterRecord{step.context.fresh_id, *poster.question, poster.dots, poster.people,
                            step.record_time()}});
  }
  return true;
}

bool step_end(Stepping& step, HostEnd& end, const Event& event) {
  if (is<event::EndDay>(event) && !end.ended) {
    end.saving = true;
    step.save({HostRecord{HostAct::EndDay, step.record_time()}});
  } else if (is<event::HostSync>(event)) {
    step.want(effect::SyncNow{});
  } else if (is<event::Resume>(event) && end.ended) {
    resume(step);  // not to the panel: who stands here after the day may be anybody
  } else if ((is<event::HostBack>(event) || is<event::Leave>(event)) && !end.ended) {
    step.state.screen = HostPanel{};
  }
  return true;
}

bool is_paused_walk(const State& state) {
  return std::holds_alternative<OnWalk>(state.screen) && state.walk &&
         std::holds_alternative<walk::Paused>(state.walk->screen);
}

}  // namespace

bool step_host(Stepping& step, const Event& event) {
  auto& screen = step.state.screen;
  if (is<event::Resume>(event) && is_paused_walk(step.state)) {
    open_pin(step);
    std::get<HostPin>(screen).resumes_walk = true;
    return true;
  }
  if (is<event::HostCorner>(event)) {
    const bool is_host_already = screen.index() >= Screen(HostPin{}).index();
    if (!is_host_already && !std::holds_alternative<OutOfOrder>(screen)) open_pin(step);
    return true;
  }
  if (auto* pin = std::get_if<HostPin>(&screen)) return step_pin(step, *pin, event);
  if (std::holds_alternative<HostPanel>(screen)) return step_panel(step, event);
  if (auto* note = std::get_if<HostNote>(&screen)) return step_note(step, *note, event);
  if (auto* voiding = std::get_if<HostVoid>(&screen)) return step_void(step, *voiding, event);
  if (auto* poster = std::get_if<HostPoster>(&screen)) return step_poster(step, *poster, event);
  if (auto* end = std::get_if<HostEnd>(&screen)) return step_end(step, *end, event);
  return std::holds_alternative<Paused>(screen) || std::holds_alternative<OutOfOrder>(screen);
}

/// A void visit no longer counts in the results shown here.
void forget_last_visit(State& state) {
  for (std::size_t i = 0; i < state.last_counted.size(); ++i)
    if (state.last_counted[i]) take(state.tallies[i], *state.last_counted[i]);
  state.last_counted.clear();
  state.last_visit.reset();
}

void saved_by_host(Stepping& step) {
  auto& screen = step.state.screen;
  if (auto* voiding = std::get_if<HostVoid>(&screen); voiding && voiding->saving) {
    forget_last_visit(step.state);
    screen = HostPanel{};
  } else if (auto* end = std::get_if<HostEnd>(&screen); end && end->saving) {
    end->saving = false;
    end->ended = true;
  } else if (auto* note = std::get_if<HostNote>(&screen); note && note->saving) {
    screen = HostPanel{};
  } else if (auto* poster = std::get_if<HostPoster>(&screen); poster && poster->saving) {
    screen = HostPanel{};
  }
}

}  // namespace talt::core
