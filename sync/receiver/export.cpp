// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/export.h"

#include <nlohmann/json.hpp>

#include "platform/files.h"
#include "sync/receiver/answer_rows.h"
#include "sync/receiver/summary.h"

namespace talt::receiver {

using core::Result;

namespace {

/// RFC 4180: a field with a comma, a quote or a line break stands in quotes, a quote is doubled; lines end in
/// CRLF.
class Csv {
 public:
  void row(const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (i > 0) text_ += ',';
      put(fields[i]);
    }
    text_ += "\r\n";
  }
  Result<void> write(const std::string& path) const {
    return platform::write_file_durably(path, core::as_bytes(text_));
  }

 private:
  void put(const std::string& field) {
    if (field.find_first_of(",\"\r\n") == std::string::npos) {
      text_ += field;
      return;
    }
    text_ += '"';
    for (const char c : field) text_ += c == '"' ? std::string("\"\"") : std::string(1, c);
    text_ += '"';
  }
  std::string text_;
};

const std::vector<std::string> answer_columns = {
    "device",   "visit", "time",        "dialogue",    "version", "question", "kind",
    "language", "given", "alternative", "value",       "text",    "category", "lat",
    "lon",      "place", "comment",     "shown_order", "voided"};

std::vector<std::string> fields_of(const AnswerRow& row, bool audit) {
  std::vector<std::string> fields = {
      row.device,   row.visit, row.time,        row.dialogue,    row.version, row.question, row.kind,
      row.language, row.given, row.alternative, row.value,       row.text,    row.category, row.lat,
      row.lon,      row.place, row.comment,     row.shown_order, row.voided};
  if (audit) fields.insert(fields.end(), {row.run, row.number});
  return fields;
}

Result<void> write_answers(const OpenedLedger& ledger, const std::string& folder,
                           const ExportOptions& options, Pseudonyms& pseudonyms, platform::Random& random) {
  Csv csv;
  auto columns = answer_columns;
  if (options.audit) columns.insert(columns.end(), {"run", "number"});
  csv.row(columns);
  for (const auto& row : answer_rows(ledger, options, pseudonyms, random))
    csv.row(fields_of(row, options.audit));
  return csv.write(folder + "/answers.csv");
}

std::string ending_of(const OpenedVisit& visit) {
  if (!visit.end) return "";
  switch (visit.end->how) {
    case core::Ending::Done:
      return "done";
    case core::Ending::Left:
      return "left";
    case core::Ending::Idle:
      return "idle";
  }
  return "";
}

std::string void_of(const OpenedVisit& visit) {
  if (!visit.voided) return "";
  return *visit.voided == core::VoidReason::Test   ? "test"
         : *visit.voided == core::VoidReason::Joke ? "joke"
                                                   : "changed";
}

Result<void> write_visits(const OpenedLedger& ledger, const std::string& folder, Pseudonyms& pseudonyms) {
  Csv csv;
  csv.row(
      {"device", "visit", "time", "dialogue", "version", "language", "given", "shown", "ending", "voided"});
  std::map<std::string, std::vector<std::string>> shuffled;  // by pseudonym, which is random
  for (const auto& visit : ledger.visits) {
    if (visit.dialogue >= ledger.dialogues.size()) continue;
    const auto& dialogue = ledger.dialogues[visit.dialogue];
    const auto language =
        visit.begin.language < dialogue.languages.size() ? dialogue.languages[visit.begin.language].tag : "";
    const auto name = pseudonyms.of(visit.begin.visit);
    shuffled[name] = {visit.source.device,
                      name,
                      time_text(visit.begin.time),
                      dialogue.id,
                      std::to_string(dialogue.version),
                      language,
                      name_of(visit.begin.given),
                      visit.end ? std::to_string(visit.end->shown) : "",
                      ending_of(visit),
                      void_of(visit)};
  }
  for (const auto& [name, fields] : shuffled) csv.row(fields);
  return csv.write(folder + "/visits.csv");
}

Result<void> write_summary(const OpenedLedger& ledger, const std::string& folder, std::uint32_t min_cell) {
  Csv csv;
  csv.row({"dialogue", "version", "question", "kind", "breakdown", "group", "alternative", "asked",
           "answered", "skipped", "people", "dots"});
  for (const auto& row : summary(ledger, min_cell))
    csv.row({row.dialogue, row.version, row.question, row.kind, row.breakdown, row.group, row.alternative,
             std::to_string(row.asked), std::to_string(row.answered), std::to_string(row.skipped),
             std::to_string(row.people), std::to_string(row.dots)});
  return csv.write(folder + "/summary.csv");
}

void describe_columns(Csv& csv) {
  const std::vector<std::pair<const char*, const char*>> columns = {
      {"device", "the kiosk's name at enrolment"},
      {"visit", "one person's turn; a name made for this export alone"},
      {"time", "UTC, rounded down to the dialogue's grain; empty where not known"},
      {"dialogue", "the dialogue's id"},
      {"version", "the dialogue's version"},
      {"question", "the question's id"},
      {"kind", "dots, choice, scale, text or pin"},
      {"language", "the language the visit was held in (BCP 47)"},
      {"given", "self, assisted, staff, paper, child or practice"},
      {"alternative", "what was chosen, by id"},
      {"value", "dots on the alternative; 1 for a choice; the step of a scale"},
      {"text", "what was written, verbatim: a spreadsheet may take a text that begins with = for a formula"},
      {"category", "the pin's category, by id"},
      {"lat", "degrees, WGS 84"},
      {"lon", "degrees, WGS 84"},
      {"place", "the named place that was chosen, by id"},
      {"comment", "what was written to the pin, verbatim"},
      {"shown_order", "the order in which the alternatives were shown, by id"},
      {"voided", "1 where the answer was changed later or the visit flagged as a test or a joke"}};
  for (const auto& [column, meaning] : columns) csv.row({"column", "", column, "en", meaning});
}

void describe_text(Csv& csv, const core::Dialogue& dialogue, const std::string& what, const std::string& code,
                   const core::Text& text) {
  for (std::size_t i = 0; i < dialogue.languages.size(); ++i)
    if (text.has(i)) csv.row({what, dialogue.id, code, dialogue.languages[i].tag, std::string(text.in(i))});
}

Result<void> write_codebook(const OpenedLedger& ledger, const std::string& folder) {
  Csv csv;
  csv.row({"what", "dialogue", "code", "language", "text"});
  describe_columns(csv);
  for (const auto& dialogue : ledger.dialogues) {
    describe_text(csv, dialogue, "dialogue", dialogue.id, dialogue.title);
    for (const auto& question : dialogue.questions) {
      describe_text(csv, dialogue, "question", question.id, question.title);
      for (const auto& alternative : question.alternatives)
        describe_text(csv, dialogue, "alternative", question.id + "/" + alternative.id, alternative.title);
      for (const auto& category : question.categories)
        describe_text(csv, dialogue, "category", question.id + "/" + category.id, category.title);
      for (const auto& place : question.places)
        describe_text(csv, dialogue, "place", question.id + "/" + place.id, place.title);
      describe_text(csv, dialogue, "scale", question.id + "/1", question.low);
      describe_text(csv, dialogue, "scale", question.id + "/" + std::to_string(question.steps),
                    question.high);
    }
  }
  return csv.write(folder + "/codebook.csv");
}

Result<void> write_unreadable(const OpenedLedger& ledger, const std::string& folder) {
  if (ledger.unreadable.empty()) return {};
  Csv csv;
  csv.row({"device", "run", "number", "why"});
  for (const auto& one : ledger.unreadable)
    csv.row(
        {one.source.device, platform::to_hex(one.source.run), std::to_string(one.source.number), one.why});
  return csv.write(folder + "/unreadable.csv");
}

Result<void> write_notes(const OpenedLedger& ledger, const std::string& folder) {
  if (ledger.notes.empty()) return {};
  Csv csv;
  csv.row({"device", "time", "weather", "event", "staff", "note"});
  for (const auto& one : ledger.notes)
    csv.row({one.source.device, time_text(one.note.time), one.note.weather, one.note.event, one.note.staff,
             one.note.note});
  return csv.write(folder + "/notes.csv");
}

}  // namespace

