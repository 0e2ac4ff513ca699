// SPDX-License-Identifier: EUPL-1.2
// Which fixes to believe. A receiver that has just woken, stands between houses or has lost its count of
// weeks says things that no walker does: they are refused with a reason, and one bad fix never locks the good
// ones out. Pure; one thread at a time.
#pragma once

#include <cstdint>
#include <optional>

#include "app/core/geo_place.h"
#include "app/core/position.h"

namespace talt::core {

enum class FixVerdict : std::uint8_t {
  Good = 0,       // serves a note and the track
  Coarse,         // serves a note, shown with its accuracy; not the track: accuracy unknown or above 100 m
  OffTheEarth,    // not a number, or latitude and longitude out of range
  GulfOfGuinea,   // within 20 km of 0, 0, which is what a receiver says that knows nothing
  TooCoarse,      // accuracy above 1 km, or no distance at all
  Jumped,         // farther from the last good fix than a walker comes
  TimeBackwards,  // its GPS time is before that of the last good fix
  TimeLeapt,      // its GPS time is over an hour ahead of what passed since the last good fix
  Repeated,       // the last good fix once more: the same GPS time within a few seconds
  FarAway,        // nowhere near the walk: another part of the world, as some receivers say when they wake
};
/// A few words for a log; never a place.
const char* words_for(FixVerdict verdict);
inline bool serves_a_note(FixVerdict verdict) {
  return verdict == FixVerdict::Good || verdict == FixVerdict::Coarse;
}

// The bounds, and why.
/// gpsd's figure for a plain receiver is 19 m times the dilution of precision, rather too much than too
/// little: 100 m is a street canyon, beyond it a point would lie in another block.
inline constexpr double track_accuracy_m_max = 100;
inline constexpr double note_accuracy_m_max = 1'000;
inline constexpr double gulf_of_guinea_m = 20'000;
/// Sweden is 1,570 km long: a dialogue tried out at its other end is no fault, Brisbane is.
inline constexpr double far_away_m = 2'000'000;
inline constexpr double walker_m_s_max = 10;  // a sprint, a bicycle between two stops
inline constexpr int consistent_fixes_min = 5;
/// What every civil receiver today says that has lost its count of weeks (1024 of them, 19.6 years) lies
/// before 2020 up to August 2039.
inline constexpr std::int64_t sound_time_ms_min = 1'577'836'800'000;  // 2020-01-01
inline constexpr std::int64_t sound_time_ms_max = 4'102'444'800'000;  // 2100-01-01

struct Judgement {
  FixVerdict verdict = FixVerdict::Good;
  /// The fix's GPS time can be meant. Where it cannot (none, before 2020, after 2099), the place still
  /// counts.
  bool is_time_sound = false;
  /// What lies before this fix is another place or another time: a track begins anew here.
  bool starts_anew = false;
  /// Since the last good fix; 0 for the first.
  std::int64_t elapsed_ms = 0;
};

/// A good fix is within walker_m_s_max of the last good one, with what both may be wrong (5 m at least, the
/// worse accuracy at most). What is not, or stands in another time, waits: after consistent_fixes_min that
/// follow from each other by the same rule the last of them is good and starts anew. How much time passed is
/// what the device's clock says or what the GPS says, whichever is more: a log may be played faster than it
/// was taken, and a receiver may hand over late.
class FixJudge {
 public:
  /// `walk_at` is some place of the walk's; nothing: everywhere on earth will do.
  explicit FixJudge(std::optional<LatLon> walk_at = {}) : walk_at_(walk_at) {}
  /// `received_ms` is the device's steady clock; it never goes back.
  Judgement judge(const Fix& fix, std::int64_t received_ms);

 private:
  struct Seen {
    Fix fix;  // with its time only where that is sound
    std::int64_t received_ms = 0;
  };
  static FixVerdict follows(const Seen& last, const Seen& next);
  static std::int64_t elapsed_ms(const Seen& last, const Seen& next);

  FixVerdict by_itself(const Fix& fix) const;

  std::optional<LatLon> walk_at_;
  std::optional<Seen> last_;     // the last good one
  std::optional<Seen> waiting_;  // the last one refused that may be right after all
  int consistent_ = 0;           // waiting ones that follow from each other
};

}  // namespace talt::core
