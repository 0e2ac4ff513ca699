// SPDX-License-Identifier: EUPL-1.2
// The kiosk: joins core's step, the screens, the journal and the sync. It decides nothing by itself. One
// thread.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/core/geo.h"
#include "app/core/visit.h"
#include "app/kiosk/recorder.h"
#include "app/kiosk/sync_thread.h"
#include "app/kiosk/textures_cached.h"
#include "app/ui/canvas.h"
#include "app/ui/draw.h"
#include "platform/screen.h"
#include "platform/sound.h"

namespace talt::kiosk {

/// What a measurement waits for: a changed picture on the glass, and records that are durable.
enum class Moment { Shown, Saved };

struct KioskOptions {
  std::string dialogue_folder, data_folder;
  platform::ScreenOptions screen;
  std::string language;   // to begin in; empty = the dialogue's first
  bool is_still = false;  // walkthroughs: time stands still but for wait, animations count as finished
  std::function<void(Moment)> on_moment = [](Moment) {};  // at once, on the kiosk's thread
};

class Kiosk {
 public:
  static core::Result<std::unique_ptr<Kiosk>> open(const core::Dialogue& dialogue,
                                                   const KioskOptions& options);
  ~Kiosk();

  /// Draws until closed; sleeps in between.
  void run();

  // For walkthroughs.
  void settle();                         // frames until nothing is left to do
  void pass(std::int64_t milliseconds);  // of the kiosk's own clock
  void inject(const core::InputEvent& event);
  sync::SyncOutcome sync_now();
  const ui::Semantics& semantics() const { return semantics_; }
  const core::State& state() const { return state_; }
  const core::Dialogue& dialogue() const { return dialogue_; }
  ui::UiState& ui_state() { return ui_; }
  platform::Screen& screen() { return *screen_; }
  /// Where a place lies on the map on screen; nothing where there is no map or the place is off it.
  std::optional<ImVec2> on_map(core::LatLon place);
  void apply(const core::Event& event);

 private:
  Kiosk(const core::Dialogue& dialogue, KioskOptions options);
  core::Result<void> open_parts();
  ui::Frame begin_frame();
  bool draw_frame();  // true where another one is wanted at once
  void perform(const core::Effect& effect);
  void save(const core::effect::Save& save);
  void try_to_recover();
  void gather_facts();
  void look_after_sync();
  void take_outcome(const sync::SyncOutcome& outcome);
  std::int64_t next_wait_ms();
  core::Context context();
  std::int64_t now_ms();

  const core::Dialogue& dialogue_;
  KioskOptions options_;
  std::unique_ptr<platform::Clock> clock_;
  std::unique_ptr<platform::Random> random_;
  sync::DeviceIdentity identity_;
  std::unique_ptr<platform::FolderLock> lock_;
  std::unique_ptr<platform::Screen> screen_;
  std::unique_ptr<platform::TextRenderer> letters_;
  std::unique_ptr<CachedTextures> textures_;
  std::unique_ptr<platform::Sounds> sounds_;
  std::unique_ptr<Recorder> recorder_;
  std::unique_ptr<SyncThread> sync_thread_;  // ends before the journal that it reads
  ui::Canvas canvas_;
  ui::Theme theme_;
  ui::Input input_;
  ui::UiState ui_;
  ui::Semantics semantics_;
  core::State state_;
  core::HostFacts facts_;
  std::int64_t still_ms_ = 0;     // the clock of walkthroughs
  std::int64_t mark_due_ms_ = 0;  // 0 = nothing to mark
  std::int64_t sync_due_ms_ = 0;
  std::int64_t recover_due_ms_ = 0;
  unsigned sync_failures_ = 0;
  bool closed_ = false;
};

}  // namespace talt::kiosk
