// SPDX-License-Identifier: EUPL-1.2
#include "sync/backoff.h"

#include <algorithm>

namespace talt::sync {

std::int64_t next_try_ms(unsigned failures, std::uint32_t dice) {
  constexpr unsigned doublings_max = 8;
  const std::int64_t least =
      std::min(sync_interval_ms << std::min(failures > 0 ? failures - 1 : 0, doublings_max),
               std::max(retry_ms_max, sync_interval_ms));
  return least + static_cast<std::int64_t>(dice % 1000) * least / 2000;
}

std::int64_t retry_after_ms(std::int64_t seconds) {
  return std::clamp(seconds, retry_after_s_min, retry_after_s_max) * 1000;
}

}  // namespace talt::sync
