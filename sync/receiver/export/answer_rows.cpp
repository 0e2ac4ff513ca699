// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/export/answer_rows.h"

#include "app/core/shown_order.h"
#include "sync/receiver/export/code_names.h"

namespace talt::receiver {

namespace {

platform::Secret drawn_key(platform::Random& random) {
  platform::Secret key(32);
  random.fill(key.bytes());
  return key;
}

template <class Thing>
std::string id_of(const std::vector<Thing>& things, std::int64_t index) {
  return index >= 0 && static_cast<std::size_t>(index) < things.size()
             ? things[static_cast<std::size_t>(index)].id
             : std::string();
}

std::string shown_order_text(const core::Question& question, const TabledAnswer& answer) {
  if (!question.shuffle || question.alternatives.empty() || answer.is_poster()) return {};
  std::string text;
  for (const auto at : core::shown_order(answer.visit, answer.question, question.alternatives.size()))
    text += (text.empty() ? "" : " ") + question.alternatives[at].id;
  return text;
}

}  // namespace

Pseudonyms::Pseudonyms(platform::Random& random) : key_(drawn_key(random)) {}

std::string Pseudonyms::of(const core::VisitId& visit) const {
  constexpr std::size_t bytes = 8;  // of a million visits two are one by a chance of 1 in 40 million
  const auto named = platform::commitment(key_, core::as_text(visit));
  return platform::to_hex(core::ByteView(named).first(bytes));
}

const RunNames& Names::of_run(std::int64_t run) const {
  static const RunNames none;
  const auto found = runs.find(run);
  return found == runs.end() ? none : found->second;
}

std::string Names::time(const Place& place, std::int64_t time_s, std::int64_t dialogue) const {
  const auto* of = dialogues.dialogue(dialogue);
  return time_text(
      times.of(place.run, place.number, time_s, of != nullptr ? of->time_grain : core::TimeGrain::Hour));
}

const Fields& answer_columns(bool is_audit) {
  static const Fields plain = {"device",   "visit",   "time",        "dialogue", "version",
                               "question", "kind",    "language",    "given",    "alternative",
                               "value",    "text",    "category",    "lat",      "lon",
                               "place",    "comment", "shown_order", "voided"};
  static const Fields audit = [] {
    auto columns = plain;
    columns.insert(columns.end(), {"run", "number"});
    return columns;
  }();
  return is_audit ? audit : plain;
}

std::vector<Fields> rows_of(const TabledAnswer& answer, const Names& names) {
  const auto* dialogue = names.dialogues.dialogue(answer.dialogue);
  if (answer.is_skip || dialogue == nullptr || answer.question >= dialogue->questions.size()) return {};
  const auto& question = dialogue->questions[answer.question];
  const auto& run = names.of_run(answer.place.run);
  const bool is_text = question.kind == core::QuestionKind::Text;
  const bool is_pin = question.kind == core::QuestionKind::Pin;
  const auto language = answer.is_poster()
                            ? std::string()
                            : dialogue->languages.at(static_cast<std::size_t>(answer.language)).tag;
  const Fields shared = {run.device,
                         names.pseudonyms.of(answer.visit),
                         names.time(answer.place, answer.time_s, answer.dialogue),
                         dialogue->id,
                         names.dialogues.all()[static_cast<std::size_t>(answer.dialogue)].version,
                         question.id,
                         name_of(question.kind),
                         language,
                         name_of(answer.given)};
  const auto order = shown_order_text(question, answer);
  std::vector<Fields> rows;
  for (const auto& part : answer.parts) {
    auto& row = rows.emplace_back(shared);
    row.insert(row.end(), {id_of(question.alternatives, part.alternative),
                           part.value >= 0 ? std::to_string(part.value) : "", is_text ? part.words : "",
                           id_of(question.categories, part.category), is_pin ? degrees_text(part.lat) : "",
                           is_pin ? degrees_text(part.lon) : "", id_of(question.places, part.place),
                           is_pin ? part.words : "", order, answer.is_void ? "1" : "0"});
    if (names.is_audit) row.insert(row.end(), {run.run, std::to_string(answer.place.number)});
  }
  return rows;
}

}  // namespace talt::receiver
