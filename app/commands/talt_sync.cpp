// SPDX-License-Identifier: EUPL-1.2
// `talt sync`: one attempt to send what is not receipted. Never begins a run. Where a kiosk runs on the
// folder, that kiosk makes the attempt.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "app/commands/say.h"
#include "app/commands/talt_commands.h"
#include "app/kiosk/control_answers.h"
#include "platform/files.h"

namespace talt::commands {

namespace {

constexpr std::int64_t answer_ms_max = 30 * 60'000;  // a day's records over a slow line

int sync_by_the_kiosk(const std::string& folder, const core::Error& locked) {
  const auto answer = platform::ask_control(folder, "sync", answer_ms_max);
  if (!answer) return failed(locked);
  const auto done = kiosk::read_sync_answer(*answer);
  return done ? 0 : failed(done.error());
}

int sync_here(const std::string& folder) {
  const auto identity = sync::read_identity(folder);
  if (!identity) return failed(identity.error());
  const auto lock = platform::lock_folder(folder);
  if (!lock) return sync_by_the_kiosk(folder, lock.error());
  const auto random = platform::open_system_random();
  const auto journal = sync::Journal::open(folder, identity->for_journal(), *random);
  if (!journal) return failed(journal.error());
  const auto client = platform::open_http_client({identity->ca_pem});
  if (!client) return failed(client.error());
  const auto outcome = sync::Uploader(**journal, **client, *identity, *random).attempt({});
  const auto status = (*journal)->status();
  for (const auto& warning : status.warnings) fmt::print(stderr, "talt: warning: {}\n", warning);
  if (outcome.trouble != core::SyncTrouble::None) return failed(kiosk::unsent(outcome.detail));
  fmt::print("{} of {} records receipted\n", status.receipted, status.recorded);
  return 0;
}

}  // namespace

void add_sync(CLI::App& app, int& exit_code) {
  const auto folder = std::make_shared<std::string>();
  auto* command = app.add_subcommand("sync", "one attempt to send; exit 0 when everything is receipted");
  command->add_option("--data", *folder, "the kiosk's data folder")->required();
  command->callback([folder, &exit_code] { exit_code = sync_here(*folder); });
}

}  // namespace talt::commands
