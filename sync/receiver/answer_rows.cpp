// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/answer_rows.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

#include "app/core/shown_order.h"

namespace talt::receiver {

namespace {

std::string shown_order_text(const core::Question& question, const core::VisitId& visit, std::size_t index) {
  if (!question.shuffle || question.alternatives.empty()) return {};
  std::string text;
  for (const auto place : core::shown_order(visit, index, question.alternatives.size()))
    text += (text.empty() ? "" : " ") + question.alternatives[place].id;
  return text;
}

/// Adds the rows of one answer to `rows`, each a copy of what they share.
struct RowsOf {
  const AnswerRow& shared;
  const core::Question& question;
  std::vector<AnswerRow>& rows;

  AnswerRow& add() const { return rows.emplace_back(shared); }

  void operator()(const core::Skipped&) const {}
  void operator()(const core::DotsAnswer& answer) const {
    for (std::size_t i = 0; i < answer.dots.size() && i < question.alternatives.size(); ++i) {
      if (answer.dots[i] == 0) continue;
      auto& row = add();
      row.alternative = question.alternatives[i].id;
      row.value = std::to_string(answer.dots[i]);
    }
  }
  void operator()(const core::ChoiceAnswer& answer) const {
    for (std::size_t i = 0; i < answer.chosen.size() && i < question.alternatives.size(); ++i) {
      if (!answer.chosen[i]) continue;
      auto& row = add();
      row.alternative = question.alternatives[i].id;
      row.value = "1";
    }
  }
  void operator()(const core::ScaleAnswer& answer) const { add().value = std::to_string(answer.step); }
  void operator()(const core::TextAnswer& answer) const { add().text = answer.text; }
  void operator()(const core::PinAnswer& answer) const {
    for (const auto& pin : answer.pins) {
      auto& row = add();
      row.lat = fmt::format("{:.7f}", pin.lat);
      row.lon = fmt::format("{:.7f}", pin.lon);
      if (pin.category && *pin.category < question.categories.size())
        row.category = question.categories[*pin.category].id;
      if (pin.place && *pin.place < question.places.size()) row.place = question.places[*pin.place].id;
      row.comment = pin.comment;
    }
  }
};

AnswerRow shared_row(const core::Dialogue& dialogue, const core::Question& question, const Source& source,
                     const ExportOptions& options) {
  AnswerRow row;
  row.device = source.device;
  row.dialogue = dialogue.id;
  row.version = std::to_string(dialogue.version);
  row.question = question.id;
  row.kind = name_of(question.kind);
  row.voided = "0";
  if (options.audit) {
    row.run = platform::to_hex(source.run);
    row.number = std::to_string(source.number);
  }
  return row;
}

void shuffle(std::vector<AnswerRow>& rows, platform::Random& random) {
  for (std::size_t i = rows.size(); i > 1; --i) {
    std::array<std::uint8_t, 8> dice{};
    random.fill(dice);
    std::uint64_t value = 0;
    for (const auto byte : dice) value = value << 8 | byte;
    std::swap(rows[i - 1], rows[value % i]);
  }
}

}  // namespace

std::string name_of(core::QuestionKind kind) {
  switch (kind) {
    case core::QuestionKind::Dots:
      return "dots";
    case core::QuestionKind::Choice:
      return "choice";
    case core::QuestionKind::Scale:
      return "scale";
    case core::QuestionKind::Text:
      return "text";
    case core::QuestionKind::Pin:
      return "pin";
  }
  return {};
}

std::string name_of(core::Given given) {
  switch (given) {
    case core::Given::Self:
      return "self";
    case core::Given::Assisted:
      return "assisted";
    case core::Given::Staff:
      return "staff";
    case core::Given::Paper:
      return "paper";
    case core::Given::Child:
      return "child";
    case core::Given::Practice:
      return "practice";
  }
  return {};
}

std::string time_text(std::int64_t seconds) {
  constexpr std::int64_t year_9999 = 253402300799;
  if (seconds <= 0 || seconds > year_9999) return {};
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

std::string Pseudonyms::of(const core::VisitId& visit) {
  auto& name = known_[visit];
  if (name.empty()) {
    std::array<std::uint8_t, 6> dice{};
    random_.fill(dice);
    name = platform::to_hex(dice);
  }
  return name;
}

std::vector<AnswerRow> answer_rows(const OpenedLedger& ledger, const ExportOptions& options,
                                   Pseudonyms& pseudonyms, platform::Random& random) {
  std::vector<AnswerRow> rows;
  for (const auto& answer : ledger.answers) {
    const auto& dialogue = ledger.dialogues[answer.dialogue];
    const auto& question = dialogue.questions[answer.record.question];
    auto row = shared_row(dialogue, question, answer.source, options);
    row.visit = pseudonyms.of(answer.record.visit);
    row.time = time_text(answer.record.time);
    row.language = dialogue.languages[answer.record.language].tag;
    row.given = name_of(answer.record.given);
    row.shown_order = shown_order_text(question, answer.record.visit, answer.record.question);
    row.voided = answer.voided ? "1" : "0";
    std::visit(RowsOf{row, question, rows}, answer.record.answer);
  }
  for (const auto& poster : ledger.posters) {
    const auto& question = ledger.dialogues[poster.dialogue].questions[poster.record.question];
    auto row = shared_row(ledger.dialogues[poster.dialogue], question, poster.source, options);
    row.visit = pseudonyms.of(poster.record.visit);
    row.time = time_text(poster.record.time);
    row.given = name_of(core::Given::Paper);
    RowsOf{row, question, rows}(core::DotsAnswer{poster.record.dots});
  }
  if (!options.audit) shuffle(rows, random);
  return rows;
}

}  // namespace talt::receiver
