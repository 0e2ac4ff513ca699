// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

#include "app/commands/moment.h"
#include "app/commands/receiver_commands.h"
#include "app/commands/receiver_walk_line.h"
#include "app/commands/receiver_walking.h"
#include "app/commands/say.h"

namespace talt::commands {

namespace {

int walks(const std::string& data) {
  const auto opened = open_walks(data);
  if (!opened) return failed(opened.error());
  const auto all = receiver::read_walks(*opened->tables, *opened->town.ledger);
  if (!all) return failed(all.error());
  if (all->empty()) std::puts("no walk has come yet");
  for (const auto& walk : *all) std::puts(walk_line(walk).c_str());
  return 0;
}

}  // namespace

void add_receiver_walks(CLI::App& app, int& exit_code) {
  const auto data = std::make_shared<std::string>();
  auto* command = app.add_subcommand(
      "walks", "the walks that have come: code, dialogue, date, devices, notes, what is missing");
  command->add_option("--data", *data, "the municipality's folder")->required();
  command->callback([data, &exit_code] { exit_code = walks(*data); });
}

}  // namespace talt::commands
