// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <memory>

#include "app/commands/progress_line.h"
#include "app/commands/receiver_commands.h"
#include "app/commands/receiver_opening.h"
#include "app/commands/say.h"
#include "sync/receiver/export/export.h"

namespace talt::commands {

namespace {

struct Options {
  std::string data, format, out;
  receiver::ExportOptions how;
};

receiver::ExportFormat format_of(const std::string& name) {
  if (name == "geojson") return receiver::ExportFormat::GeoJson;
  return name == "gpkg" ? receiver::ExportFormat::GeoPackage : receiver::ExportFormat::Csv;
}

void tell(const receiver::ExportReport& report, const std::string& out) {
  std::printf("%llu rows are in %s\n", static_cast<unsigned long long>(report.rows), out.c_str());
  if (report.observations > 0)
    std::printf("%llu observations of walks are there too\n",
                static_cast<unsigned long long>(report.observations));
  for (const auto& remark : report.remarks) std::fprintf(stderr, "talt: %s\n", remark.c_str());
  const auto say = [](std::uint64_t count, const char* what) {
    if (count > 0) std::fprintf(stderr, "talt: %llu %s\n", static_cast<unsigned long long>(count), what);
  };
  say(report.disputed_rows, "rows are disputed: they count nowhere and stand apart");
  say(report.unreadable_records, "records could not be read: unreadable.csv lists them");
  say(report.missing_records, "records never came: unreadable.csv lists them");
}

int run_export(const Options& options) {
  const auto town = open_receiver(options.data);
  if (!town) return failed(town.error());
  if (!town->municipality.sealing_key)
    return failed({"cannot open the answers", "the sealing key is not on this machine",
                   "put sealing.key into " + options.data + " for as long as the export takes"});
  const auto tables = receiver::Tables::open(town->municipality.database);
  if (!tables) return failed(tables.error());
  const auto clock = platform::open_system_clock();
  const auto random = platform::open_system_random();
  const auto report = receiver::export_to(
      options.out, options.how, *town->ledger, **tables, *town->municipality.sealing_key, *random,
      progress_line(*clock, "opened", "records"), progress_line(*clock, "wrote", "rows"));
  if (!report) return failed(report.error());
  tell(*report, options.out);
  return 0;
}

}  // namespace

void add_receiver_export(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("export", "writes tables: answers, visits, summary and codebook, or pins for a map");
  command->add_option("--data", options->data, "the municipality's folder")->required();
  command->add_option("--format", options->format, "csv, geojson or gpkg")
      ->required()
      ->check(CLI::IsMember({"csv", "geojson", "gpkg"}));
  command->add_option("--out", options->out, "the folder to write to; it may exist")->required();
  command->add_option("--min-cell", options->how.min_cell, "breakdowns leave out cells with fewer people")
      ->check(CLI::Range(0, 1'000'000))
      ->capture_default_str();
  command->add_flag("--audit", options->how.audit, "adds run and number, in the ledger's order");
  command->callback([options, &exit_code] {
    options->how.format = format_of(options->format);
    exit_code = run_export(*options);
  });
}

}  // namespace talt::commands
