// SPDX-License-Identifier: EUPL-1.2
// Lines that say they come from gpsd, through libgps, the judge and the track: whatever they say, a point
// that is kept is a place, and can be written.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/core/track_code.h"
#include "platform/position_gpsd_report.h"

using namespace talt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto reader = platform::open_gpsd_reader();
  if (!reader) std::abort();
  std::string_view text(reinterpret_cast<const char*>(data), size);
  core::Track track;
  std::vector<core::TrackPoint> points;
  for (std::int64_t now_ms = 0; !text.empty() && points.size() < core::track_points_max; now_ms += 1000) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const auto report = (*reader)->read(line);
    if (!report.fix) continue;
    if (!report.is_understood || !report.is_about_fix) std::abort();
    const auto taken = track.take(*report.fix, now_ms, now_ms);
    if (taken.point) points.push_back(*taken.point);
  }
  const auto written = core::encode_track(points);
  if (!written || !core::decode_track(*written)) std::abort();
  return 0;
}
