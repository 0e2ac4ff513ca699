// SPDX-License-Identifier: EUPL-1.2
// Points of a track as few bytes, for a record's byte string: about 9 bytes a point. The grammar stands on
// top of track_code.cpp. Pure; any thread.
#pragma once

#include <vector>

#include "app/core/bytes.h"
#include "app/core/result.h"
#include "app/core/track.h"

namespace talt::core {

/// In one piece of track. 512 points of the widest kind are 10 KiB; what goes into one record should be 60.
inline constexpr std::size_t track_points_max = 512;

/// Times are kept to the second, places to 1e-7 degrees (a centimetre), accuracy to the decimetre. Fails
/// where there are too many points or one is none (not a number, off the earth, no time).
Result<Bytes> encode_track(const std::vector<TrackPoint>& points);
/// Strict: what it takes, encode_track gives back byte for byte.
Result<std::vector<TrackPoint>> decode_track(ByteView bytes);

}  // namespace talt::core
