// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/sync_timer.h"

#include <algorithm>
#include <array>

#include "sync/backoff.h"

namespace talt::kiosk {

namespace {

constexpr std::int64_t settles_ms = 3'000;
constexpr std::int64_t change_interval_ms = 60'000;

}  // namespace

std::int64_t SyncTimer::wait_ms() {
  std::array<std::uint8_t, 4> dice{};
  random_.fill(dice);
  return sync::next_try_ms(failures_, static_cast<std::uint32_t>(dice[0] | dice[1] << 8 | dice[2] << 16));
}

void SyncTimer::begin(std::int64_t now_ms) {
  due_ms_ = now_ms + wait_ms();
}

void SyncTimer::asked(std::int64_t now_ms) {
  due_ms_ = now_ms + wait_ms();
  earliest_ms_ = std::max(earliest_ms_, now_ms + change_interval_ms);
}

void SyncTimer::take(const sync::SyncOutcome& outcome, std::int64_t now_ms) {
  const bool moved = outcome.receiver_time_s.has_value();  // a line that breaks off is no closed one
  failures_ = outcome.trouble == core::SyncTrouble::None ? 0 : moved ? 1 : failures_ + 1;
  const auto wanted_ms = outcome.wait_ms.value_or(0);  // by the receiver
  due_ms_ = now_ms + std::max(wait_ms(), wanted_ms);
  earliest_ms_ = now_ms + std::max(change_interval_ms, wanted_ms);
}

void SyncTimer::network_changed(std::int64_t now_ms) {
  due_ms_ = std::min(due_ms_, std::max(now_ms + settles_ms, earliest_ms_));
}

}  // namespace talt::kiosk
