// SPDX-License-Identifier: EUPL-1.2
// What the host's panel counts, kept beside the records so that it survives a restart. Plain values.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "app/core/record.h"
#include "platform/clock.h"

namespace talt::kiosk {

struct DayCounts {
  std::int64_t day = 0;  // local days since 1970
  std::uint32_t visits = 0, answers = 0;
  std::array<std::uint32_t, 24> by_hour{};  // local hours
  std::optional<core::VisitId> last_visit;  // what the host may void; survives the day
  std::set<std::size_t> answered_last;      // its questions answered or skipped; forgotten at a restart

  /// The counts of that day: those of an earlier one begin anew.
  DayCounts on(std::int64_t today) const;
  /// Takes in records at the moment when they are saved. A skip counts too (day_counts.cpp says why), a
  /// changed answer once.
  void take_in(const std::vector<core::Record>& records, platform::LocalHour now);
};

core::Bytes encode(const DayCounts& counts);
std::optional<DayCounts> decode_day_counts(core::ByteView bytes);

}  // namespace talt::kiosk
