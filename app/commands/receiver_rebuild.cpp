// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <memory>

#include "app/commands/progress_line.h"
#include "app/commands/receiver_commands.h"
#include "app/commands/receiver_opening.h"
#include "app/commands/say.h"

namespace talt::commands {

namespace {

int forget(receiver::Tables& tables) {
  if (auto forgotten = tables.forget(); !forgotten) return failed(forgotten.error());
  std::puts(
      "no answer stands in the database in clear any more; an export or rebuild makes the tables again");
  return 0;
}

int rebuild(const std::string& data, bool only_forget) {
  const auto town = open_receiver(data);
  if (!town) return failed(town.error());
  const auto tables = receiver::Tables::open(town->municipality.database);
  if (!tables) return failed(tables.error());
  if (only_forget) return forget(**tables);
  if (!town->municipality.sealing_key)
    return failed({"cannot make the tables again", "the sealing key is not on this machine",
                   "put sealing.key into " + data + ", or remove the tables by --forget"});
  if (auto emptied = (*tables)->empty(); !emptied) return failed(emptied.error());
  const auto clock = platform::open_system_clock();
  const auto closed = (*tables)->catch_up(*town->ledger, *town->municipality.sealing_key,
                                          progress_line(*clock, "opened", "records"));
  if (!closed) return failed(closed.error());
  const auto records = town->ledger->count_records();
  if (!records) return failed(records.error());
  std::printf("the tables are made again from %llu records\n", static_cast<unsigned long long>(*records));
  if (!closed->empty())
    std::fprintf(stderr,
                 "talt: %zu runs were not sealed to the sealing key that is here: export lists them\n",
                 closed->size());
  return 0;
}

}  // namespace

void add_receiver_rebuild(CLI::App& app, int& exit_code) {
  struct Options {
    std::string data;
    bool forget = false;
  };
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("rebuild", "makes the tables again from the ledger");
  command->add_option("--data", options->data, "the municipality's folder")->required();
  command->add_flag("--forget", options->forget,
                    "only removes them: before the sealing key is taken off this machine");
  command->callback([options, &exit_code] { exit_code = rebuild(options->data, options->forget); });
}

}  // namespace talt::commands
