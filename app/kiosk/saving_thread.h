// SPDX-License-Identifier: EUPL-1.2
// Writes beside the screen: what is asked for becomes durable on a thread of its own, in order, and comes
// back as events. The mark follows each save within a second, by itself. All but what says so from the
// drawing thread; the recorder is shared with the sync thread.
//
// After a failed save nothing is written until recover() has come through: what was asked for meanwhile
// waits, and what failed is looked for before it is written again, so that nothing is lost and nothing stands
// twice.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "app/core/visit.h"
#include "app/kiosk/recorder.h"

namespace talt::kiosk {

class SavingThread {
 public:
  struct Callbacks {
    std::function<void()> wake;           // there is something to take()
    std::function<void()> saved;          // something became durable
    std::function<void()> before_reopen;  // returns once nobody else uses the journal ...
    std::function<void()> after_reopen;   // ... until this
    std::function<void(const core::Error&)> report;
  };
  SavingThread(Recorder& recorder, Callbacks callbacks);
  /// Does first what was asked for, then writes the mark.
  ~SavingThread();
  SavingThread(const SavingThread&) = delete;
  SavingThread& operator=(const SavingThread&) = delete;

  void save(core::effect::Save wanted);
  /// Something else that must become durable in its place in the row: done again after a failure, so it may
  /// have been done already. `then` comes back once it is. Any thread.
  struct Chore {
    std::function<core::Result<void>(Recorder&)> write;
    std::optional<core::Event> then;
  };
  void do_in_turn(Chore chore);
  void keep(std::vector<core::Tally> tallies);
  /// One attempt to open the journal anew; Recovered comes back where it went well.
  void recover();
  void write_mark();

  /// Saved, SaveFailed and Recovered{true}, and what chores bring, in order.
  std::vector<core::Event> take();
  /// Something that was asked for is not done, or not taken.
  bool is_busy();
  /// Blocks until nothing is under way.
  void rest();

 private:
  struct Keep {
    std::vector<core::Tally> tallies;
  };
  struct Recover {};
  struct Mark {};
  using Wanted = std::variant<core::effect::Save, Chore>;  // must become durable
  using Work = std::variant<core::effect::Save, Chore, Keep, Recover, Mark>;

  void ask(Work work);
  void run();
  std::optional<Work> next();
  void operate(Work& work);
  void write_now(Wanted wanted);
  core::Result<void> write(const Wanted& wanted);
  void keep_now(const Keep& wanted);
  void recover_now();
  void mark_now();
  void tell(core::Event event);

  Recorder& recorder_;
  Callbacks callbacks_;
  std::mutex lock_;  // guards what follows
  std::condition_variable changed_;
  std::deque<Work> asked_;
  std::vector<core::Event> told_;
  bool working_ = false, ending_ = false;

  // Of the thread alone.
  std::deque<Wanted> unsaved_;  // not empty: the first one failed
  std::optional<std::chrono::steady_clock::time_point> mark_due_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace talt::kiosk
