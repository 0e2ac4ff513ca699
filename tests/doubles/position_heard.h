// SPDX-License-Identifier: EUPL-1.2
// What a position source told, in order, and waiting for it without a clock of one's own. For tests only.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "platform/clock.h"
#include "platform/position.h"

namespace talt::doubles {

class PositionHeard {
 public:
  explicit PositionHeard(platform::PositionService service)
      : clock_(platform::open_system_clock()),
        source_(platform::watch_position(std::move(service), *clock_, [this] { take(); })) {
    const std::lock_guard<std::mutex> held(lock_);
    has_source_ = true;
    changed_.notify_all();
  }

  using Readings = std::vector<platform::PositionReading>;
  /// True once `is_enough` of all that was told so far; false after two minutes, on the busiest machine.
  bool until(const std::function<bool(const Readings&)>& is_enough) {
    std::unique_lock<std::mutex> held(lock_);
    return changed_.wait_for(held, std::chrono::minutes(2), [&] { return is_enough(readings_); });
  }
  bool until_state(platform::PositionState state) {
    return until([state](const Readings& told) { return !told.empty() && told.back().state == state; });
  }
  bool until_fixes(std::uint64_t number) {
    return until([number](const Readings& told) { return !told.empty() && told.back().number >= number; });
  }
  Readings all() {
    const std::lock_guard<std::mutex> held(lock_);
    return readings_;
  }
  /// Each fix once.
  Readings fixes() {
    Readings found;
    for (const auto& reading : all())
      if (reading.number > (found.empty() ? 0 : found.back().number)) found.push_back(reading);
    return found;
  }
  platform::PositionSource& source() { return *source_; }

 private:
  void take() {
    std::unique_lock<std::mutex> held(lock_);
    changed_.wait(held, [this] { return has_source_; });  // it may tell before its maker has it
    readings_.push_back(source_->latest());
    changed_.notify_all();
  }

  std::unique_ptr<platform::Clock> clock_;
  std::mutex lock_;
  std::condition_variable changed_;
  bool has_source_ = false;
  Readings readings_;
  std::unique_ptr<platform::PositionSource> source_;  // ends first
};

}  // namespace talt::doubles
