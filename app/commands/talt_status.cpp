// SPDX-License-Identifier: EUPL-1.2
// `talt status`: how much is recorded and how much of it receipted, over all runs. Never begins a run; a new
// or half-born folder has zeros. Where a kiosk runs on the folder, that kiosk is asked.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "app/commands/say.h"
#include "app/commands/talt_beside_kiosk.h"
#include "app/commands/talt_commands.h"
#include "app/kiosk/control_answers.h"
#include "platform/files.h"
#include "sync/device_identity.h"
#include "sync/journal.h"

namespace talt::commands {

namespace {

constexpr std::int64_t answer_ms_max = 10'000;

int print(const std::string& json, bool as_json) {
  if (as_json) {
    fmt::print("{}\n", json);
    return 0;
  }
  const auto facts = kiosk::read_status(json);
  if (!facts) return failed(facts.error());
  fmt::print("{} recorded, {} receipted, {} to send\n", facts->recorded, facts->receipted, facts->pending);
  if (facts->attachments > 0)
    fmt::print("{} of {} attachments received\n", facts->attachments_received, facts->attachments);
  return 0;
}

int status(const std::string& folder, bool as_json) {
  if (!platform::exists(folder)) return print(kiosk::status_json({}, {}), as_json);
  auto holding = hold_or_ask(folder, "status", answer_ms_max);
  if (!holding) return failed(holding.error());
  if (holding->answer) return print(*holding->answer, as_json);
  const auto found = sync::Journal::status_of(folder);
  if (!found) return failed(found.error());
  sync::DeviceId device{};
  if (sync::is_enrolled(folder)) {
    const auto identity = sync::read_identity(folder);
    if (!identity) return failed(identity.error());
    device = identity->device;
  }
  for (const auto& warning : found->warnings) fmt::print(stderr, "talt: warning: {}\n", warning);
  return print(kiosk::status_json(*found, device), as_json);
}

}  // namespace

void add_status(CLI::App& app, int& exit_code) {
  struct Options {
    std::string data;
    bool as_json = false;
  };
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("status", "how far the journal and its receipts have come");
  command->add_option("--data", options->data, "the device's folder")->required();
  command->add_flag("--json", options->as_json, "as one JSON object");
  command->callback([options, &exit_code] { exit_code = status(options->data, options->as_json); });
}

}  // namespace talt::commands
