// SPDX-License-Identifier: EUPL-1.2
// When the kiosk syncs by itself: on a timer of at least 5 minutes with jitter, and when the network changed;
// never on an answer, whose moment would show. Time comes in as steady milliseconds. One thread.
#pragma once

#include <cstdint>

#include "platform/random.h"
#include "sync/uploader.h"

namespace talt::kiosk {

class SyncTimer {
 public:
  explicit SyncTimer(platform::Random& random) : random_(random) {}
  void begin(std::int64_t now_ms);
  /// An attempt was asked for: the next one in its time.
  void asked(std::int64_t now_ms);
  void take(const sync::SyncOutcome& outcome, std::int64_t now_ms);
  /// An attempt soon: once addresses and names have settled, at most one a minute, and not before the
  /// receiver wants one.
  void network_changed(std::int64_t now_ms);
  std::int64_t due_ms() const { return due_ms_; }

 private:
  std::int64_t wait_ms();

  platform::Random& random_;
  unsigned failures_ = 0;
  std::int64_t due_ms_ = 0;
  std::int64_t earliest_ms_ = 0;  // for an attempt on a network change
};

}  // namespace talt::kiosk
