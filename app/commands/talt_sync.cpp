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
#include "platform/clock.h"
#include "sync/uploader.h"

namespace talt::commands {

namespace {

constexpr std::int64_t answer_ms_max = 30 * 60'000;  // a day's records over a slow line
constexpr std::int64_t status_ms_max = 10'000;

kiosk::StatusCounts counts_of(const sync::JournalStatus& status) {
  return {status.recorded, status.receipted, status.pending, status.attachments.named,
          status.attachments.received};
}

void say(const kiosk::StatusCounts& counts) {
  fmt::print("{} of {} records are receipted\n", counts.receipted, counts.recorded);
  if (counts.attachments > 0)
    fmt::print("{} of {} attachments are received\n", counts.attachments_received, counts.attachments);
}

/// 0 only where nothing is missing: also no attachment that this device's storage has lost.
int verdict(const kiosk::StatusCounts& counts) {
  if (counts.attachments_received == counts.attachments) return 0;
  return failed({"not every attachment is received",
                 std::to_string(counts.attachments - counts.attachments_received) + " are missing",
                 "see the warnings of talt status"});
}

int sync_by_the_kiosk(const std::string& folder, const std::string& answer) {
  kiosk::StatusCounts counts;
  if (const auto status = platform::ask_control(folder, "status", status_ms_max); status && *status)
    if (const auto read = kiosk::read_status(**status)) say(counts = *read);
  const auto done = kiosk::read_sync_answer(answer);
  return done ? verdict(counts) : failed(done.error());
}

/// Once a second, on standard error: a day's photos take their time.
sync::SyncProgress progress_line(sync::Journal& journal, platform::Clock& clock) {
  return [&journal, &clock, next = clock.steady_ms() + 1000](std::uint64_t, std::uint64_t) mutable {
    if (clock.steady_ms() < next) return;
    next = clock.steady_ms() + 1000;
    const auto counts = counts_of(journal.status());
    fmt::print(stderr, "{} of {} records, {} of {} attachments\n", counts.receipted, counts.recorded,
               counts.attachments_received, counts.attachments);
  };
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
  const auto clock = platform::open_system_clock();
  const auto outcome =
      sync::Uploader(**journal, **client, *identity, *random).attempt(progress_line(**journal, *clock));
  const auto status = (*journal)->status();
  for (const auto& warning : status.warnings) fmt::print(stderr, "talt: warning: {}\n", warning);
  say(counts_of(status));
  return outcome.trouble == core::SyncTrouble::None ? verdict(counts_of(status))
                                                    : failed(kiosk::unsent(outcome.detail));
}

}  // namespace

void add_sync(CLI::App& app, int& exit_code) {
  const auto folder = std::make_shared<std::string>();
  auto* command = app.add_subcommand("sync", "one attempt to send; exit 0 when everything is receipted");
  command->add_option("--data", *folder, "the device's folder")->required();
  command->callback([folder, &exit_code] { exit_code = sync_once(*folder); });
}

}  // namespace talt::commands
