// SPDX-License-Identifier: EUPL-1.2
// The real kiosk on a headless screen, enrolled with keys in the test's hands: with the real journal on a
// store that can be held up or fail, and a reader of all that was recorded.
#pragma once

#include <catch2/catch.hpp>

#include "app/kiosk/dialogue_folder.h"
#include "app/kiosk/kiosk.h"
#include "app/kiosk/walkthrough.h"
#include "tests/doubles/counting_random.h"
#include "tests/doubles/crypto_started.h"
#include "tests/doubles/temporary_folder.h"
#include "tests/kiosk/gated_store.h"
#include "tests/kiosk/recorded.h"
#include "tests/paths.h"

namespace talt::tests {

struct KioskRig {
  doubles::CountingRandom keys;
  doubles::TemporaryFolder folder;
  std::string data;  // the kiosk's folder
  Municipality municipality{keys};
  Gate gate;
  std::string dialogue_folder;
  /// What else a kiosk stands on.
  std::function<void(kiosk::KioskGround&, kiosk::KioskOptions&)> prepare;
  core::Dialogue dialogue = load(dialogue_folder);
  std::unique_ptr<kiosk::Kiosk> kiosk;

  KioskRig() : KioskRig(std::string()) {}
  /// On a data folder elsewhere.
  explicit KioskRig(const std::string& elsewhere, const std::string& named = "market-square",
                    std::function<void(kiosk::KioskGround&, kiosk::KioskOptions&)> preparing = {})
      : data(elsewhere.empty() ? folder.path() : elsewhere),
        dialogue_folder(source_folder().string() + "/assets/dialogues/" + named),
        prepare(std::move(preparing)) {
    sync::DeviceIdentity identity = municipality.identity();
    identity.pin_hash = platform::password_hash("2580");
    REQUIRE(sync::write_identity(data, identity));
    open();
  }

  static core::Dialogue load(const std::string& from) {
    auto parsed = kiosk::load_dialogue(from);
    REQUIRE(parsed.dialogue);
    return std::move(*parsed.dialogue);
  }
  core::Result<std::unique_ptr<kiosk::Kiosk>> try_to_open(std::size_t language = 0) {
    kiosk::KioskOptions options;
    options.dialogue_folder = dialogue_folder;
    options.data_folder = data;
    options.language = language;
    options.is_still = true;
    options.screen.headless = true;
    kiosk::KioskGround ground;
    ground.journal.open_store = [this](const std::string& path, platform::StoreBirth birth) {
      auto below = platform::open_store(path, birth);
      if (!below) return below;
      return core::Result<std::unique_ptr<platform::Store>>(
          std::make_unique<GatedStore>(std::move(*below), gate));
    };
    if (prepare) prepare(ground, options);
    return kiosk::Kiosk::open(dialogue, options, std::move(ground));
  }
  void open(std::size_t language = 0) {
    auto opened = try_to_open(language);
    if (!opened) FAIL(opened.error().text());
    kiosk = std::move(*opened);
    kiosk->settle();
  }
  void restart() {
    kiosk.reset();
    open();
  }

  /// Nothing where all steps were done, else what the failing one says.
  std::string try_to_walk(const std::string& steps) {
    const auto read = kiosk::read_walkthrough(core::as_bytes(steps), "steps");
    for (const auto& fault : read.faults) FAIL(fault.text());
    const auto done = kiosk::run_walkthrough(*kiosk, read.walkthrough, data, [](int) {});
    return done ? "" : done.error().text();
  }
  void walk(const std::string& steps) {
    const auto why = try_to_walk(steps);
    if (!why.empty()) FAIL(why);
  }
  bool shows(const std::string& target) {
    for (const auto& node : kiosk->semantics().nodes())
      if (target.starts_with('#') ? node.id == target.substr(1) : node.name.find(target) != std::string::npos)
        return true;
    return false;
  }
  /// A tap as fast as fingers are: both events wait for the next turns.
  void tap(const std::string& id) {
    const auto* node = kiosk->semantics().find_id(id);
    REQUIRE(node != nullptr);
    tap_at(node->rect.centre());
  }
  void tap_at(ImVec2 at, int finger = 0) {
    using Phase = core::input::Touch::Phase;
    kiosk->inject(core::input::Touch{Phase::Down, finger, at.x, at.y});
    kiosk->inject(core::input::Touch{Phase::Up, finger, at.x, at.y});
  }
  /// Frames without waiting for anything that is being saved.
  void turns(int count) {
    for (int i = 0; i < count; ++i) kiosk->turn();
  }
  /// Closes the kiosk and reads the whole journal as the municipality would.
  Recorded recorded() {
    kiosk.reset();
    return read_journal(data, municipality, dialogue);
  }
};

const std::string to_the_panel = "hold #host\ntype \"2580\"\ntap #next\n";

}  // namespace talt::tests
