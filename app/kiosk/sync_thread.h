// SPDX-License-Identifier: EUPL-1.2
// Syncs beside the screen: when asked or when the time has come, never on an answer. start(), ask() and
// take() from the drawing thread; the rest happens on a thread of its own, which ends with the object.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "sync/uploader.h"

namespace talt::kiosk {

class SyncThread {
 public:
  /// `finished` is called on the sync thread after each attempt and after each receipt: to wake the screen.
  SyncThread(sync::Journal& journal, const sync::DeviceIdentity& identity, platform::Random& random,
             std::function<void()> finished);
  ~SyncThread();
  void ask();
  bool is_busy();
  /// The outcome of the last attempt, once.
  std::optional<sync::SyncOutcome> take();

 private:
  void work();

  sync::Journal& journal_;
  const sync::DeviceIdentity& identity_;
  platform::Random& random_;
  std::function<void()> finished_;
  std::mutex lock_;
  std::condition_variable asked_;
  bool wanted_ = false, busy_ = false, ending_ = false;
  platform::HttpClient* under_way_ = nullptr;
  std::optional<sync::SyncOutcome> outcome_;
  std::thread thread_;
};

/// One attempt with a connection of its own.
sync::SyncOutcome attempt_sync(sync::Journal& journal, const sync::DeviceIdentity& identity,
                               platform::Random& random,
                               const std::function<void(platform::HttpClient*)>& opened);

}  // namespace talt::kiosk
