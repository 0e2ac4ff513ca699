// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <memory>
#include <nlohmann/json.hpp>

#include "app/commands/say.h"
#include "app/commands/talt_commands.h"
#include "platform/files.h"
#include "sync/device_identity.h"

namespace talt::commands {

namespace {

int status(const std::string& data, bool as_json) {
  std::string device;
  if (sync::is_enrolled(data)) {
    const auto identity = sync::read_identity(data);
    if (!identity) return failed(identity.error());
    device = platform::to_hex(identity->device);
  }
  sync::JournalStatus facts;
  if (platform::exists(data)) {
    const auto lock = platform::lock_folder(data);
    if (!lock) return failed(lock.error());
    auto read = sync::Journal::status_of(data);
    if (!read) return failed(read.error());
    facts = std::move(*read);
  }
  const auto run = facts.current ? platform::to_hex(facts.current->run) : "";
  const auto head = facts.current ? platform::to_hex(facts.current->head) : "";
  const nlohmann::ordered_json json{{"recorded", facts.recorded},
                                    {"receipted", facts.receipted},
                                    {"pending", facts.pending},
                                    {"run", run},
                                    {"head", head},
                                    {"device", device}};
  if (as_json)
    std::printf("%s\n", json.dump().c_str());
  else
    std::printf(
        "%llu recorded, %llu receipted, %llu to send\n", static_cast<unsigned long long>(facts.recorded),
        static_cast<unsigned long long>(facts.receipted), static_cast<unsigned long long>(facts.pending));
  for (const auto& warning : facts.warnings) std::fprintf(stderr, "talt: %s\n", warning.c_str());
  return 0;
}

}  // namespace

void add_status(CLI::App& app, int& exit_code) {
  struct Options {
    std::string data;
    bool json = false;
  };
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("status", "how far the journal and its receipts have come");
  command->add_option("--data", options->data, "the device's folder")->required();
  command->add_flag("--json", options->json, "as one JSON object");
  command->callback([options, &exit_code] { exit_code = status(options->data, options->json); });
}

}  // namespace talt::commands
