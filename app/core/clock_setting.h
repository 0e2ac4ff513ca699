// SPDX-License-Identifier: EUPL-1.2
// What time it is, from the best source there is: the network or a receiver's signed receipt before GPS, GPS
// before nothing. The device's own clock is never set; it stands beside (a kiosk need not be root), and clock
// records tell the municipality's receiver how the two relate. Pure; one thread at a time.
//
// How a walk uses it, on each fix that Track::take calls good and whose time it calls sound:
//
//   if (auto said = gps_clock.take(*fix.time_ms, reading.received_ms, known.source)) {
//     known = said->clock;                     // from now on, what the walk writes is dated
//     known.wall_ms_at(...) if (said->is_record_due) write ClockRecord{boot_id, known.steady_ms,
//     known.wall_ms, ClockSource::Gps};
//   }
//
// and at start `known = {Network or None, steady_ms, wall_ms}` by Clock::is_network_set(), asked again from
// time to time; at a receipt `known = better(known, {Receipt, steady_ms, receiver's time})`. On each fix that
// is not good and on a pause: nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/core/record.h"

namespace talt::core {

/// At `steady_ms` since boot it was `wall_ms` since 1970, by that source's word.
struct KnownClock {
  ClockSource source = ClockSource::None;
  std::int64_t steady_ms = 0;
  std::int64_t wall_ms = 0;

  std::int64_t wall_ms_at(std::int64_t now_steady_ms) const { return wall_ms + (now_steady_ms - steady_ms); }
};

/// True for GPS where nothing is known, and for GPS again; false beside the network and a receipt.
bool may_be_taken(ClockSource known, ClockSource offered);
/// `newer` unless `known` is of a better source.
KnownClock better(const KnownClock& known, const KnownClock& newer);

class GpsClock {
 public:
  struct Said {
    KnownClock clock;
    /// Write a clock record now: the first time, after an hour, and where GPS differs by over 2 s from what
    /// was written last.
    bool is_record_due = false;
  };
  /// `time_ms` is the time of a fix that was judged good and sound, `received_ms` the steady clock when it
  /// came. Nothing where a better source is known, and until five of them running, over at least 4 s, went on
  /// like the steady clock to within a second: a log that is played fast or a receiver that has just woken
  /// does not.
  std::optional<Said> take(std::int64_t time_ms, std::int64_t received_ms, ClockSource known);

 private:
  struct Heard {
    std::int64_t received_ms = 0;
    std::int64_t ahead_ms =
        0;  // GPS time less steady clock; a late hand-over makes it smaller, nothing larger
  };
  std::vector<Heard> heard_;  // the last ones that agree
  std::optional<KnownClock> written_;
};

}  // namespace talt::core
