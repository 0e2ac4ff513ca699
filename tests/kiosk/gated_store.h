// SPDX-License-Identifier: EUPL-1.2
// A store whose writes can be held up or fail as on a full disk.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>

#include "platform/store.h"

namespace talt::tests {

/// Lets writes through, holds them up, or fails them as a full disk does.
class Gate {
 public:
  void hold() { set(true); }
  void let_go() { set(false); }
  /// The next so many writes fail; what they should have written is not there.
  void fail(int writes) {
    const std::lock_guard held(lock_);
    failing_ = writes;
  }
  core::Result<void> pass() {
    std::unique_lock held(lock_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(held, [this] { return !closed_; });
    --waiting_;
    ++writes_;
    if (failing_ == 0) return {};
    --failing_;
    return core::Error{"cannot write", "No space left on device", ""};
  }
  void wait_for_a_writer() {
    std::unique_lock held(lock_);
    changed_.wait(held, [this] { return waiting_ > 0; });
  }
  int writes() {
    const std::lock_guard held(lock_);
    return writes_;
  }

 private:
  void set(bool closed) {
    {
      const std::lock_guard held(lock_);
      closed_ = closed;
    }
    changed_.notify_all();
  }
  std::mutex lock_;
  std::condition_variable changed_;
  bool closed_ = false;
  int waiting_ = 0, failing_ = 0, writes_ = 0;
};

class GatedStore final : public platform::Store {
 public:
  GatedStore(std::unique_ptr<platform::Store> below, Gate& gate) : below_(std::move(below)), gate_(gate) {}
  core::Result<void> write(const std::vector<platform::StoreWrite>& writes) override {
    if (is_dead()) return core::Error{"cannot write", "an earlier write failed", ""};
    if (auto passed = gate_.pass(); !passed) {
      dead_ = true;
      return passed;
    }
    return below_->write(writes);
  }
  core::Result<std::optional<core::Bytes>> read(core::ByteView key) override { return below_->read(key); }
  core::Result<void> scan(core::ByteView from, core::ByteView to,
                          const std::function<bool(core::ByteView, core::ByteView)>& visit) override {
    return below_->scan(from, to, visit);
  }
  core::Result<std::optional<std::pair<core::Bytes, core::Bytes>>> last_below(core::ByteView below) override {
    return below_->last_below(below);
  }
  bool is_dead() const override { return dead_ || below_->is_dead(); }

 private:
  std::unique_ptr<platform::Store> below_;
  Gate& gate_;
  bool dead_ = false;
};

}  // namespace talt::tests
