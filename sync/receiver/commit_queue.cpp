// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/commit_queue.h"

namespace talt::receiver {

using core::Result;

Result<void> CommitQueue::commit(const std::function<Result<void>()>& work) {
  Waiting own{&work, {}, false};
  std::unique_lock held(lock_);
  waiting_.push_back(&own);
  while (!own.is_done) {
    if (is_led_) {
      changed_.wait(held);
      continue;
    }
    is_led_ = true;
    const auto group = std::move(waiting_);
    waiting_.clear();
    held.unlock();
    commit_all(group);
    held.lock();
    for (auto* one : group) one->is_done = true;
    is_led_ = false;
    changed_.notify_all();
  }
  return own.outcome;
}

std::size_t CommitQueue::waiting() {
  const std::lock_guard held(lock_);
  return waiting_.size();
}

void CommitQueue::commit_all(const std::vector<Waiting*>& group) {
  const auto together = database_.transaction([&]() -> Result<void> {
    for (auto* one : group)
      if (auto done = (*one->work)(); !done) return done;
    return {};
  });
  int failures =
      0;  // a second one alone is the database's, and the others need not wait for its time-out too
  for (auto* one : group) {
    const bool is_settled = together || group.size() == 1 || failures == 2;
    one->outcome = is_settled ? together : database_.transaction(*one->work);
    if (!one->outcome) ++failures;
  }
}

}  // namespace talt::receiver
