// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/export/export.h"

#include <algorithm>

#include "platform/files.h"
#include "sync/receiver/export/export_work.h"
#include "sync/receiver/walks/walk_accounts.h"

namespace talt::receiver {

using core::Result;

namespace {

Result<std::map<std::int64_t, RunNames>> run_names(Ledger& ledger) {
  const auto runs = ledger.runs();
  if (!runs) return runs.error();
  const auto devices = ledger.devices();
  if (!devices) return devices.error();
  std::map<std::int64_t, RunNames> names;
  for (const auto& run : *runs) {
    const auto device = std::find_if(devices->begin(), devices->end(),
                                     [&](const Device& known) { return known.id == run.device; });
    names[run.id] = {
        device == devices->end() ? platform::to_hex(run.device) : device->name, platform::to_hex(run.run),
        run.is_branch && run.disputed.empty() ? "other records under numbers that are taken" : run.disputed};
  }
  return names;
}

/// The same id and version in other words is another dialogue.
void remark_on_dialogues(const DialogueShelf& dialogues, ExportReport& report) {
  for (const auto& entry : dialogues.all())
    if (entry.version != std::to_string(entry.dialogue.version))
      report.remarks.push_back("the dialogue " + entry.dialogue.id + " came with version " +
                               std::to_string(entry.dialogue.version) +
                               " in other words as well: those answers have version " + entry.version);
}

Result<void> write(ExportWork& work) {
  switch (work.options.format) {
    case ExportFormat::Csv:
      return write_csv(work);
    case ExportFormat::GeoJson:
      return write_geojson(work);
    case ExportFormat::GeoPackage:
      return write_geopackage(work);
  }
  return {};
}

}  // namespace

Result<void> each_answer(ExportWork& work, const std::function<Result<void>(const TabledAnswer&)>& visit) {
  const auto total = work.reader.count_answers();
  if (!total) return total.error();
  std::uint64_t done = 0;
  return work.reader.answers([&](const TabledAnswer& answer) {
    done += answer.parts.size();
    work.progress(done, *total);
    return visit(answer);
  });
}

Result<ExportReport> export_to(const std::string& folder, const ExportOptions& options, Ledger& ledger,
                               Tables& tables, const platform::BoxKey& sealing_key, platform::Random& random,
                               const Progress& taking_in, const Progress& writing) {
  if (auto made = platform::make_folder(folder); !made) return made.error();
  auto closed = tables.catch_up(ledger, sealing_key, taking_in);
  if (!closed) return closed.error();
  auto runs = run_names(ledger);
  if (!runs) return runs.error();
  auto holes = ledger.holes();
  if (!holes) return holes.error();
  const auto walks = numbered_walks(tables, ledger);
  if (!walks) return walks.error();
  ExportReport report;
  const auto done = tables.read([&]() -> Result<void> {
    TableReader reader(tables.database());
    auto times = reader.times();
    if (!times) return times.error();
    ExportWork work{
        ExportFiles(folder),
        options,
        {tables.dialogues(), std::move(*runs), std::move(*times), Pseudonyms(random), options.audit},
        reader,
        std::move(*closed),
        std::move(*holes),
        random,
        writing,
        *walks};
    if (auto written = write(work); !written) return written;
    remark_on_dialogues(tables.dialogues(), work.report);
    report = std::move(work.report);
    return work.files.put_in_place();
  });
  if (!done) return done.error();
  return report;
}

}  // namespace talt::receiver
