// SPDX-License-Identifier: EUPL-1.2
// Slow things beside the drawing: done one after the other on a thread of its own, which begins with the
// first. What comes of each is asked for by take(). Any thread may ask; the rest from the drawing thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace talt::kiosk {

class WorkThread {
 public:
  /// On the thread that takes: what to do with what came of the work.
  using Outcome = std::function<void()>;
  using Work = std::function<Outcome()>;

  /// `wake` is called on the work's thread when there is something to take.
  explicit WorkThread(std::function<void()> wake) : wake_(std::move(wake)) {}
  /// Waits for the work under way; what was not begun is dropped.
  ~WorkThread();
  WorkThread(const WorkThread&) = delete;
  WorkThread& operator=(const WorkThread&) = delete;

  void ask(Work work);
  /// Calls what came of work, in order. True where there was any.
  bool take();
  /// Waits for all that was asked for, and for what comes of it; takes it.
  void finish();
  /// Something that was asked for is not done, or not taken.
  bool is_busy();

 private:
  void run();

  std::function<void()> wake_;
  std::mutex lock_;  // guards what follows
  std::condition_variable changed_;
  std::deque<Work> asked_;
  std::vector<Outcome> done_;
  bool working_ = false, ending_ = false;
  std::thread thread_;
};

}  // namespace talt::kiosk
