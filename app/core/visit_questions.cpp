// SPDX-License-Identifier: EUPL-1.2
// From question to question: what is confirmed, skipped, changed or voided on the way.
#include <algorithm>
#include <numeric>

#include "app/core/visit_parts.h"

namespace talt::core {

namespace {

Draft empty_draft(const Question& question) {
  switch (question.kind) {
    case QuestionKind::Dots:
      return DotsDraft{std::vector<std::uint32_t>(question.alternatives.size(), 0)};
    case QuestionKind::Choice:
      return ChoiceDraft{std::vector<bool>(question.alternatives.size(), false)};
    case QuestionKind::Scale:
      return ScaleDraft{};
    case QuestionKind::Text:
      return TextDraft{};
    case QuestionKind::Pin:
      return PinDraft{};
  }
  return TextDraft{};
}

/// The answer that the draft stands for; Skipped where nothing was said.
struct AnswerOf {
  Answer operator()(const DotsDraft& draft) const {
    if (std::accumulate(draft.dots.begin(), draft.dots.end(), 0u) == 0) return Skipped{};
    return DotsAnswer{draft.dots};
  }
  Answer operator()(const ChoiceDraft& draft) const {
    if (std::count(draft.chosen.begin(), draft.chosen.end(), true) == 0) return Skipped{};
    return ChoiceAnswer{draft.chosen};
  }
  Answer operator()(const ScaleDraft& draft) const {
    if (!draft.step) return Skipped{};
    return ScaleAnswer{*draft.step};
  }
  Answer operator()(const TextDraft& draft) const {
    if (draft.field.text.find_first_not_of(' ') == std::string::npos) return Skipped{};
    return TextAnswer{draft.field.text};
  }
  Answer operator()(const PinDraft& draft) const {
    if (draft.pins.empty()) return Skipped{};
    PinAnswer answer{draft.pins};
    if (draft.commenting && draft.selected && *draft.selected < answer.pins.size())
      answer.pins[*draft.selected].comment = draft.comment.text;
    return answer;
  }
};

std::vector<PersonalFinding> findings_in(const Answer& answer) {
  if (const auto* text = std::get_if<TextAnswer>(&answer)) return find_personal_data(text->text);
  if (const auto* pins = std::get_if<PinAnswer>(&answer))
    for (const auto& pin : pins->pins)
      if (auto found = find_personal_data(pin.comment); !found.empty()) return found;
  return {};
}

void show_question(Stepping& step, Visit visit, std::size_t question) {
  visit.shown = std::max(visit.shown, question + 1);
  step.state.screen = Asking{std::move(visit), question, false, {}, false, {}};
}

void go_forward(Stepping& step, Asking& asking) {
  auto visit = std::move(asking.visit);
  const auto next = asking.question + 1;
  if (next < visit.questions.size()) return show_question(step, std::move(visit), next);
  step.state.screen = Thanks{std::move(visit), step.context.steady_ms};
}

/// Saves what the question's answer is now, with what must stand before and after it.
void confirm(Stepping& step, Asking& asking, Answer answer) {
  auto& visit = asking.visit;
  auto& progress = visit.questions[asking.question];
  asking.pointed_out.clear();
  asking.urged = false;
  const bool is_last = asking.question + 1 == visit.questions.size();
  const bool is_same = progress.confirmed && *progress.confirmed == answer;
  std::vector<Record> records;
  if (!visit.begun) records.push_back(VisitBegin{visit.id, visit.language, visit.given, step.record_time()});
  if (progress.confirmed && !is_same)
    records.push_back(VoidRecord{visit.id, asking.question, VoidReason::Changed});
  if (!is_same)
    records.push_back(
        AnswerRecord{visit.id, asking.question, answer, visit.language, visit.given, step.record_time()});
  if (is_last) records.push_back(VisitEnd{visit.id, Ending::Done, visit.shown});
  if (records.empty()) return go_forward(step, asking);
  asking.pending = std::move(answer);
  asking.saving = true;
  step.save(std::move(records));
}

void go_next(Stepping& step, Asking& asking, bool keep_personal) {
  const auto& question = step.context.dialogue.questions[asking.question];
  auto answer = std::visit(AnswerOf{}, asking.visit.questions[asking.question].draft);
  if (std::holds_alternative<Skipped>(answer) && question.required && !asking.urged) {
    asking.urged = true;
    return;
  }
  if (!keep_personal) asking.pointed_out = findings_in(answer);
  if (keep_personal || asking.pointed_out.empty()) confirm(step, asking, std::move(answer));
}

void go_skip(Stepping& step, Asking& asking) {
  const auto& question = step.context.dialogue.questions[asking.question];
  if (question.required && !asking.urged) {
    asking.urged = true;
    return;
  }
  asking.visit.questions[asking.question].draft = empty_draft(question);
  confirm(step, asking, Skipped{});
}

void go_back(Stepping& step, Asking& asking) {
  auto visit = std::move(asking.visit);
  if (asking.question == 0)
    step.state.screen = PromiseCard{std::move(visit)};
  else
    show_question(step, std::move(visit), asking.question - 1);
}

}  // namespace

Visit new_visit(const Context& context, std::size_t language, Given given) {
  Visit visit;
  visit.id = context.fresh_id;
  visit.language = language < context.dialogue.languages.size() ? language : 0;
  visit.given = given;
  for (const auto& question : context.dialogue.questions)
    visit.questions.push_back({empty_draft(question), std::nullopt});
  return visit;
}

void move_on(Stepping& step, const Event& event) {
  if (auto* promise = std::get_if<PromiseCard>(&step.state.screen)) {
    if (std::holds_alternative<event::Continue>(event) || std::holds_alternative<event::Next>(event))
      show_question(step, Visit(promise->visit), 0);
    else if (std::holds_alternative<event::Back>(event))
      end_visit(step, Ending::Left);
    return;
  }
  auto* asking = std::get_if<Asking>(&step.state.screen);
  if (asking == nullptr) return;
  if (!asking->pointed_out.empty()) {
    if (std::holds_alternative<event::KeepText>(event))
      go_next(step, *asking, true);
    else if (std::holds_alternative<event::ChangeText>(event) || std::holds_alternative<event::Back>(event))
      asking->pointed_out.clear();
    return;
  }
  if (std::holds_alternative<event::Next>(event)) return go_next(step, *asking, false);
  if (std::holds_alternative<event::Skip>(event)) return go_skip(step, *asking);
  if (std::holds_alternative<event::Back>(event)) return go_back(step, *asking);
  if (edit_draft(step, *asking, event)) asking->urged = false;
}

/// What a tally counts of an answer, without its words and coordinates.
std::optional<Answer> counted_part(const Answer& answer) {
  if (std::holds_alternative<TextAnswer>(answer)) return TextAnswer{};
  const auto* pins = std::get_if<PinAnswer>(&answer);
  if (pins == nullptr) return answer;
  PinAnswer counted;
  for (const auto& pin : pins->pins) counted.pins.push_back({0, 0, pin.category, {}, {}});
  return counted;
}

void take_in_answer(Stepping& step, Asking& asking) {
  auto& visit = asking.visit;
  auto& progress = visit.questions[asking.question];
  const auto& question = step.context.dialogue.questions[asking.question];
  auto& state = step.state;
  if (state.last_visit != visit.id) state.last_counted.assign(visit.questions.size(), std::nullopt);
  state.last_visit = visit.id;
  if (question.results != ResultsPolicy::Never) {
    if (progress.confirmed) take(state.tallies[asking.question], *progress.confirmed);
    add(state.tallies[asking.question], *asking.pending);
    state.last_counted[asking.question] = counted_part(*asking.pending);
  }
  progress.confirmed = std::move(asking.pending);
  asking.pending.reset();
  asking.saving = false;
  visit.begun = true;
}

void saved_answer(Stepping& step) {
  auto& asking = std::get<Asking>(step.state.screen);
  take_in_answer(step, asking);
  step.sound(effect::Sound::Kind::Confirmed);
  go_forward(step, asking);
}

}  // namespace talt::core
