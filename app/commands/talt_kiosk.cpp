// SPDX-License-Identifier: EUPL-1.2
#include <fmt/core.h>
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <memory>

#include "app/commands/say.h"
#include "app/commands/talt_commands.h"
#include "app/kiosk/dialogue_folder.h"
#include "app/kiosk/kiosk.h"
#include "app/kiosk/walkthrough.h"
#include "platform/signals.h"
#include "platform/swap.h"

namespace talt::commands {

namespace {

struct Options {
  std::string dialogue, data, walkthrough, size = "1280x800", language;
  float ppi = 0;
  bool headless = false;
};

int used_wrongly(const core::Error& error) {
  failed(error);
  return 2;
}

bool read_size(const std::string& text, int& width, int& height) {
  char end = 0;
  return std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &end) == 2 && width >= 320 && height >= 320 &&
         width <= 8192 && height <= 8192;
}

std::optional<std::size_t> language_of(const core::Dialogue& dialogue, const std::string& tag) {
  if (tag.empty()) return 0;
  for (std::size_t i = 0; i < dialogue.languages.size(); ++i)
    if (dialogue.languages[i].tag == tag) return i;
  return std::nullopt;
}

core::Error no_such_language(const core::Dialogue& dialogue, const std::string& tag) {
  std::string there;
  for (const auto& language : dialogue.languages) there += (there.empty() ? "" : ", ") + language.tag;
  return {"cannot begin in " + tag, "the dialogue has no such language", "choose one of " + there};
}

void warn_of_swap() {
  if (platform::may_be_swapped())
    failed({"warning: what people say could be written to this machine's swap before it is sealed",
            "swap is on", "switch it off (swapoff -a), or let systemd run the kiosk with MemorySwapMax=0"});
}

int open_and_run(const core::Dialogue& dialogue, const kiosk::KioskOptions& how,
                 const kiosk::Walkthrough* walkthrough) {
  // Before any thread is there, so that all of them leave the signals to it.
  const auto ending = platform::watch_for_end();
  warn_of_swap();
  auto kiosk = kiosk::Kiosk::open(dialogue, how);
  if (!kiosk) return failed(kiosk.error());
  ending->when_asked_to_end([&kiosk] { (*kiosk)->close(); });
  if (walkthrough != nullptr) {
    const auto done = kiosk::run_walkthrough(**kiosk, *walkthrough, how.data_folder, [](int line) {
      fmt::print("{}\n", line);
      std::fflush(stdout);
    });
    ending->when_asked_to_end([] {});
    return done ? 0 : failed(done.error());
  }
  (*kiosk)->run();
  ending->when_asked_to_end([] {});
  return 0;
}

int run(const Options& options) {
  kiosk::KioskOptions how;
  how.dialogue_folder = options.dialogue;
  how.data_folder = options.data;
  how.is_still = !options.walkthrough.empty();
  how.screen.headless = options.headless;
  if (options.headless) setenv("SDL_AUDIODRIVER", "dummy", 0);  // where nobody sees, nobody listens
  how.screen.ppi = options.ppi;
  if (!read_size(options.size, how.screen.width, how.screen.height))
    return used_wrongly({"cannot use the size " + options.size, "it is not WIDTHxHEIGHT from 320 to 8192",
                         "use one such as 1280x800"});
  std::optional<kiosk::Walkthrough> walkthrough;
  if (!options.walkthrough.empty()) {
    auto read = kiosk::open_walkthrough(options.walkthrough);
    for (const auto& fault : read.faults) failed(fault);
    if (!read.faults.empty()) return 1;
    walkthrough = std::move(read.walkthrough);
  }
  const auto parsed = kiosk::load_dialogue(options.dialogue);
  for (const auto& fault : parsed.faults) fmt::print(stderr, "{}\n", fault.text());
  if (!parsed.dialogue)
    return failed({"the dialogue does not start", "it has faults", "mend them, then run talt check"});
  const auto language = language_of(*parsed.dialogue, options.language);
  if (!language) return used_wrongly(no_such_language(*parsed.dialogue, options.language));
  how.language = *language;
  return open_and_run(*parsed.dialogue, how, walkthrough ? &*walkthrough : nullptr);
}

}  // namespace

void add_kiosk(CLI::App& app, int& exit_code) {
  const auto options = std::make_shared<Options>();
  auto* command = app.add_subcommand("kiosk", "asks those who pass by");
  command->add_option("--dialogue", options->dialogue, "the dialogue's folder")->required();
  command->add_option("--data", options->data, "the enrolled device's folder")->required();
  command->add_flag("--headless", options->headless, "without a window");
  command->add_option("--walkthrough", options->walkthrough, "plays this file");
  command->add_option("--size", options->size, "pixels")->capture_default_str();
  command->add_option("--ppi", options->ppi, "pixels per inch, where the screen does not say")
      ->check(CLI::Range(50, 1000));
  command->add_option("--lang", options->language, "the language to begin in");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace talt::commands
