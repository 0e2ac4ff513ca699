// SPDX-License-Identifier: EUPL-1.2
// A walk's notes over restarts: the key in locked memory and in the service manager's hands, the four words,
// the draft that is kept soon after each key. What core asks for goes in, what it is told comes out. The
// drawing thread; what is slow (the words) runs beside it, what is written goes by the saving thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "app/core/visit.h"
#include "app/kiosk/recorder.h"
#include "app/kiosk/saving_thread.h"
#include "app/kiosk/work_thread.h"
#include "platform/held_memory.h"

namespace talt::kiosk {

/// A draft waits no longer than this for the next key.
inline constexpr std::int64_t draft_delay_ms = 1000;

struct NotesGround {
  std::unique_ptr<platform::HeldMemory> held = platform::open_held_memory("talt-walk");
  platform::WordsCost words_cost;
};

class WalkNotes {
 public:
  struct Callbacks {
    std::function<void(core::walk::Event)> tell;  // on the drawing thread, within find() and attend()
    std::function<void()> wake;                   // there is something to attend() to
    std::function<void(const core::Error&)> report;
  };
  /// Recorder, saving thread and random must live longer.
  WalkNotes(Recorder& recorder, SavingThread& saving, platform::Random& random, NotesGround ground,
            Callbacks callbacks);

  /// At the start: tells Reopened where an unfinished walk and its key are here, NotesLocked where only the
  /// walk is.
  void find();

  void draw_key(core::walk::Code code);
  void try_words(core::walk::Words words);
  void keep_draft(std::optional<core::walk::Observation> draft, std::int64_t now_ms);
  /// A draft that waits is written at once: the screen changed, a record is to be saved, the kiosk closes.
  void keep_now();
  void forget();

  /// Does what is due; true where something was told.
  bool attend(std::int64_t now_ms);
  std::optional<std::int64_t> due_ms() const;
  bool is_busy() { return beside_.is_busy(); }

 private:
  void go_on(Notebook::Opened opened, const platform::Secret& key);
  void hold(const platform::Secret& key);

  Recorder& recorder_;
  SavingThread& saving_;
  platform::Random& random_;
  NotesGround ground_;
  Callbacks callbacks_;
  std::optional<core::walk::Observation> draft_;
  std::optional<std::int64_t> draft_due_ms_;  // it is not written yet
  WorkThread beside_;                         // last: its work uses what stands above
};

}  // namespace talt::kiosk
