// SPDX-License-Identifier: EUPL-1.2
// `talt-receiver protocol`: a walk's protocol, the same evening.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands/receiver_commands.h"
#include "app/commands/receiver_walking.h"
#include "app/commands/say.h"
#include "sync/receiver/protocol/protocol.h"

namespace talt::commands {

namespace {

struct Options {
  std::string data, walk, out, zone;
  receiver::protocol::Options how;
};

void tell(const receiver::protocol::Report& report, const std::string& out) {
  fmt::print("the protocol is {}/protocol.html: {} notes, {} actions, {} photos and voice memos\n", out,
             report.notes, report.actions, report.files);
  for (const auto& remark : report.remarks) fmt::print(stderr, "talt: {}\n", remark);
  if (report.not_received > 0)
    fmt::print(stderr,
               "talt: {} photos and voice memos have not arrived yet: sync the devices and make it again\n",
               report.not_received);
  if (report.not_readable > 0)
    fmt::print(stderr, "talt: {} photos and voice memos cannot be opened: the protocol says which\n",
               report.not_readable);
}

int protocol(const Options& options) {
  if (!options.zone.empty())
    if (const auto used = platform::use_time_zone(options.zone); !used) return failed(used.error());
  const auto opened = open_walks(options.data);
  if (!opened) return failed(opened.error());
  const auto walk = open_walk(*opened, options.walk);
  if (!walk) return failed(walk.error());
  const auto clock = platform::open_system_clock();
  auto how = options.how;
  how.made_s = clock->wall_ms() / 1000;
  const auto report = receiver::protocol::write_protocol(
      options.out, *walk, how, receiver::open_attachments(*opened->town.ledger, *walk),
      progress_line(*clock, "opened", "photos and voice memos"));
  if (!report) return failed(report.error());
  tell(*report, options.out);
  return 0;
}

}  // namespace

void add_receiver_protocol(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  auto* command =
      app.add_subcommand("protocol", "writes a walk's protocol: a page to print, tables and maps");
  command->add_option("--data", options->data, "the municipality's folder")->required();
  command->add_option("--walk", options->walk, "the walk's code, or DIALOGUE/CODE")->required();
  command->add_option("--out", options->out, "the folder to write to; it may exist")->required();
  command->add_option("--dialogue", options->how.dialogue_folder,
                      "the dialogue's folder, for its map and pictures");
  command->add_option("--lang", options->how.language, "sv, en, fi or ar; the dialogue's first without");
  command->add_option("--time-zone", options->zone, "as Europe/Stockholm; this machine's without");
  command->callback([options, &exit_code] { exit_code = protocol(*options); });
}

}  // namespace talt::commands
