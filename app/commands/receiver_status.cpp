// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <memory>

#include "app/commands/receiver_commands.h"
#include "app/commands/say.h"
#include "sync/receiver/ledger.h"
#include "sync/receiver/municipality.h"

namespace talt::commands {

namespace {

int status(const std::string& data) {
  const auto municipality = receiver::read_municipality(data);
  if (!municipality) return failed(municipality.error());
  const auto ledger = receiver::Ledger::open(municipality->database);
  if (!ledger) return failed(ledger.error());
  const auto devices = (*ledger)->devices();
  const auto runs = (*ledger)->runs();
  const auto records = (*ledger)->count_records();
  for (const auto* error : {devices ? nullptr : &devices.error(), runs ? nullptr : &runs.error(),
                            records ? nullptr : &records.error()})
    if (error != nullptr) return failed(*error);
  std::printf("%s: %zu devices, %zu runs, %llu records\n", municipality->name.c_str(), devices->size(),
              runs->size(), static_cast<unsigned long long>(*records));
  for (const auto& run : *runs)
    if (!run.disputed.empty())
      std::printf("disputed: run %s: %s\n", platform::to_hex(run.run).c_str(), run.disputed.c_str());
  return 0;
}

}  // namespace

void add_receiver_status(CLI::App& app, int& exit_code) {
  const auto data = std::make_shared<std::string>();
  auto* command = app.add_subcommand("status", "devices, runs, records and what is disputed");
  command->add_option("--data", *data, "the municipality's folder")->required();
  command->callback([data, &exit_code] { exit_code = status(*data); });
}

}  // namespace talt::commands
