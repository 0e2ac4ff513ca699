// SPDX-License-Identifier: EUPL-1.2
// The body of a walk's record: a CBOR map, keys rising, those that say nothing left out.
//
//    1 code       uint, six digits                    2 time     uint, seconds since 1970; 0 = not known
//    3 language   uint                                4 joined   uint, 0 or 1
//    5 present    [* uint], by group                  6 weather  uint     7 light uint
//    8 act        uint                                9 stop     uint, index in the plan
//   10 points     bstr, the track's own form (track_code.cpp)
//   11 id         bstr(8)   12 revision uint         13 withdrawn uint 1
//   14 theme uint   15 verdict uint   16 question uint   17 earlier uint   18 outcome uint
//   19 placed-by uint   20 lat int, 21 lon int (1e-7 degrees)   22 accuracy uint, decimetres
//   23 fix uint   24 place uint
//   25 saw tstr   26 said tstr   27 perspective uint   28 sense uint   29 seriousness uint
//   30 proposal tstr   31 party uint   32 reflection tstr
//   33 attachments [* [kind uint, name bstr(32), key bstr(32), size uint, sealed size uint]]
//
//   Begin: 1 2 3 4 5 6 7 · Course: 1 2 8 (9) · Track: 1 10 · Observation: 1 2 3 11 12 (13 to 33)
// Indexes count from 0. Values on disk never change their meaning; numbers are never used again.
#pragma once

#include <cstdint>

#include "app/core/result.h"
#include "app/core/walk/record_coding.h"

namespace talt::core::walk {

/// For record_coding.cpp and record_reading.cpp only.
enum Key : std::uint64_t {
  KCode = 1,
  KTime,
  KLanguage,
  KJoined,
  KPresent,
  KWeather,
  KLight,
  KAct,
  KStop,
  KPoints,
  KId,
  KRevision,
  KWithdrawn,
  KTheme,
  KVerdict,
  KQuestion,
  KEarlier,
  KOutcome,
  KPlacedBy,
  KLat,
  KLon,
  KAccuracy,
  KFix,
  KPlace,
  KSaw,
  KSaid,
  KPerspective,
  KSense,
  KSeriousness,
  KProposal,
  KParty,
  KReflection,
  KAttachments
};

inline constexpr double degree_parts = 1e7;
inline constexpr std::uint32_t people_max = 10'000;          // of one group
inline constexpr std::uint64_t accuracy_dm_max = 1'000'000;  // a position that is no better says nothing

/// What is wrong with an entry by itself; nothing where it can be written and read back.
const char* what_is_wrong(const Entry& entry);
bool fits_plan(const Entry& entry, const Plan& plan);

}  // namespace talt::core::walk
