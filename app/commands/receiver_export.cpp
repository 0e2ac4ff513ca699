// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <memory>

#include "app/commands/receiver_commands.h"
#include "app/commands/say.h"
#include "platform/clock.h"
#include "sync/receiver/export.h"

namespace talt::commands {

namespace {

struct Options {
  std::string data, format, out;
  receiver::ExportOptions how;
};

/// Says how far a long run is, once a second, on standard error.
receiver::Progress progress_line(platform::Clock& clock) {
  return [&clock, next = clock.steady_ms() + 1000](std::uint64_t done, std::uint64_t total) mutable {
    constexpr std::uint64_t look_every = 1024;
    if (done % look_every != 0 || clock.steady_ms() < next) return;
    next = clock.steady_ms() + 1000;
    std::fprintf(stderr, "opened %llu of %llu records\n", static_cast<unsigned long long>(done),
                 static_cast<unsigned long long>(total));
  };
}

int run_export(const Options& options) {
  const auto municipality = receiver::read_municipality(options.data);
  if (!municipality) return failed(municipality.error());
  const auto ledger = receiver::Ledger::open(municipality->database);
  if (!ledger) return failed(ledger.error());
  const auto clock = platform::open_system_clock();
  const auto opened = receiver::open_ledger(**ledger, *municipality, progress_line(*clock));
  if (!opened) return failed(opened.error());
  const auto random = platform::open_system_random();
  const auto written = options.format == "csv"
                           ? receiver::export_csv(*opened, options.out, options.how, *random)
                           : receiver::export_geojson(*opened, options.out, options.how, *random);
  if (!written) return failed(written.error());
  if (!opened->unreadable.empty())
    std::fprintf(stderr, "talt: %zu records could not be read: they are listed in unreadable.csv\n",
                 opened->unreadable.size());
  return 0;
}

}  // namespace

void add_receiver_export(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("export", "writes tables: answers, visits, summary and codebook, or pins");
  command->add_option("--data", options->data, "the municipality's folder")->required();
  command->add_option("--format", options->format, "csv or geojson")
      ->required()
      ->check(CLI::IsMember({"csv", "geojson"}));
  command->add_option("--out", options->out, "the folder to write to")->required();
  command->add_option("--min-cell", options->how.min_cell, "breakdowns leave out cells with fewer people")
      ->capture_default_str();
  command->add_flag("--audit", options->how.audit, "adds run and number, in the ledger's order");
  command->callback([options, &exit_code] { exit_code = run_export(*options); });
}

}  // namespace talt::commands
