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
  std::string dialogue, data, walkthrough, size = "1280x800", language, gpsd, photos, camera;
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

/// HOST, HOST:PORT or [IPv6]:PORT.
std::optional<platform::PositionService> service_at(const std::string& text) {
  platform::PositionService service;
  const auto bracket = text.find(']');
  const auto colon = text.find(':', bracket == std::string::npos ? 0 : bracket);
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty()) return std::nullopt;
  service.host = std::move(host);
  if (colon == std::string::npos) return service;
  service.port = text.substr(colon + 1);
  const bool is_number = !service.port.empty() && service.port.size() <= 5 &&
                         service.port.find_first_not_of("0123456789") == std::string::npos;
  return is_number ? std::optional(service) : std::nullopt;
}

/// Where walks get their position from; a walkthrough asks nobody unless told to, so that it is the same
/// everywhere.
core::Result<kiosk::WatchPosition> position_for(const Options& options) {
  if (options.gpsd.empty() && !options.walkthrough.empty()) return kiosk::WatchPosition();
  const auto service = service_at(options.gpsd.empty() ? "localhost" : options.gpsd);
  if (!service)
    return core::Error{"cannot ask a gpsd at " + options.gpsd, "it is not HOST:PORT",
                       "use one such as localhost:2947"};
  return kiosk::WatchPosition([service = *service](platform::Clock& clock, std::function<void()> changed) {
    return platform::watch_position(service, clock, std::move(changed));
  });
}

/// The camera of walks; a walkthrough looks for none unless told to, so that it is the same everywhere.
core::Result<kiosk::FindCamera> camera_for(const Options& options) {
  if (options.camera == "none" || (options.camera.empty() && !options.walkthrough.empty()))
    return kiosk::FindCamera();
  const bool is_any = options.camera.empty() || options.camera == "auto";
  if (!is_any && !options.camera.starts_with('/'))
    return core::Error{"cannot use the camera " + options.camera, "it is neither auto, none nor a device",
                       "use one such as /dev/video0"};
  return kiosk::FindCamera(
      [path = is_any ? std::string() : options.camera] { return platform::find_camera(path); });
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

int open_and_run(const core::Dialogue& dialogue, const kiosk::KioskOptions& how, kiosk::KioskGround ground,
                 const kiosk::Walkthrough* walkthrough) {
  // Before any thread is there, so that all of them leave the signals to it.
  const auto ending = platform::watch_for_end();
  warn_of_swap();
  auto kiosk = kiosk::Kiosk::open(dialogue, how, std::move(ground));
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
  how.photos_folder = options.photos;
  how.is_still = !options.walkthrough.empty();
  how.screen.headless = options.headless;
  if (options.headless) setenv("SDL_AUDIODRIVER", "dummy", 0);  // where nobody sees, nobody listens
  how.screen.ppi = options.ppi;
  if (!read_size(options.size, how.screen.width, how.screen.height))
    return used_wrongly({"cannot use the size " + options.size, "it is not WIDTHxHEIGHT from 320 to 8192",
                         "use one such as 1280x800"});
  auto position = position_for(options);
  if (!position) return used_wrongly(position.error());
  auto camera = camera_for(options);
  if (!camera) return used_wrongly(camera.error());
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
  kiosk::KioskGround ground;
  ground.position = std::move(*position);
  ground.find_camera = std::move(*camera);
  return open_and_run(*parsed.dialogue, how, std::move(ground), walkthrough ? &*walkthrough : nullptr);
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
  command->add_option("--photos", options->photos,
                      "on walks: the folder of photos; else what sticks are mounted");
  command->add_option("--camera", options->camera, "on walks: auto, none or a device such as /dev/video0");
  command->add_option("--gpsd", options->gpsd,
                      "on walks: where gpsd tells the position; else localhost:2947");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace talt::commands
