// SPDX-License-Identifier: EUPL-1.2
// The real kiosk on a safety walk, with a service manager and a satellite receiver in the test's hands.
#pragma once

#include "tests/kiosk/hands.h"
#include "tests/kiosk/kiosk_rig.h"

namespace talt::tests {

/// A receiver that speaks on the test's own thread.
struct Satellites {
  platform::PositionReading reading;
  std::function<void()> changed;
};
class AtSatellites final : public platform::PositionSource {
 public:
  explicit AtSatellites(Satellites& satellites) : satellites_(satellites) {}
  ~AtSatellites() override { satellites_.changed = {}; }
  platform::PositionReading latest() override { return satellites_.reading; }

 private:
  Satellites& satellites_;
};

/// What outlives a process of the kiosk; a base of its own, so that it is there before one.
struct WalkGround {
  Hands hands;
  Satellites satellites;
  double metres = 0;
  std::string photos;  // the folder to take photos from

  std::function<void(kiosk::KioskGround&, kiosk::KioskOptions&)> preparing() {
    return [this](kiosk::KioskGround& ground, kiosk::KioskOptions& options) {
      options.photos_folder = photos;
      ground.notes.held = std::make_unique<HeldInHands>(hands);
      ground.notes.words_cost = {1, 64 << 10};
      ground.position = [this](platform::Clock&, std::function<void()> changed) {
        satellites.changed = std::move(changed);
        return std::make_unique<AtSatellites>(satellites);
      };
    };
  }
  double lat() const { return 60.618562 + metres / 111'195; }
  /// North from the sample's first stop. The kiosk's clock is the system's: what matters is the order.
  void second_of_walking() {
    static const auto clock = platform::open_system_clock();
    metres += 1.3;
    satellites.reading.state = platform::PositionState::Fix;
    satellites.reading.received_ms = clock->steady_ms();
    ++satellites.reading.number;
    const auto time_ms = 1'795'485'678'000 + static_cast<std::int64_t>(satellites.reading.number) * 1000;
    satellites.reading.fix = {lat(), 16.770592, 5, core::FixKind::ThreeD, time_ms, 1.3};
    satellites.changed();
  }
};

struct WalkRig : WalkGround, KioskRig {
  std::vector<std::string> words;  // of the last walk begun

  WalkRig() : WalkRig("", "") {}
  WalkRig(const std::string& data_elsewhere, const std::string& photos_from)
      : WalkGround{{}, {}, 0, photos_from}, KioskRig(data_elsewhere, "safety-walk", preparing()) {}

  /// Notes the words on the way.
  void walk(const std::string& steps) {
    const std::string noted = "tap #words.noted\n";
    const auto at = steps.find(noted);
    if (at == std::string::npos) return KioskRig::walk(steps);
    KioskRig::walk(steps.substr(0, at));
    words.clear();
    for (int i = 1; i <= 4; ++i) {
      const auto* node = kiosk->semantics().find_id("word:" + std::to_string(i));
      REQUIRE(node != nullptr);
      words.push_back(node->value.empty() ? node->name : node->value);
    }
    KioskRig::walk(steps.substr(at));
  }
};

const std::string begin_walk =
    "tap #language:sv\ntap #walk.start\ntap #group.more:residents\ntap #weather:rain\ntap #light:dark\n"
    "tap #next\ntap #promise.read\ntap #words.noted\n";

}  // namespace talt::tests
