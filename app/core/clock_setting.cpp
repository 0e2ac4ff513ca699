// SPDX-License-Identifier: EUPL-1.2
#include "app/core/clock_setting.h"

#include <algorithm>
#include <cmath>

namespace talt::core {

namespace {

constexpr std::size_t fixes_min = 5;
constexpr std::int64_t span_ms_min = 4'000;
constexpr std::int64_t agreement_ms = 1'000;
constexpr std::int64_t heard_ms_max = 20'000;  // older ones no longer count: two crystals drift apart
constexpr std::size_t heard_max = 256;         // receivers of 10 Hz
constexpr std::int64_t written_again_ms = 3'600'000;
constexpr std::int64_t written_apart_ms = 2'000;

int rank(ClockSource source) {
  switch (source) {
    case ClockSource::None:
      return 0;
    case ClockSource::Gps:
      return 1;
    case ClockSource::Network:
    case ClockSource::Receipt:
      return 2;
  }
  return 0;
}

}  // namespace

bool may_be_taken(ClockSource known, ClockSource offered) {
  return rank(offered) > 0 && rank(offered) >= rank(known);
}

KnownClock better(const KnownClock& known, const KnownClock& newer) {
  return rank(newer.source) >= rank(known.source) ? newer : known;
}

std::optional<GpsClock::Said> GpsClock::take(std::int64_t time_ms, std::int64_t received_ms,
                                             ClockSource known) {
  if (!may_be_taken(known, ClockSource::Gps)) {
    heard_.clear();
    return std::nullopt;
  }
  const Heard now{received_ms, time_ms - received_ms};
  const auto is_past = [&](const Heard& heard) {
    return heard.received_ms > received_ms || received_ms - heard.received_ms > heard_ms_max;
  };
  const bool has_rest = !heard_.empty() && received_ms > heard_.back().received_ms;
  std::erase_if(heard_, is_past);
  const bool agrees = std::all_of(heard_.begin(), heard_.end(), [&](const Heard& heard) {
    return std::abs(heard.ahead_ms - now.ahead_ms) <= agreement_ms;
  });
  if (!agrees) heard_.clear();
  if (!has_rest && !heard_.empty()) return std::nullopt;  // the same moment twice proves nothing
  heard_.push_back(now);
  if (heard_.size() > heard_max) heard_.erase(heard_.begin());
  if (heard_.size() < fixes_min || received_ms - heard_.front().received_ms < span_ms_min)
    return std::nullopt;

  const auto ahead_ms = std::max_element(heard_.begin(), heard_.end(), [](const Heard& a, const Heard& b) {
                          return a.ahead_ms < b.ahead_ms;
                        })->ahead_ms;
  Said said{{ClockSource::Gps, received_ms, received_ms + ahead_ms}, false};
  said.is_record_due = !written_ || received_ms - written_->steady_ms >= written_again_ms ||
                       std::abs(written_->wall_ms_at(received_ms) - said.clock.wall_ms) > written_apart_ms;
  if (said.is_record_due) written_ = said.clock;
  return said;
}

}  // namespace talt::core
