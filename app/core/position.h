// SPDX-License-Identifier: EUPL-1.2
// What a receiver of satellites says of where it is. Nothing here is believed yet: fix_judge.h does that.
// Plain values; any thread.
#pragma once

#include <cstdint>
#include <optional>

namespace talt::core {

/// Values travel in records: never renumber.
enum class FixKind : std::uint8_t {
  None = 0,
  TwoD = 1,
  ThreeD = 2,
  Differential = 3,  // corrected by a reference station or satellite (DGPS, SBAS)
  RtkFloat = 4,
  RtkFixed = 5,
  DeadReckoning = 6  // no satellites in view: from the last place and the movement since
};

struct Fix {
  double lat = 0, lon = 0;  // degrees, WGS 84
  /// Metres, horizontal. gpsd says of it: guessed to be the radius within which the true place lies with 95
  /// %, but receivers seldom tell what they mean. Nothing where the receiver does not say.
  std::optional<double> accuracy_m;
  FixKind kind = FixKind::None;
  /// UTC, milliseconds since 1970 (leap seconds left out as POSIX does; gpsd has done it). Nothing where the
  /// receiver does not know the time.
  std::optional<std::int64_t> time_ms;
  std::optional<double> speed_m_s;  // over ground
};

}  // namespace talt::core
