// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <memory>

#include "app/commands/receiver_commands.h"
#include "app/commands/say.h"
#include "sync/receiver/ledger/ledger.h"
#include "sync/receiver/municipality.h"

namespace talt::commands {

namespace {

/// Before anything is written: it answers, and no other municipality's ledger is in it.
core::Result<void> check_database(const std::string& database) {
  if (!platform::is_postgres(database)) return {};
  const auto ledger = receiver::Ledger::open(database);
  if (!ledger) return ledger.error();
  const auto devices = (*ledger)->devices();
  if (!devices) return devices.error();
  if (devices->empty()) return {};
  return core::Error{"cannot use the database", "another municipality's ledger is in it",
                     "name an empty one"};
}

}  // namespace

void add_receiver_init(CLI::App& app, int& exit_code) {
  struct Options {
    std::string data, name, url, database;
  };
  const auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("init", "makes the keys and the database; says which keys to take off the machine");
  command->add_option("--data", options->data, "folder to make")->required();
  command->add_option("--name", options->name, "the municipality's name")->required();
  command->add_option("--url", options->url, "where kiosks reach it, https://host:port")->required();
  command->add_option("--database", options->database, "postgresql://...; SQLite in the folder unless given");
  command->callback([options, &exit_code] {
    if (auto free = check_database(options->database); !free) return void(exit_code = failed(free.error()));
    const auto random = platform::open_system_random();
    const auto told =
        receiver::make_municipality(options->data, options->name, options->url, options->database, *random);
    if (!told) return void(exit_code = failed(told.error()));
    const auto municipality = receiver::read_municipality(options->data);
    if (!municipality) return void(exit_code = failed(municipality.error()));
    if (const auto ledger = receiver::Ledger::open(municipality->database); !ledger)
      return void(exit_code = failed(ledger.error()));
    std::fputs(told->c_str(), stdout);
  });
}

}  // namespace talt::commands
