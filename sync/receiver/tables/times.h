// SPDX-License-Identifier: EUPL-1.2
// A kiosk's clock may be unset: then its records' times are corrected from the clock records of the same
// boot. Pure; one thread.
//
// A clock record says: so many ms after this boot the wall clock showed this, and who set it. The first one
// with a trusted source (network, GPS, receipt) tells when the boot was. After a record whose clock nobody
// had set, a time either goes on from what that clock showed, then it is moved by what the clock was wrong
// and rounded to the dialogue's grain again; or somebody set the clock unnoticed, and it goes on from the
// trusted reckoning: then it stands. The reading after which less time has passed is taken. Where a boot has
// no trusted record, the kiosk's own time stands, unless it is from before Talt was made.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/core/dialogue.h"
#include "app/core/record.h"

namespace talt::receiver {

class Times {
 public:
  /// A run's clock records in rising order of their numbers.
  void add(std::int64_t run, std::uint64_t number, const core::ClockRecord& clock);
  /// Seconds since 1970 of a record of that run, 0 where nobody knows. `time_s` as the record says it.
  std::int64_t of(std::int64_t run, std::uint64_t number, std::int64_t time_s, core::TimeGrain grain) const;

 private:
  struct Clock {
    std::uint64_t number = 0;
    core::ClockRecord record;
  };
  using Boot = std::array<std::uint8_t, 16>;
  std::map<std::int64_t, std::vector<Clock>> runs_;
  std::map<Boot, core::ClockRecord> trusted_;  // the earliest of each boot
};

}  // namespace talt::receiver
