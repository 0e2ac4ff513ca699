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
  step.state.screen = Asking{std::move(visit), question, false, {}, false, {}, {}};
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
  asking.pending_records = records;
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
    else if (std::holds_alternative<event::ChangeText>(event))
      asking->pointed_out.clear();
    return;
  }
  if (std::holds_alternative<event::Next>(event)) return go_next(step, *asking, false);
  if (std::holds_alternative<event::Skip>(event)) return go_skip(step, *asking);
  if (std::holds_alternative<event::Back>(event)) return go_back(step, *asking);
  if (edit_draft(step, *asking, event)) asking->urged = false;
}

void saved_answer(Stepping& step) {
  auto& asking = std::get<Asking>(step.state.screen);
  auto& visit = asking.visit;
  auto& progress = visit.questions[asking.question];
  const auto& question = step.context.dialogue.questions[asking.question];
  auto& tally = step.state.tallies[asking.question];
  if (question.results != ResultsPolicy::Never && asking.pending) {
    if (progress.confirmed && *progress.confirmed != *asking.pending) take(tally, *progress.confirmed);
    if (!progress.confirmed || *progress.confirmed != *asking.pending) add(tally, *asking.pending);
  }
  progress.confirmed = std::move(asking.pending);
  asking.pending.reset();
  asking.pending_records.clear();
  asking.saving = false;
  visit.begun = true;
  step.state.last_visit = visit.id;
  step.sound(effect::Sound::Kind::Confirmed);
  go_forward(step, asking);
}

}  // namespace talt::core
