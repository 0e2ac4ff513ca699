// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/sync_timer.h"

#include <catch2/catch.hpp>
#include <set>

#include "tests/doubles/counting_random.h"

using namespace talt;
using core::SyncTrouble;
using kiosk::SyncTimer;

namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t start_ms = 1'000'000;

sync::SyncOutcome outcome(SyncTrouble trouble, std::optional<std::int64_t> wait_ms = {}) {
  return {trouble, "", wait_ms, {}};
}

}  // namespace

TEST_CASE("the first attempt comes five minutes after the start or later, not at the same time each day",
          "[sync-timer]") {
  doubles::CountingRandom random;
  std::set<std::int64_t> moments;
  for (int day = 0; day < 50; ++day) {
    SyncTimer timer(random);
    timer.begin(start_ms);
    CHECK(timer.due_ms() >= start_ms + 5 * minute_ms);
    CHECK(timer.due_ms() <= start_ms + 15 * minute_ms / 2);
    moments.insert(timer.due_ms());
  }
  CHECK(moments.size() > 25);
}

TEST_CASE("after failures attempts come less often, and as often as before once one went well",
          "[sync-timer]") {
  doubles::CountingRandom random;
  SyncTimer timer(random);
  timer.begin(start_ms);
  for (int i = 0; i < 10; ++i) timer.take(outcome(SyncTrouble::NoNetwork), start_ms);
  CHECK(timer.due_ms() >= start_ms + 60 * minute_ms);
  timer.take(outcome(SyncTrouble::None), start_ms);
  CHECK(timer.due_ms() <= start_ms + 15 * minute_ms / 2);
}

TEST_CASE("a line that breaks off is tried again soon as long as something came through", "[sync-timer]") {
  doubles::CountingRandom random;
  SyncTimer timer(random);
  auto broken = outcome(SyncTrouble::NoNetwork);
  broken.receiver_time_s = 1'800'000'000;  // of a receipt
  for (int i = 0; i < 10; ++i) timer.take(broken, start_ms);
  CHECK(timer.due_ms() <= start_ms + 15 * minute_ms / 2);
  for (int i = 0; i < 10; ++i) timer.take(outcome(SyncTrouble::NoNetwork), start_ms);
  CHECK(timer.due_ms() >= start_ms + 60 * minute_ms);
}

TEST_CASE("a network that comes back is used soon, but not by every flicker of it", "[sync-timer]") {
  doubles::CountingRandom random;
  SyncTimer timer(random);
  timer.begin(start_ms);
  timer.network_changed(start_ms);
  CHECK(timer.due_ms() < start_ms + minute_ms);
  timer.asked(timer.due_ms());
  timer.take(outcome(SyncTrouble::NoNetwork), start_ms + minute_ms);
  timer.network_changed(start_ms + minute_ms + 1);
  CHECK(timer.due_ms() >= start_ms + 2 * minute_ms);
  CHECK(timer.due_ms() < start_ms + 3 * minute_ms);
}

TEST_CASE("a receiver that asks for patience gets it, whatever the network does", "[sync-timer]") {
  doubles::CountingRandom random;
  SyncTimer timer(random);
  timer.begin(start_ms);
  timer.take(outcome(SyncTrouble::Busy, 6 * 60 * minute_ms), start_ms);
  timer.network_changed(start_ms + minute_ms);
  CHECK(timer.due_ms() >= start_ms + 6 * 60 * minute_ms);
}
