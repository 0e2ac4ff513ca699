// SPDX-License-Identifier: EUPL-1.2
// `talt sync`: one attempt to send what is not receipted. Never begins a run. Where a kiosk runs on the
// folder, that kiosk makes the attempt.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "app/commands/say.h"
#include "app/commands/talt_beside_kiosk.h"
#include "app/commands/talt_commands.h"
#include "app/kiosk/control_answers.h"
#include "sync/uploader.h"

namespace talt::commands {

namespace {

constexpr std::int64_t answer_ms_max = 30 * 60'000;  // a day's records over a slow line
constexpr std::int64_t status_ms_max = 10'000;

void say_counts(std::uint64_t receipted, std::uint64_t recorded) {
  fmt::print("{} of {} records are receipted\n", receipted, recorded);
}

int sync_by_the_kiosk(const std::string& folder, const std::string& answer) {
  if (const auto status = platform::ask_control(folder, "status", status_ms_max); status && *status)
    if (const auto counts = kiosk::read_status(**status)) say_counts(counts->receipted, counts->recorded);
  const auto done = kiosk::read_sync_answer(answer);
  return done ? 0 : failed(done.error());
}

int sync_once(const std::string& folder) {
  const auto identity = sync::read_identity(folder);
  if (!identity) return failed(identity.error());
  const auto holding = hold_or_ask(folder, "sync", answer_ms_max);
  if (!holding) return failed(holding.error());
  if (holding->answer) return sync_by_the_kiosk(folder, *holding->answer);
  const auto random = platform::open_system_random();
  const auto journal = sync::Journal::open(folder, identity->for_journal(), *random);
  if (!journal) return failed(journal.error());
  const auto client = platform::open_http_client({identity->ca_pem});
  if (!client) return failed(client.error());
  const auto outcome = sync::Uploader(**journal, **client, *identity, *random).attempt({});
  const auto status = (*journal)->status();
  for (const auto& warning : status.warnings) fmt::print(stderr, "talt: warning: {}\n", warning);
  say_counts(status.receipted, status.recorded);
  return outcome.trouble == core::SyncTrouble::None ? 0 : failed(kiosk::unsent(outcome.detail));
}

}  // namespace

void add_sync(CLI::App& app, int& exit_code) {
  const auto folder = std::make_shared<std::string>();
  auto* command = app.add_subcommand("sync", "one attempt to send; exit 0 when everything is receipted");
  command->add_option("--data", *folder, "the device's folder")->required();
  command->callback([folder, &exit_code] { exit_code = sync_once(*folder); });
}

}  // namespace talt::commands
