// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/ledger/commit_queue.h"

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
  if (together || group.size() == 1) {
    for (auto* one : group) one->outcome = together;
    return;
  }
  Result<void> away;
  int refusals = 0;  // by the database: a second one alone is its own, and nobody need wait for it any more
  for (auto* one : group) {
    if (refusals < 2)
      one->outcome = database_.transaction(*one->work);
    else
      one->outcome = away;
    if (one->outcome || !one->outcome.error().what.starts_with("the database")) continue;
    away = one->outcome;
    ++refusals;
  }
}

}  // namespace talt::receiver
