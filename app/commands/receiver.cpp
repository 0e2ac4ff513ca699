// SPDX-License-Identifier: EUPL-1.2
// `talt-receiver`: the municipality's end; each subcommand is a file of its own beside.
#include <CLI/CLI.hpp>

#include "app/commands/receiver_commands.h"
#include "app/commands/say.h"
#include "platform/crypto.h"

int main(int argc, char** argv) {
  CLI::App app("Talt's receiver: takes in what kiosks send and makes tables of it", "talt-receiver");
  app.require_subcommand(1);
  int exit_code = 0;
  talt::platform::start_crypto();
  talt::platform::forbid_core_dumps();
  talt::commands::add_receiver_init(app, exit_code);
  talt::commands::add_receiver_serve(app, exit_code);
  talt::commands::add_receiver_enrol(app, exit_code);
  talt::commands::add_receiver_devices(app, exit_code);
  talt::commands::add_receiver_export(app, exit_code);
  talt::commands::add_receiver_walks(app, exit_code);
  talt::commands::add_receiver_action(app, exit_code);
  talt::commands::add_receiver_publish(app, exit_code);
  talt::commands::add_receiver_protocol(app, exit_code);
  talt::commands::add_receiver_rebuild(app, exit_code);
  talt::commands::add_receiver_backup(app, exit_code);
  talt::commands::add_receiver_status(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return talt::commands::not_understood(app, error);
  }
  return exit_code;
}
