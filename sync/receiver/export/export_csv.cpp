// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/export/code_names.h"
#include "sync/receiver/export/csv.h"
#include "sync/receiver/export/export_work.h"
#include "sync/receiver/export/summary.h"

namespace talt::receiver {

using core::Result;

namespace {

Fields with_audit(Fields columns, bool is_audit, const Fields& audit = {"run", "number"}) {
  if (is_audit) columns.insert(columns.end(), audit.begin(), audit.end());
  return columns;
}

/// A file with its first line, and the way to the others.
struct CsvFile {
  static Result<CsvFile> begin(ExportWork& work, const std::string& name, const Fields& columns) {
    auto file = work.files.begin(name);
    if (!file) return file.error();
    if (auto written = (*file)->append(csv_line(columns)); !written) return written.error();
    return CsvFile{*file};
  }
  Result<void> put(const Fields& fields) const { return file->append(csv_line(fields)); }

  platform::NewFile* file;
};

Result<void> write_answers(ExportWork& work, Summary& summary) {
  const auto& columns = answer_columns(work.options.audit);
  auto disputed_columns = columns;
  disputed_columns.push_back("disputed");
  const auto answers = CsvFile::begin(work, "answers.csv", columns);
  if (!answers) return answers.error();
  const auto disputed = CsvFile::begin(work, "disputed.csv", disputed_columns);
  if (!disputed) return disputed.error();
  Ordered kept(work, [&](const std::string& line) { return answers->file->append(line); });
  Ordered apart(work, [&](const std::string& line) { return disputed->file->append(line); });
  auto read = each_answer(work, [&](const TabledAnswer& answer) -> Result<void> {
    summary.count(answer);
    for (auto& row : rows_of(answer, work.names)) {
      ++(answer.place.is_disputed ? work.report.disputed_rows : work.report.rows);
      if (answer.place.is_disputed) row.push_back(work.names.of_run(answer.place.run).disputed);
      if (auto put = (answer.place.is_disputed ? apart : kept).add(csv_line(row)); !put) return put;
    }
    return {};
  });
  if (!read) return read;
  if (auto done = kept.finish(); !done) return done;
  return apart.finish();
}

Fields visit_fields(const TabledVisit& visit, const Names& names) {
  const auto* dialogue = names.dialogues.dialogue(visit.dialogue);
  const auto& run = names.of_run(visit.place.run);
  Fields fields = {run.device,
                   names.pseudonyms.of(visit.visit),
                   names.time(visit.place, visit.time_s, visit.dialogue),
                   dialogue ? dialogue->id : "",
                   dialogue ? names.dialogues.all()[static_cast<std::size_t>(visit.dialogue)].version : "",
                   dialogue && visit.language >= 0
                       ? dialogue->languages[static_cast<std::size_t>(visit.language)].tag
                       : "",
                   name_of(visit.given),
                   visit.ending ? std::to_string(visit.shown) : "",
                   visit.ending ? name_of(*visit.ending) : "",
                   visit.flagged ? "1" : "0",
                   visit.flagged ? name_of(*visit.flagged) : "",
                   visit.place.is_disputed ? "1" : "0"};
  return with_audit(std::move(fields), names.is_audit, {run.run, std::to_string(visit.place.number)});
}

Result<void> write_visits(ExportWork& work, Summary& summary) {
  const auto visits = CsvFile::begin(work, "visits.csv",
                                     with_audit({"device", "visit", "time", "dialogue", "version", "language",
                                                 "given", "shown", "ending", "voided", "reason", "disputed"},
                                                work.options.audit));
  if (!visits) return visits.error();
  Ordered lines(work, [&](const std::string& line) { return visits->file->append(line); });
  auto read = work.reader.visits([&](const TabledVisit& visit) {
    summary.count(visit);
    return lines.add(csv_line(visit_fields(visit, work.names)));
  });
  return read ? lines.finish() : read;
}

Result<void> write_summary(ExportWork& work, const Summary& summary) {
  const auto file = CsvFile::begin(work, "summary.csv",
                                   {"dialogue", "version", "question", "kind", "breakdown", "group",
                                    "alternative", "asked", "answered", "skipped", "people", "dots"});
  if (!file) return file.error();
  for (const auto& row : summary.rows(work.options.min_cell))
    if (auto put = file->put({row.dialogue, row.version, row.question, row.kind, row.breakdown, row.group,
                              row.alternative, row.asked, row.answered, row.skipped, row.people, row.dots});
        !put)
      return put;
  return {};
}

Result<void> write_notes(ExportWork& work) {
  const auto file = CsvFile::begin(
      work, "notes.csv",
      with_audit({"device", "time", "act", "weather", "event", "staff", "note"}, work.options.audit));
  if (!file) return file.error();
  const auto notes = work.reader.notes();
  if (!notes) return notes.error();
  for (const auto& one : *notes) {
    const auto& run = work.names.of_run(one.place.run);
    const auto put =
        file->put(with_audit({run.device, work.names.time(one.place, one.note.time, one.dialogue),
                              one.act ? name_of(*one.act) : "note", one.note.weather, one.note.event,
                              one.note.staff, one.note.note},
                             work.options.audit, {run.run, std::to_string(one.place.number)}));
    if (!put) return put;
  }
  return {};
}

/// Exact times can name a person: only an audit has them.
Result<void> write_clocks(ExportWork& work) {
  if (!work.options.audit) return work.files.remove_earlier("clocks.csv"), Result<void>();
  const auto file =
      CsvFile::begin(work, "clocks.csv", {"device", "boot", "boot_ms", "wall_ms", "source", "run", "number"});
  if (!file) return file.error();
  const auto clocks = work.reader.clocks();
  if (!clocks) return clocks.error();
  for (const auto& one : *clocks) {
    const auto& run = work.names.of_run(one.place.run);
    const auto put = file->put({run.device, platform::to_hex(one.clock.boot),
                                std::to_string(one.clock.boot_ms), std::to_string(one.clock.wall_ms),
                                name_of(one.clock.source), run.run, std::to_string(one.place.number)});
    if (!put) return put;
  }
  return {};
}

Result<void> write_unreadable(ExportWork& work) {
  const auto file = CsvFile::begin(work, "unreadable.csv", {"device", "run", "first", "last", "why"});
  if (!file) return file.error();
  const auto put = [&](std::int64_t id, std::uint64_t first, std::uint64_t last, const std::string& why) {
    const auto& run = work.names.of_run(id);
    return file->put({run.device, run.run, std::to_string(first), std::to_string(last), why});
  };
  for (const auto& run : work.closed_runs) {
    if (run.through < run.first) continue;
    work.report.unreadable_records += run.through + 1 - run.first;
    if (auto done = put(run.id, run.first, run.through, "it was not sealed to the sealing key that is here");
        !done)
      return done;
  }
  for (const auto& hole : work.holes) {
    work.report.missing_records += hole.last + 1 - hole.first;
    if (auto done = put(hole.run, hole.first, hole.last, "missing: " + hole.why); !done) return done;
  }
  return work.reader.unreadable([&](const UnreadableRecords& records) {
    work.report.unreadable_records += records.last + 1 - records.place.number;
    return put(records.place.run, records.place.number, records.last, records.why);
  });
}

}  // namespace

Result<void> write_csv(ExportWork& work) {
  Summary summary(work.names.dialogues);
  if (auto done = write_answers(work, summary); !done) return done;
  if (auto done = write_visits(work, summary); !done) return done;
  if (auto done = write_summary(work, summary); !done) return done;
  if (auto done = write_codebook(work); !done) return done;
  if (auto done = write_notes(work); !done) return done;
  if (auto done = write_clocks(work); !done) return done;
  if (auto done = write_observations_csv(work); !done) return done;
  return write_unreadable(work);
}

}  // namespace talt::receiver
