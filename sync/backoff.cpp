// SPDX-License-Identifier: EUPL-1.2
#include "sync/backoff.h"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <string>

namespace talt::sync {

std::int64_t next_try_ms(unsigned failures, std::uint32_t dice) {
  constexpr unsigned doublings_max = 8;
  const std::int64_t least =
      std::min(sync_interval_ms << std::min(failures > 0 ? failures - 1 : 0, doublings_max),
               std::max(retry_ms_max, sync_interval_ms));
  return least + static_cast<std::int64_t>(dice % 1000) * least / 2000;
}

namespace {

/// An IMF-fixdate, "Sun, 06 Nov 1994 08:49:37 GMT", as seconds since 1970.
std::optional<std::int64_t> http_date_s(std::string_view text) {
  const std::string line(text);
  std::tm parts{};
  const char* end = strptime(line.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return timegm(&parts);
}

}  // namespace

std::optional<std::int64_t> retry_after_s(std::string_view value, std::string_view date) {
  std::int64_t seconds = 0;
  const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (end == value.data() + value.size() && !value.empty()) {
    if (code == std::errc()) return seconds;
    if (code == std::errc::result_out_of_range) return value[0] == '-' ? 0 : retry_after_s_max;
  }
  const auto until = http_date_s(value), now = http_date_s(date);
  return until && now ? std::optional(*until - *now) : std::nullopt;
}

std::int64_t retry_after_ms(std::int64_t seconds) {
  return std::clamp(seconds, retry_after_s_min, retry_after_s_max) * 1000;
}

}  // namespace talt::sync
