// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <memory>

#include "app/commands/receiver_commands.h"
#include "app/commands/receiver_opening.h"
#include "app/commands/say.h"
#include "sync/receiver/ledger/backup.h"

namespace talt::commands {

namespace {

int back_up(const std::string& data, const std::string& to) {
  const auto opened = open_receiver(data);
  if (!opened) return failed(opened.error());
  const auto copied = receiver::back_up(data, *opened->ledger, to);
  if (!copied) return failed(copied.error());
  std::printf(
      "%s holds %zu runs with %llu records; every chain was read back and checked.\n"
      "Kiosks may now forget what it holds. It has the receiver's keys in it: lock it in.\n"
      "How to restore it: %s/RESTORE.txt\n",
      to.c_str(), copied->runs, static_cast<unsigned long long>(copied->records), to.c_str());
  return 0;
}

int restore(const std::string& from, const std::string& data, const std::string& database) {
  const auto copied = receiver::restore(from, data, database);
  if (!copied) return failed(copied.error());
  std::printf(
      "%s holds %zu runs with %llu records again; every chain was checked.\n"
      "Start it with talt-receiver serve --data %s; kiosks send what is newer by themselves.\n",
      data.c_str(), copied->runs, static_cast<unsigned long long>(copied->records), data.c_str());
  return 0;
}

}  // namespace

void add_receiver_backup(CLI::App& app, int& exit_code) {
  struct Options {
    std::string data, folder, database;
  };
  const auto backup = std::make_shared<Options>();
  auto* first = app.add_subcommand("backup", "copies keys and ledger to a new folder, reads all of it back");
  first->add_option("--data", backup->data, "the municipality's folder")->required();
  first->add_option("--to", backup->folder, "the folder to make")->required();
  first->callback([backup, &exit_code] { exit_code = back_up(backup->data, backup->folder); });

  const auto restored = std::make_shared<Options>();
  auto* second = app.add_subcommand("restore", "makes a receiver of a backup");
  second->add_option("--from", restored->folder, "the backup's folder")->required();
  second->add_option("--data", restored->data, "the folder to make")->required();
  second->add_option("--database", restored->database, "postgresql://...; SQLite in the folder unless given");
  second->callback(
      [restored, &exit_code] { exit_code = restore(restored->folder, restored->data, restored->database); });
}

}  // namespace talt::commands
