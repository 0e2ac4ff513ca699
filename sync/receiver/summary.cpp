// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/summary.h"

#include <algorithm>

#include "sync/receiver/answer_rows.h"

namespace talt::receiver {

namespace {

struct Cell {
  std::uint64_t people = 0, dots = 0;
};
struct Group {
  std::uint64_t answered = 0, skipped = 0;
  std::vector<Cell> cells;
};
using Groups = std::map<std::pair<std::string, std::string>, Group>;  // (breakdown, group)

/// The slots that an answer names, with what it puts there.
struct Names {
  std::vector<Cell>& cells;
  void person(std::size_t slot, std::uint64_t dots) const {
    if (slot >= cells.size()) return;
    ++cells[slot].people;
    cells[slot].dots += dots;
  }
  void operator()(const core::Skipped&) const {}
  void operator()(const core::TextAnswer&) const {}
  void operator()(const core::DotsAnswer& answer) const {
    for (std::size_t i = 0; i < answer.dots.size(); ++i)
      if (answer.dots[i] > 0) person(i, answer.dots[i]);
  }
  void operator()(const core::ChoiceAnswer& answer) const {
    for (std::size_t i = 0; i < answer.chosen.size(); ++i)
      if (answer.chosen[i]) person(i, 0);
  }
  void operator()(const core::ScaleAnswer& answer) const {
    person(static_cast<std::size_t>(answer.step - 1), 0);
  }
  void operator()(const core::PinAnswer& answer) const {
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (std::any_of(answer.pins.begin(), answer.pins.end(),
                      [&](const auto& pin) { return pin.category == i; }))
        person(i, 0);
  }
};

std::vector<std::string> slots_of(const core::Question& question) {
  std::vector<std::string> slots;
  for (const auto& alternative : question.alternatives) slots.push_back(alternative.id);
  for (const auto& category : question.categories) slots.push_back(category.id);
  if (question.kind == core::QuestionKind::Scale)
    for (int step = 1; step <= question.steps; ++step) slots.push_back(std::to_string(step));
  return slots;
}

void count(Group& group, const core::Answer& answer, std::size_t slots) {
  group.cells.resize(slots);
  if (std::holds_alternative<core::Skipped>(answer)) {
    ++group.skipped;
    return;
  }
  ++group.answered;
  std::visit(Names{group.cells}, answer);
}

std::uint64_t asked(const OpenedLedger& ledger, std::size_t dialogue, std::size_t question) {
  return static_cast<std::uint64_t>(
      std::count_if(ledger.visits.begin(), ledger.visits.end(), [&](const auto& visit) {
        return visit.dialogue == dialogue && !visit.voided && visit.end && visit.end->shown > question;
      }));
}

void add_rows(std::vector<SummaryRow>& rows, const SummaryRow& shared, const std::vector<std::string>& slots,
              const std::string& breakdown, const std::string& name, const Group& group,
              std::uint64_t min_cell) {
  auto row = shared;
  row.breakdown = breakdown;
  row.group = name;
  row.answered = group.answered;
  row.skipped = group.skipped;
  row.asked = std::max(shared.asked, group.answered + group.skipped);
  const bool is_overall = breakdown == "all";
  if (!is_overall) row.asked = group.answered + group.skipped;
  if (!is_overall && group.answered < min_cell) return;
  rows.push_back(row);
  rows.back().people = group.answered;
  for (const auto& cell : group.cells) rows.back().dots += cell.dots;
  for (std::size_t i = 0; i < slots.size() && i < group.cells.size(); ++i) {
    if (!is_overall && group.cells[i].people < min_cell) continue;
    row.alternative = slots[i];
    row.people = group.cells[i].people;
    row.dots = group.cells[i].dots;
    rows.push_back(row);
  }
}

}  // namespace

std::vector<SummaryRow> summary(const OpenedLedger& ledger, std::uint64_t min_cell) {
  std::vector<SummaryRow> rows;
  for (std::size_t d = 0; d < ledger.dialogues.size(); ++d) {
    const auto& dialogue = ledger.dialogues[d];
    for (std::size_t q = 0; q < dialogue.questions.size(); ++q) {
      const auto slots = slots_of(dialogue.questions[q]);
      Groups groups;
      groups[{"all", ""}].cells.resize(slots.size());
      for (const auto& answer : ledger.answers) {
        if (answer.dialogue != d || answer.record.question != q || answer.voided) continue;
        count(groups[{"all", ""}], answer.record.answer, slots.size());
        count(groups[{"language", dialogue.languages[answer.record.language].tag}], answer.record.answer,
              slots.size());
        count(groups[{"given", name_of(answer.record.given)}], answer.record.answer, slots.size());
      }
      SummaryRow shared{dialogue.id,
                        std::to_string(dialogue.version),
                        dialogue.questions[q].id,
                        name_of(dialogue.questions[q].kind),
                        "",
                        "",
                        "",
                        asked(ledger, d, q),
                        0,
                        0,
                        0,
                        0};
      for (const auto& [name, group] : groups)
        add_rows(rows, shared, slots, name.first, name.second, group, min_cell);
      Group paper;
      paper.cells.resize(slots.size());
      for (const auto& poster : ledger.posters) {
        if (poster.dialogue != d || poster.record.question != q) continue;
        paper.answered += poster.record.people;
        for (std::size_t i = 0; i < poster.record.dots.size() && i < slots.size(); ++i)
          paper.cells[i].dots += poster.record.dots[i];
      }
      const bool has_paper =
          std::any_of(paper.cells.begin(), paper.cells.end(), [](const auto& cell) { return cell.dots > 0; });
      shared.asked = 0;
      if (has_paper) add_rows(rows, shared, slots, "paper", "", paper, 0);
    }
  }
  return rows;
}

}  // namespace talt::receiver
