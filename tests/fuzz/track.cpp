// SPDX-License-Identifier: EUPL-1.2
// A piece of a track out of an opened record: what is read is in bounds, and comes back in the same bytes.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "app/core/track_code.h"

using namespace talt::core;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes{data, size};
  const auto points = decode_track(bytes);
  if (!points) return 0;
  if (points->size() > track_points_max) std::abort();
  for (const auto& point : *points)
    if (!(std::abs(point.lat) <= 90) || !(std::abs(point.lon) <= 180) || !(point.accuracy_m >= 0) ||
        point.time_ms < 0 || point.kind == FixKind::None)
      std::abort();
  const auto written = encode_track(*points);
  if (!written || !std::equal(written->begin(), written->end(), bytes.begin(), bytes.end())) std::abort();
  return 0;
}
