// SPDX-License-Identifier: EUPL-1.2
// `talt status`: how much is recorded and how much of it receipted, over all runs. Never begins a run; a new
// or half-born folder has zeros. Where a kiosk runs on the folder, that kiosk is asked.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "app/commands/say.h"
#include "app/commands/talt_commands.h"
#include "app/kiosk/control_answers.h"
#include "platform/files.h"
#include "sync/device_identity.h"
#include "sync/journal.h"

namespace talt::commands {

namespace {

constexpr std::int64_t answer_ms_max = 10'000;

int print_json(const std::string& line) {
  fmt::print("{}\n", line);
  return 0;
}

void print_for_people(const sync::JournalStatus& status, const std::string& device) {
  fmt::print("device:    {}\nrecorded:  {}\nreceipted: {}\npending:   {}\n",
             device.empty() ? "not enrolled" : device, status.recorded, status.receipted, status.pending);
  if (status.current)
    fmt::print("run:       {}\nhead:      {}\n", platform::to_hex(status.current->run),
               platform::to_hex(status.current->head));
  for (const auto& warning : status.warnings) fmt::print("warning:   {}\n", warning);
}

int status(const std::string& folder, bool as_json) {
  if (!platform::exists(folder)) {
    if (as_json) return print_json(kiosk::status_json({}, {}));
    return print_for_people({}, ""), 0;
  }
  const auto lock = platform::lock_folder(folder);
  if (!lock) {
    const auto answer = platform::ask_control(folder, "status", answer_ms_max);
    return answer ? print_json(*answer) : failed(lock.error());
  }
  const auto found = sync::Journal::status_of(folder);
  if (!found) return failed(found.error());
  sync::DeviceIdentity identity;
  if (sync::is_enrolled(folder)) {
    auto read = sync::read_identity(folder);
    if (!read) return failed(read.error());
    identity = std::move(*read);
  }
  if (as_json) return print_json(kiosk::status_json(*found, identity.device));
  print_for_people(*found, identity.device_name);
  return 0;
}

}  // namespace

void add_status(CLI::App& app, int& exit_code) {
  struct Options {
    std::string data;
    bool as_json = false;
  };
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("status", "how much is recorded, and how much of it receipted");
  command->add_option("--data", options->data, "the kiosk's data folder")->required();
  command->add_flag("--json", options->as_json, "one JSON object on one line");
  command->callback([options, &exit_code] { exit_code = status(options->data, options->as_json); });
}

}  // namespace talt::commands
