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

void CommitQueue::commit_all(const std::vector<Waiting*>& group) {
  const auto together = database_.transaction([&]() -> Result<void> {
    for (auto* one : group)
      if (auto done = (*one->work)(); !done) return done;
    return {};
  });
  for (auto* one : group) {
    const bool is_alone = group.size() == 1;
    one->outcome = together || is_alone ? together : database_.transaction(*one->work);
  }
}

}  // namespace talt::receiver
