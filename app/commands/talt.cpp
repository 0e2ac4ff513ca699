// SPDX-License-Identifier: EUPL-1.2
// `talt`: the kiosk's command line; each subcommand is a file of its own beside.
#include <CLI/CLI.hpp>

#include "app/commands/say.h"
#include "app/commands/talt_commands.h"
#include "platform/crypto.h"
#include "platform/signals.h"

int main(int argc, char** argv) {
  CLI::App app("Talt: an offline-first kiosk for dialogue with citizens", "talt");
  app.require_subcommand(1);
  int exit_code = 0;
  talt::platform::ignore_write_signals();
  talt::platform::start_crypto();
  talt::platform::forbid_core_dumps();
  talt::commands::add_check(app, exit_code);
  talt::commands::add_enrol(app, exit_code);
  talt::commands::add_sync(app, exit_code);
  talt::commands::add_status(app, exit_code);
  talt::commands::add_kiosk(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return talt::commands::not_understood(app, error);
  }
  return exit_code;
}
