// SPDX-License-Identifier: EUPL-1.2
// The subcommands of `talt-receiver`; as in talt_commands.h.
#pragma once

namespace CLI {
class App;
}

namespace talt::commands {

void add_receiver_init(CLI::App& app, int& exit_code);
void add_receiver_serve(CLI::App& app, int& exit_code);
void add_receiver_enrol(CLI::App& app, int& exit_code);
void add_receiver_devices(CLI::App& app, int& exit_code);
void add_receiver_export(CLI::App& app, int& exit_code);
void add_receiver_protocol(CLI::App& app, int& exit_code);
void add_receiver_rebuild(CLI::App& app, int& exit_code);
void add_receiver_backup(CLI::App& app, int& exit_code);  // and restore
void add_receiver_walks(CLI::App& app, int& exit_code);
void add_receiver_action(CLI::App& app, int& exit_code);
void add_receiver_publish(CLI::App& app, int& exit_code);
void add_receiver_status(CLI::App& app, int& exit_code);

}  // namespace talt::commands
