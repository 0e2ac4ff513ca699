// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include <cstdlib>
#include <memory>

#include "app/commands/say.h"
#include "app/commands/talt_commands.h"
#include "app/kiosk/dialogue_folder.h"
#include "app/kiosk/kiosk.h"
#include "app/kiosk/walkthrough.h"

namespace talt::commands {

namespace {

struct Options {
  std::string dialogue, data, walkthrough, size = "1280x800", language;
  float ppi = 0;
  bool headless = false;
};

bool read_size(const std::string& text, int& width, int& height) {
  char end = 0;
  return std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &end) == 2 && width >= 320 && height >= 320 &&
         width <= 8192 && height <= 8192;
}

int walk(kiosk::Kiosk& kiosk, const Options& options) {
  const auto file = platform::read_file(options.walkthrough, 1024 * 1024);
  if (!file) return failed(file.error());
  const auto steps = kiosk::read_walkthrough(*file, options.walkthrough);
  if (!steps) return failed(steps.error());
  if (auto done = kiosk::run_walkthrough(kiosk, *steps, options.data); !done) return failed(done.error());
  return 0;
}

int run(const Options& options) {
  const auto parsed = kiosk::load_dialogue(options.dialogue);
  for (const auto& fault : parsed.faults) std::fprintf(stderr, "%s\n", fault.text().c_str());
  if (!parsed.dialogue)
    return failed({"the dialogue does not start", "it has faults", "mend them, then run talt check"});
  kiosk::KioskOptions how;
  how.dialogue_folder = options.dialogue;
  how.data_folder = options.data;
  how.language = options.language;
  how.is_still = !options.walkthrough.empty();
  how.screen.headless = options.headless;
  // Where nobody sees there is often no sound card either, and ALSA would say so at each sound.
  if (options.headless) setenv("SDL_AUDIODRIVER", "dummy", 0);
  how.screen.ppi = options.ppi;
  if (!read_size(options.size, how.screen.width, how.screen.height)) {
    failed({"cannot use the size " + options.size, "it is not WIDTHxHEIGHT", "use one such as 1280x800"});
    return 2;
  }
  auto kiosk = kiosk::Kiosk::open(*parsed.dialogue, how);
  if (!kiosk) return failed(kiosk.error());
  if (!options.walkthrough.empty()) return walk(**kiosk, options);
  (*kiosk)->run();
  return 0;
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
