// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/export/summary.h"

#include <algorithm>
#include <set>

#include "sync/receiver/export/code_names.h"
#include "sync/receiver/export/small_cells.h"

namespace talt::receiver {

namespace {

/// What a question's answers are counted by: alternatives, categories or steps.
std::vector<std::string> slots_of(const core::Question& question) {
  std::vector<std::string> slots;
  for (const auto& alternative : question.alternatives) slots.push_back(alternative.id);
  for (const auto& category : question.categories) slots.push_back(category.id);
  if (question.kind == core::QuestionKind::Scale)
    for (int step = 1; step <= question.steps; ++step) slots.push_back(std::to_string(step));
  return slots;
}

std::int64_t slot_of(const AnswerPart& part, const core::Question& question) {
  switch (question.kind) {
    case core::QuestionKind::Scale:
      return part.value - 1;
    case core::QuestionKind::Pin:
      return part.category;
    default:
      return part.alternative;
  }
}

std::uint64_t dots_of(const AnswerPart& part, const core::Question& question) {
  if (question.kind == core::QuestionKind::Pin) return 1;
  return question.kind == core::QuestionKind::Dots && part.value > 0 ? static_cast<std::uint64_t>(part.value)
                                                                     : 0;
}

bool has_dots(const core::Question& question) {
  return question.kind == core::QuestionKind::Dots || question.kind == core::QuestionKind::Pin;
}

/// Each person has one of the alternatives: then they add up to those who answered.
bool is_one_each(const core::Question& question) {
  return question.kind == core::QuestionKind::Scale ||
         (question.kind == core::QuestionKind::Choice && question.choices_max == 1);
}

std::string text(std::uint64_t number) {
  return std::to_string(number);
}

}  // namespace

void Summary::count(Group& group, const TabledAnswer& answer, const core::Question& question) const {
  group.cells.resize(slots_of(question).size());
  if (answer.is_skip) {
    ++group.skipped;
    return;
  }
  group.answered += answer.is_poster() ? static_cast<std::uint64_t>(answer.people) : 1;
  std::set<std::int64_t> chosen;
  for (const auto& part : answer.parts) {
    group.dots += dots_of(part, question);
    const auto slot = slot_of(part, question);
    if (slot < 0 || static_cast<std::size_t>(slot) >= group.cells.size()) continue;
    auto& cell = group.cells[static_cast<std::size_t>(slot)];
    cell.dots += dots_of(part, question);
    if (!answer.is_poster() && chosen.insert(slot).second) ++cell.people;
  }
}

void Summary::count(const TabledAnswer& answer) {
  const auto* dialogue = dialogues_.dialogue(answer.dialogue);
  const bool counts = !answer.is_void && !answer.place.is_disputed && answer.given != core::Given::Practice;
  if (!counts || dialogue == nullptr || answer.question >= dialogue->questions.size()) return;
  const auto& question = dialogue->questions[answer.question];
  auto& of = counts_[{answer.dialogue, answer.question}];
  count(of.all, answer, question);
  count(of.by_given[name_of(answer.given)], answer, question);
  if (!answer.is_poster())
    count(of.by_language[dialogue->languages[static_cast<std::size_t>(answer.language)].tag], answer,
          question);
  if (answer.is_poster())
    of.asked += static_cast<std::uint64_t>(answer.people);
  else if (answer.shown <= static_cast<std::int64_t>(answer.question))
    ++of.asked;  // the visit's end, which counts what it was shown, is not known
}

void Summary::count(const TabledVisit& visit) {
  const auto* dialogue = dialogues_.dialogue(visit.dialogue);
  const bool counts = !visit.flagged && !visit.place.is_disputed && visit.given != core::Given::Practice;
  if (!counts || dialogue == nullptr) return;
  const auto shown = std::min(static_cast<std::size_t>(visit.shown), dialogue->questions.size());
  for (std::size_t question = 0; question < shown; ++question) ++counts_[{visit.dialogue, question}].asked;
}

void Summary::add_breakdown(std::vector<SummaryRow>& rows, const SummaryRow& shared,
                            const core::Question& question, const std::map<std::string, Group>& groups,
                            std::uint64_t min_cell) const {
  const auto slots = slots_of(question);
  const auto paper = name_of(core::Given::Paper);
  std::vector<BreakdownGroup> people;
  for (const auto& [name, group] : groups) {
    if (name == paper) continue;
    auto& cells = people.emplace_back(BreakdownGroup{{}, group.answered, group.skipped});
    for (const auto& cell : group.cells) cells.people.push_back(cell.people);
  }
  const auto shown = shown_cells(people, min_cell, is_one_each(question));
  std::size_t next = 0;
  for (const auto& [name, group] : groups) {
    const bool is_paper = name == paper;  // a poster hangs where everybody sees it, and tells nobody's choice
    const auto cells =
        is_paper ? ShownCells{std::vector<bool>(slots.size(), true), true, true} : shown[next++];
    if (!cells.answered) continue;
    auto row = shared;
    row.group = name;
    row.answered = row.people = text(group.answered);
    if (cells.skipped) row.skipped = text(group.skipped);
    if (cells.skipped) row.asked = text(group.answered + group.skipped);
    const bool is_whole = std::count(cells.people.begin(), cells.people.end(), false) == 0;
    if (has_dots(question) && (is_whole || slots.empty())) row.dots = text(group.dots);
    rows.push_back(row);
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (!cells.people[i]) continue;
      row.alternative = slots[i];
      row.people = is_paper ? "" : text(group.cells[i].people);
      row.dots = has_dots(question) ? text(group.cells[i].dots) : "0";
      rows.push_back(row);
    }
  }
}

std::vector<SummaryRow> Summary::rows(std::uint64_t min_cell) const {
  std::vector<SummaryRow> rows;
  for (std::size_t d = 0; d < dialogues_.all().size(); ++d) {
    const auto& [dialogue, digest, version] = dialogues_.all()[d];
    for (std::size_t q = 0; q < dialogue.questions.size(); ++q) {
      const auto& question = dialogue.questions[q];
      const auto found = counts_.find({static_cast<std::int64_t>(d), q});
      auto of = found == counts_.end() ? Counts{} : found->second;
      const auto slots = slots_of(question);
      of.all.cells.resize(slots.size());
      SummaryRow row{dialogue.id, version, question.id, name_of(question.kind), "all", {}, {}, {}, {},
                     {},          {},      {}};
      row.asked = text(of.asked);
      row.answered = row.people = text(of.all.answered);
      row.skipped = text(of.all.skipped);
      row.dots = text(of.all.dots);
      rows.push_back(row);
      for (std::size_t i = 0; i < slots.size(); ++i) {
        row.alternative = slots[i];
        row.people = text(of.all.cells[i].people);
        row.dots = text(of.all.cells[i].dots);
        rows.push_back(row);
      }
      SummaryRow shared{dialogue.id, version, question.id, name_of(question.kind), {}, {}, {}, {}, {},
                        {},          {},      {}};
      shared.breakdown = "language";
      add_breakdown(rows, shared, question, of.by_language, min_cell);
      shared.breakdown = "given";
      add_breakdown(rows, shared, question, of.by_given, min_cell);
    }
  }
  return rows;
}

}  // namespace talt::receiver
