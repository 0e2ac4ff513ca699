// SPDX-License-Identifier: EUPL-1.2
// The kiosk: joins core's step, the screens, the journal and the sync. It decides nothing by itself. One
// thread draws and steps; saving, syncing and answering other processes have threads of their own beside it.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/core/geo.h"
#include "app/core/visit.h"
#include "app/kiosk/recorder.h"
#include "app/kiosk/saving_thread.h"
#include "app/kiosk/sync_thread.h"
#include "app/kiosk/sync_timer.h"
#include "app/kiosk/textures_cached.h"
#include "app/kiosk/walk_camera.h"
#include "app/kiosk/walk_notes.h"
#include "app/kiosk/walk_photos.h"
#include "app/kiosk/walk_position.h"
#include "app/kiosk/walk_voice.h"
#include "app/ui/canvas.h"
#include "app/ui/draw.h"
#include "platform/control.h"
#include "platform/network_change.h"
#include "platform/screen.h"
#include "platform/sound.h"

namespace talt::kiosk {

/// What a measurement waits for: a changed picture on the glass, and records that are durable.
enum class Moment { Shown, Saved };

struct KioskOptions {
  std::string dialogue_folder, data_folder;
  std::string photos_folder;  // where a walk takes photos from; empty: whatever sticks are mounted
  platform::ScreenOptions screen;
  std::size_t language = 0;  // to begin in, an index into Dialogue::languages
  bool is_still = false;     // walkthroughs: time stands still but for wait, animations count as finished
  /// At once, on the thread that draws or the one that saves.
  std::function<void(Moment)> on_moment = [](Moment) {};
};

/// What the kiosk stands on besides files and the screen; tests bring their own.
struct KioskGround {
  std::unique_ptr<platform::Clock> clock = platform::open_system_clock();
  std::unique_ptr<platform::Random> random = platform::open_system_random();
  sync::JournalGround journal;
  NotesGround notes;
  VoiceGround voice;
  /// Where a walk's camera is; nothing: there is none.
  FindCamera find_camera;
  /// Where a walk's position comes from; nothing: there is none.
  WatchPosition position;
};

class Kiosk {
 public:
  /// `dialogue` must live longer. Fails where the device is not enrolled, where another process has the data
  /// folder, and where the screen or the journal cannot be opened.
  static core::Result<std::unique_ptr<Kiosk>> open(const core::Dialogue& dialogue,
                                                   const KioskOptions& options, KioskGround ground = {});
  /// What was asked to be saved is saved, and the mark is written.
  ~Kiosk();

  /// Draws until closed; sleeps in between.
  void run();
  /// Any thread: run() and walkthroughs end soon.
  void close();
  bool is_closed() const { return closed_; }

  // ---- For walkthroughs and tests.
  /// One turn of the loop without waiting: what is due, then a frame. True where another one is wanted at
  /// once.
  bool turn();
  /// Turns until nothing is left to do: all is saved, and the sync under way has ended or 30 s have passed.
  void settle();
  /// Lets this much of the kiosk's own clock go by, from deadline to deadline; then settles.
  void pass(std::int64_t milliseconds);
  void inject(const core::InputEvent& event) { input_.feed(event); }
  /// An attempt to sync, to its end; nothing where that takes longer.
  std::optional<sync::SyncOutcome> sync_now(std::chrono::milliseconds patience);
  const ui::Semantics& semantics() const { return semantics_; }
  const core::State& state() const { return state_; }
  const core::Dialogue& dialogue() const { return dialogue_; }
  ui::UiState& ui_state() { return ui_; }
  platform::Screen& screen() { return *screen_; }
  Recorder& recorder() { return *recorder_; }
  /// Where a place lies on the map on screen; nothing where there is no map or the place is off it.
  std::optional<ImVec2> on_map(core::LatLon place);

 private:
  Kiosk(const core::Dialogue& dialogue, KioskOptions options, KioskGround ground);
  core::Result<void> open_parts();
  void open_threads();
  ui::Frame begin_frame();
  bool draw_frame();
  bool attend();
  void apply(const core::Event& event);
  void perform(const core::Effect& effect);
  void open_walk();
  void open_camera();
  void perform_on_walk(const core::walk::Effect& effect);
  void perform_on_photos(const core::walk::Effect& effect);
  void perform_on_voice(const core::walk::Effect& effect);
  /// True where something changed that may be seen.
  bool attend_walk();
  void note_screen_of_walk();
  void prepare_walk_for(const core::effect::Save& records);
  std::int64_t next_due_on_walk_ms() const;
  std::int64_t wall_ms();
  void take_saved_event(const core::Event& event);
  void keep_due_tallies();
  void look_after_sync();
  void gather_facts();
  std::int64_t next_due_ms();
  core::Context context();
  std::int64_t now_ms();
  bool shows_facts() const;

  const core::Dialogue& dialogue_;
  KioskOptions options_;
  std::unique_ptr<platform::Clock> clock_;
  std::unique_ptr<platform::Random> random_;
  sync::JournalGround journal_ground_;
  NotesGround notes_ground_;
  VoiceGround voice_ground_;
  FindCamera find_camera_;
  WatchPosition watch_position_;
  sync::DeviceIdentity identity_;
  std::unique_ptr<platform::FolderLock> lock_;
  std::unique_ptr<platform::Screen> screen_;
  std::unique_ptr<platform::TextRenderer> letters_;
  std::unique_ptr<CachedTextures> textures_;
  std::unique_ptr<platform::Sounds> sounds_;
  std::unique_ptr<Recorder> recorder_;
  std::atomic<bool> network_changed_ = false;
  std::atomic<bool> closed_ = false;
  // Each thread ends before what it uses: they are destroyed in the reverse order.
  std::unique_ptr<SyncThread> sync_thread_;
  std::unique_ptr<SavingThread> saving_;
  std::unique_ptr<WalkNotes> notes_;        // on walks
  std::unique_ptr<WalkPhotos> photos_;      // on walks
  std::unique_ptr<WalkCamera> camera_;      // on walks, where there may be one
  std::unique_ptr<WalkVoice> voice_;        // on walks
  std::unique_ptr<WalkPosition> position_;  // on walks, where there is something to ask
  std::unique_ptr<platform::ControlServer> control_;
  std::unique_ptr<platform::NetworkWatch> network_;

  ui::Canvas canvas_;
  ui::Theme theme_;
  ui::Input input_;
  ui::UiState ui_;
  ui::Semantics semantics_;
  core::State state_;
  std::vector<core::Tally> kept_tallies_;  // as the store has them
  core::HostFacts facts_;
  std::int64_t facts_read_ms_ = 0;
  std::int64_t shown_at_ms_ = 0;
  SyncTimer sync_timer_;
  std::pair<std::size_t, std::size_t> walk_screen_;  // the last one that was looked at
  std::int64_t still_ms_ = 0;                        // the clock of walkthroughs
  std::int64_t mark_due_ms_ = 0;                     // by that clock; 0 = nothing to mark
  std::int64_t recover_due_ms_ = 0;                  // 0 = the journal is sound
};

}  // namespace talt::kiosk
