// SPDX-License-Identifier: EUPL-1.2
// Syncs beside the screen, on a thread of its own that ends with the object: when asked, never on an answer.
// Any thread may ask.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "app/kiosk/recorder.h"
#include "sync/uploader.h"

namespace talt::kiosk {

class SyncThread {
 public:
  /// `finished` is called on the sync thread after each receipt and after each attempt: to wake the screen.
  SyncThread(Recorder& recorder, const sync::DeviceIdentity& identity, platform::Random& random,
             std::function<void()> finished);
  ~SyncThread();
  /// Breaks off what is under way; attempt() comes back at once from now on.
  void end();
  SyncThread(const SyncThread&) = delete;
  SyncThread& operator=(const SyncThread&) = delete;

  /// An attempt, beside the one that may be under way. Returns at once.
  void ask();
  /// Asks, and blocks until an attempt that began after this call has ended; nothing where that takes longer.
  std::optional<sync::SyncOutcome> attempt(std::chrono::milliseconds patience);

  bool is_busy();
  /// How far the attempt under way has come; zeros where none is.
  struct Progress {
    std::uint64_t sent = 0, total = 0;
  };
  Progress progress();
  /// The outcome of the last attempt, once.
  std::optional<sync::SyncOutcome> take();

  /// The journal is being opened anew: breaks off what is under way and begins nothing until let_go().
  /// Blocks until nobody here uses the journal.
  void hold();
  void let_go();

 private:
  void work();
  sync::SyncOutcome attempt_once();
  sync::SyncOutcome upload(platform::HttpClient& client);
  void set_under_way(platform::HttpClient* client);
  void note_progress(std::uint64_t receipted, std::uint64_t recorded);

  Recorder& recorder_;
  const sync::DeviceIdentity& identity_;
  platform::Random& random_;
  std::function<void()> finished_;
  std::mutex lock_;  // guards what follows
  std::condition_variable changed_;
  std::uint64_t asked_ = 0, begun_ = 0, ended_ = 0;  // attempts are numbered by the last asking they answer
  bool busy_ = false, held_ = false, ending_ = false;
  platform::HttpClient* under_way_ = nullptr;
  std::optional<sync::SyncOutcome> outcome_;
  sync::SyncOutcome last_outcome_;
  std::uint64_t receipted_before_ = 0;
  Progress progress_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace talt::kiosk
