// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/work_thread.h"

#include <utility>

namespace talt::kiosk {

WorkThread::~WorkThread() {
  {
    const std::lock_guard held(lock_);
    ending_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void WorkThread::ask(Work work) {
  {
    const std::lock_guard held(lock_);
    asked_.push_back(std::move(work));
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  }
  changed_.notify_all();
}

bool WorkThread::take() {
  std::vector<Outcome> done;
  {
    const std::lock_guard held(lock_);
    done = std::exchange(done_, {});
  }
  for (const auto& outcome : done)
    if (outcome) outcome();
  return !done.empty();
}

void WorkThread::finish() {
  for (;;) {
    take();
    std::unique_lock held(lock_);
    if (!working_ && asked_.empty() && done_.empty()) return;
    changed_.wait(held, [this] { return !done_.empty(); });
  }
}

bool WorkThread::is_busy() {
  const std::lock_guard held(lock_);
  return working_ || !asked_.empty() || !done_.empty();
}

void WorkThread::run() {
  std::unique_lock held(lock_);
  for (;;) {
    changed_.wait(held, [this] { return !asked_.empty() || ending_; });
    if (ending_) return;
    auto work = std::move(asked_.front());
    asked_.pop_front();
    working_ = true;
    held.unlock();
    auto outcome = work();
    work = {};  // with the secrets that it may hold
    held.lock();
    done_.push_back(std::move(outcome));
    working_ = false;
    held.unlock();
    changed_.notify_all();
    wake_();
    held.lock();
  }
}

}  // namespace talt::kiosk
