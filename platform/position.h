// SPDX-License-Identifier: EUPL-1.2
// Where this device is, as gpsd says. A thread of its own connects, listens and connects again for ever;
// nobody who asks ever waits for it. What comes out is not yet believed: core/fix_judge.h does that.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "app/core/position.h"
#include "platform/clock.h"

namespace talt::platform {

enum class PositionState : std::uint8_t {
  NoService,  // no gpsd there, or what is there is none
  Searching,  // gpsd is there; it has no receiver, the receiver has no fix, or fell silent
  Fix,        // a fix came within the last silence_ms
};

struct PositionReading {
  PositionState state = PositionState::NoService;
  core::Fix fix;  // the last one that came; only where `number` is above 0. Kept when state falls
  std::int64_t received_ms = 0;  // Clock::steady_ms when it came
  std::uint64_t number = 0;      // how many fixes have come; tells a new one from one that was seen before
};

/// Where gpsd is and how long to wait for it. All waits are bounded.
struct PositionService {
  std::string host = "localhost";  // or an IP address: a name's look-up could take for ever
  std::string port = "2947";
  std::int64_t retry_ms_min = 1'000;  // the wait between tries doubles from here
  std::int64_t retry_ms_max = 15'000;
  std::int64_t connect_ms_max = 5'000;
  std::int64_t silence_ms = 5'000;  // a fix older than this is no longer one
  /// gpsd says nothing for so long: it is asked again, which wakes receivers that were plugged in since;
  /// after as long again it counts as dead.
  std::int64_t ask_again_ms = 10'000;
};

class PositionSource {
 public:
  virtual ~PositionSource() = default;  // ends the thread, at once; no call of `changed` after this
  /// Any thread, never waits. NoService where gpsd or its library is missing: not an error, tries go on.
  virtual PositionReading latest() = 0;
};

/// Calls `changed` on the source's own thread after every new fix and every change of state; what `latest`
/// says there is what changed. `changed` must not destroy the source. `clock` must outlive it.
///
/// Of several receivers on one gpsd one is followed (core/followed_sensor.h).
std::unique_ptr<PositionSource> watch_position(PositionService service, Clock& clock,
                                               std::function<void()> changed);

}  // namespace talt::platform
