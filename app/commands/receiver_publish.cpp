// SPDX-License-Identifier: EUPL-1.2
// `talt-receiver publish --from-walk`: the dialogue of a follow-up walk.
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "app/commands/progress_line.h"
#include "app/commands/receiver_commands.h"
#include "app/commands/receiver_walking.h"
#include "app/commands/say.h"
#include "sync/receiver/walks/follow_up.h"

namespace talt::commands {

namespace {

struct Options {
  std::string data, walk, dialogue, out;
};

int publish(const Options& options) {
  const auto opened = open_walks(options.data);
  if (!opened) return failed(opened.error());
  const auto walk = open_walk(*opened, options.walk);
  if (!walk) return failed(walk.error());
  const auto clock = platform::open_system_clock();
  const auto published = receiver::publish_follow_up(
      *walk, options.dialogue, opened->tables->dialogues(), options.out,
      receiver::open_attachments(*opened->town.ledger, *walk), progress_line(*clock, "opened", "photos"));
  if (!published) return failed(published.error());
  const auto& brought = published->follow_up;
  for (const auto& remark : brought.remarks) fmt::print(stderr, "talt: {}\n", remark);
  fmt::print("{}: {}, version {}, with {} observations of walk {}\n", options.out, published->dialogue,
             published->version, brought.observations.size(), receiver::code_text(walk->code));
  if (brought.seen_done > 0)
    fmt::print("{} that a later walk has found done stay behind\n", brought.seen_done);
  fmt::print(
      "quotes, reflections and voice memos stay out; what was seen, proposed and decided goes along word for "
      "word, and a photo of each: look through both for whom they show or name, then talt check {}\n",
      options.out);
  return 0;
}

}  // namespace

void add_receiver_publish(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("publish", "makes the dialogue of a follow-up walk");
  command->add_option("--data", options->data, "the municipality's folder")->required();
  command->add_option("--from-walk", options->walk, "the earlier walk's code, or DIALOGUE/CODE")->required();
  command->add_option("--dialogue", options->dialogue, "the folder of the walk's dialogue; stays as it is")
      ->required();
  command->add_option("--out", options->out, "the new folder; it may not exist")->required();
  command->callback([options, &exit_code] { exit_code = publish(*options); });
}

}  // namespace talt::commands
