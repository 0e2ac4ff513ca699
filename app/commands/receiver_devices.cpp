// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <memory>

#include "app/commands/receiver_commands.h"
#include "app/commands/say.h"
#include "sync/receiver/ledger.h"
#include "sync/receiver/municipality.h"

namespace talt::commands {

namespace {

int list(const std::string& data) {
  const auto municipality = receiver::read_municipality(data);
  if (!municipality) return failed(municipality.error());
  const auto ledger = receiver::Ledger::open(municipality->database);
  if (!ledger) return failed(ledger.error());
  const auto devices = (*ledger)->devices();
  if (!devices) return failed(devices.error());
  for (const auto& device : *devices)
    std::printf("%s  %s  %s\n", platform::to_hex(device.id).c_str(),
                device.key ? sync::fingerprint(*device.key).c_str() : "not enrolled yet",
                device.name.c_str());
  return 0;
}

}  // namespace

void add_receiver_devices(CLI::App& app, int& exit_code) {
  const auto data = std::make_shared<std::string>();
  auto* command = app.add_subcommand("devices", "lists the kiosks with their fingerprints");
  command->add_option("--data", *data, "the municipality's folder")->required();
  command->callback([data, &exit_code] { exit_code = list(*data); });
}

}  // namespace talt::commands