Result<void> export_csv(const OpenedLedger& ledger, const std::string& folder, const ExportOptions& options,
                        platform::Random& random) {
  if (auto made = platform::make_folder(folder); !made) return made;
  Pseudonyms pseudonyms(random);  // one for both tables: a visit's answers must find their visit
  if (auto written = write_answers(ledger, folder, options, pseudonyms, random); !written) return written;
  if (auto written = write_visits(ledger, folder, pseudonyms); !written) return written;
  if (auto written = write_summary(ledger, folder, options.min_cell); !written) return written;
  if (auto written = write_codebook(ledger, folder); !written) return written;
  if (auto written = write_notes(ledger, folder); !written) return written;
  return write_unreadable(ledger, folder);
}

Result<void> export_geojson(const OpenedLedger& ledger, const std::string& folder,
                            const ExportOptions& options, platform::Random& random) {
  if (auto made = platform::make_folder(folder); !made) return made;
  Pseudonyms pseudonyms(random);
  auto features = nlohmann::ordered_json::array();
  for (const auto& row : answer_rows(ledger, options, pseudonyms, random)) {
    if (row.lat.empty()) continue;
    nlohmann::ordered_json properties;
    const auto fields = fields_of(row, options.audit);
    auto columns = answer_columns;
    if (options.audit) columns.insert(columns.end(), {"run", "number"});
    for (std::size_t i = 0; i < columns.size(); ++i) properties[columns[i]] = fields[i];
    features.push_back(
        {{"type", "Feature"},
         {"geometry", {{"type", "Point"}, {"coordinates", {std::stod(row.lon), std::stod(row.lat)}}}},
         {"properties", properties}});
    features.back()["geometry"]["coordinates"] = {std::stod(row.lon), std::stod(row.lat)};
  }
  const nlohmann::ordered_json all{{"type", "FeatureCollection"}, {"name", "pins"}, {"features", features}};
  const auto text = all.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  return platform::write_file_durably(folder + "/pins.geojson", core::as_bytes(text));
}

}  // namespace talt::receiver
