// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <memory>

#include "app/commands/say.h"
#include "app/commands/talt_commands.h"
#include "app/kiosk/sync_thread.h"
#include "platform/files.h"

namespace talt::commands {

namespace {

int sync_once(const std::string& data) {
  const auto identity = sync::read_identity(data);
  if (!identity) return failed(identity.error());
  const auto lock = platform::lock_folder(data);
  if (!lock) return failed(lock.error());
  const auto random = platform::open_system_random();
  auto journal = sync::Journal::open(data, identity->for_journal(), *random);
  if (!journal) return failed(journal.error());
  const auto outcome = kiosk::attempt_sync(**journal, *identity, *random, [](auto*) {});
  const auto status = (*journal)->status();
  std::printf("%llu of %llu records are receipted\n", static_cast<unsigned long long>(status.receipted),
              static_cast<unsigned long long>(status.recorded));
  if (outcome.trouble == core::SyncTrouble::None) return 0;
  return failed(
      {"not everything is receipted", outcome.detail, "try again when the receiver can be reached"});
}

}  // namespace

void add_sync(CLI::App& app, int& exit_code) {
  const auto data = std::make_shared<std::string>();
  auto* command = app.add_subcommand("sync", "one attempt to send; exit 0 when everything is receipted");
  command->add_option("--data", *data, "the device's folder")->required();
  command->callback([data, &exit_code] { exit_code = sync_once(*data); });
}

}  // namespace talt::commands
