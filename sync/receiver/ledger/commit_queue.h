// SPDX-License-Identifier: EUPL-1.2
// Several threads' writes in one durable transaction: one thread leads and commits for all that wait, so that
// fifty kiosks at once cost one sync of the disk and not fifty. Any thread.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

#include "platform/database.h"

namespace talt::receiver {

class CommitQueue {
 public:
  explicit CommitQueue(platform::Database& database) : database_(database) {}

  /// Returns when what `work` wrote is durable, or failed and left nothing. Works run one after the other;
  /// one that fails is undone and does not take the others with it (so a work may run a second time).
  core::Result<void> commit(const std::function<core::Result<void>()>& work);
  /// How many wait for the next transaction.
  std::size_t waiting();

 private:
  struct Waiting {
    const std::function<core::Result<void>()>* work;
    core::Result<void> outcome;
    bool is_done = false;
  };
  void commit_all(const std::vector<Waiting*>& group);

  platform::Database& database_;  // the leader's
  std::mutex lock_;
  std::condition_variable changed_;
  std::vector<Waiting*> waiting_;
  bool is_led_ = false;
};

}  // namespace talt::receiver
