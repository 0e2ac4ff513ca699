// SPDX-License-Identifier: EUPL-1.2
// Under way: the themes, the list, the map, the template's questions, what an earlier walk saw.
#include <algorithm>

#include "app/core/geo.h"

#include "app/core/walk/steps.h"

namespace talt::core::walk {

namespace {

constexpr float serving_accuracy_m_max = 100;  // worse: a stop says more of where one is

Whereabouts where_now(const Stepping& step) {
  const auto& walk = *step.state.walk;
  const auto& position = walk.position;
  Whereabouts where;
  where.stop = walk.stop;
  const bool is_fresh = step.context.steady_ms - position.received_ms <= position_stale_ms;
  const bool is_fine = position.accuracy_m.value_or(0) <= serving_accuracy_m_max;
  if (position.state == PositionState::Fix && is_fresh && (is_fine || !walk.stop)) {
    where.by = PlacedBy::Position;
    where.at = position.at;
    where.accuracy_m = position.accuracy_m;
    where.fix = position.fix;
  } else if (walk.stop) {
    where.by = PlacedBy::Stop;
    where.at = plan_of(step).stops[*walk.stop].at;
  }
  return where;
}

void choose_stop(Stepping& step, Walking& screen, const event::AtStop& chosen) {
  auto& walk = walk_of(step);
  screen.choosing_stop = false;
  if (chosen.stop && *chosen.stop >= plan_of(step).stops.size()) return;
  walk.stop_chosen = chosen.stop.has_value();
  if (walk.stop == chosen.stop) return;
  walk.stop = chosen.stop;
  if (walk.stop) save_beside(step, course(step, Act::AtStop, walk.stop));
}

/// Done: it is good now. Not done, or worse: it is as it was, a question too; nothing good needs doing.
Verdict verdict_after(Outcome outcome, Verdict before) {
  if (outcome == Outcome::Done) return Verdict::Good;
  return before == Verdict::Question ? Verdict::Question : Verdict::Bad;
}

/// The stop that a matter belongs to: the one that it is told by, else the one in whose reach it lies.
std::optional<std::size_t> stop_of(const Plan& plan, const Earlier& matter) {
  std::optional<std::size_t> nearest;
  double best = stop_reach_m;
  for (std::size_t i = 0; i < plan.stops.size(); ++i) {
    const auto& stop = plan.stops[i];
    const auto& titles = stop.title.by_language;
    if (std::find(titles.begin(), titles.end(), matter.where) != titles.end()) return i;
    const auto metres = metres_between(stop.at, *matter.at);
    if (metres > best) continue;
    best = metres;
    nearest = i;
  }
  return nearest;
}

/// The matter is where it was, wherever one stands while judging it.
Whereabouts where_it_was(const Plan& plan, const Earlier& matter) {
  Whereabouts where;
  where.by = PlacedBy::Map;
  where.at = matter.at;
  where.stop = stop_of(plan, matter);
  return where;
}

/// A second thought about the same observation corrects the first.
void look_again(Stepping& step, const event::LookAgain& seen) {
  auto& walk = walk_of(step);
  const auto& earlier = plan_of(step).earlier;
  if (seen.earlier >= earlier.size() || seen.outcome == Outcome::Unknown) return;
  const auto known = std::find_if(walk.notes.begin(), walk.notes.end(),
                                  [&](const Observation& note) { return note.earlier == seen.earlier; });
  const bool is_new = known == walk.notes.end();
  auto note = is_new ? new_note(step) : *known;
  const auto& before = earlier[seen.earlier];
  note.earlier = seen.earlier;
  note.outcome = seen.outcome;
  note.verdict = verdict_after(seen.outcome, before.verdict);
  note.theme = before.theme;
  if (is_new && before.at) note.where = where_it_was(plan_of(step), before);
  if (is_new && !note.party) note.party = before.party;
  open_draft(step, std::move(note), is_new);
  touch_draft(step);
}

void on_reading(Stepping& step, Walking& screen, const core::Event& event) {
  if (as<event::Back>(event)) screen.reading.reset();
  if (const auto* seen = as<event::LookAgain>(event)) look_again(step, *seen);
}

void end(Stepping& step) {
  auto& walk = walk_of(step);
  std::vector<core::Record> records;
  records.push_back(course(step, Act::End));
  walk.is_ending = true;
  step.save(std::move(records));
}

}  // namespace

Observation new_note(Stepping& step) {
  Observation note;
  note.code = step.state.walk->code;
  note.id = step.context.fresh_id;
  note.time = step.context.wall_s;
  note.language = step.state.home_language;
  note.where = where_now(step);
  return note;
}

void take_in(std::vector<Observation>& notes, Observation note) {
  const auto same =
      std::find_if(notes.begin(), notes.end(), [&](const Observation& known) { return known.id == note.id; });
  if (same == notes.end()) {
    if (!note.withdrawn) notes.push_back(std::move(note));
  } else if (note.withdrawn) {
    notes.erase(same);
  } else {
    *same = std::move(note);
  }
}

void on_walking(Stepping& step, Walking& screen, const core::Event& event) {
  auto& walk = walk_of(step);
  walk.came_from = screen.tab;
  if (screen.confirming_end) {
    if (as<event::EndYes>(event)) end(step);
    if (as<event::Back>(event)) screen.confirming_end = false;
    return;
  }
  if (screen.choosing_stop) {
    if (const auto* stop = as<event::AtStop>(event)) choose_stop(step, screen, *stop);
    if (as<event::Back>(event)) screen.choosing_stop = false;
    return;
  }
  if (screen.reading) return on_reading(step, screen, event);
  if (const auto* tab = as<event::ShowTab>(event)) {
    screen.tab = tab->tab;
  } else if (as<event::ChooseStop>(event)) {
    screen.choosing_stop = !plan_of(step).stops.empty();
  } else if (const auto* stop = as<event::AtStop>(event)) {
    choose_stop(step, screen, *stop);
  } else if (const auto* theme = as<event::PickTheme>(event)) {
    if (theme->theme && *theme->theme >= plan_of(step).themes.size()) return;
    walk.draft = new_note(step);
    walk.draft->theme = theme->theme;
    walk.draft_is_new = walk.draft_changed = true;
    walk.screen = ChoosingVerdict{};
  } else if (const auto* asked = as<event::AnswerQuestion>(event)) {
    if (asked->question >= plan_of(step).questions.size()) return;
    auto note = new_note(step);
    note.question = asked->question;
    open_draft(step, std::move(note), true);
    std::get<Noting>(walk.screen).over = Writing{};
  } else if (const auto* one = as<event::ReadEarlier>(event)) {
    if (one->earlier < plan_of(step).earlier.size()) screen.reading = one->earlier;
  } else if (const auto* seen = as<event::LookAgain>(event)) {
    look_again(step, *seen);
  } else if (const auto* note = as<event::OpenNote>(event)) {
    if (note->note < walk.notes.size()) open_draft(step, walk.notes[note->note], false);
  } else if (as<event::Pause>(event)) {
    pause(step);
  } else if (as<event::End>(event)) {
    screen.confirming_end = true;
  }
}

void on_verdict(Stepping& step, const core::Event& event) {
  auto& walk = walk_of(step);
  if (as<event::Back>(event)) return drop_draft(step);
  const auto* picked = as<event::PickVerdict>(event);
  if (picked == nullptr || !walk.draft) return;
  walk.draft->verdict = picked->verdict;
  walk.screen = Noting{};
  touch_draft(step);
}

}  // namespace talt::core::walk
