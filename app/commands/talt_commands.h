// SPDX-License-Identifier: EUPL-1.2
// The subcommands of `talt`. Each adds itself and, when chosen, sets the exit code: 0 done, 1 the work could
// not be done (said on standard error as `talt: what: why: what to do`), 2 wrong usage.
#pragma once

namespace CLI {
class App;
}

namespace talt::commands {

void add_check(CLI::App& app, int& exit_code);
void add_enrol(CLI::App& app, int& exit_code);
void add_sync(CLI::App& app, int& exit_code);
void add_status(CLI::App& app, int& exit_code);
void add_kiosk(CLI::App& app, int& exit_code);

}  // namespace talt::commands
