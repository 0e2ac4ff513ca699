// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/tables/times.h"

#include <algorithm>

namespace talt::receiver {

namespace {

constexpr std::int64_t earliest_s = 1'735'689'600;  // 2025: no kiosk stood anywhere before
constexpr std::int64_t latest_s = 253'402'300'799;  // the end of the year 9999

std::int64_t seconds_of(core::TimeGrain grain) {
  switch (grain) {
    case core::TimeGrain::Hour:
      return 3600;
    case core::TimeGrain::Minute:
      return 60;
    case core::TimeGrain::None:
      return 1;
  }
  return 1;
}

bool is_sane(const core::ClockRecord& clock) {
  return clock.boot_ms <= latest_s * 1000 && clock.wall_ms >= -latest_s * 1000 &&
         clock.wall_ms <= latest_s * 1000;
}
std::int64_t began_ms(const core::ClockRecord& clock) {
  return clock.wall_ms - clock.boot_ms;
}
std::int64_t floored(std::int64_t time_s, std::int64_t grain_s) {
  return time_s - (time_s % grain_s + grain_s) % grain_s;
}
std::int64_t if_known(std::int64_t time_s) {
  return time_s >= earliest_s && time_s <= latest_s ? time_s : 0;
}

}  // namespace

void Times::add(std::int64_t run, std::uint64_t number, const core::ClockRecord& clock) {
  if (!is_sane(clock)) return;
  runs_[run].push_back({number, clock});
  if (clock.source == core::ClockSource::None) return;
  const auto known = trusted_.find(clock.boot);
  if (known == trusted_.end() || clock.boot_ms < known->second.boot_ms) trusted_[clock.boot] = clock;
}

std::int64_t Times::of(std::int64_t run, std::uint64_t number, std::int64_t time_s,
                       core::TimeGrain grain) const {
  if (time_s <= 0 || time_s > latest_s) return 0;
  const auto clocks = runs_.find(run);
  if (clocks == runs_.end()) return if_known(time_s);
  const auto& all = clocks->second;
  const auto after = std::find_if(all.begin(), all.end(), [&](const Clock& c) { return c.number > number; });
  // A receipt tells the time, but does not set the kiosk's clock.
  const auto setting = std::find_if(std::make_reverse_iterator(after), all.rend(), [](const Clock& c) {
    return c.record.source != core::ClockSource::Receipt;
  });
  if (setting == all.rend() || setting->record.source != core::ClockSource::None) return if_known(time_s);
  const auto& unset = setting->record;
  const auto trusted = trusted_.find(unset.boot);
  const auto& before = std::prev(after)->record;
  if (trusted == trusted_.end() || before.boot != unset.boot) return if_known(time_s);

  const auto grain_s = seconds_of(grain);
  const auto shown_s = floored((began_ms(unset) + before.boot_ms) / 1000, grain_s);
  const auto true_s = floored((began_ms(trusted->second) + before.boot_ms) / 1000, grain_s);
  if (time_s >= true_s && (shown_s <= true_s || time_s < shown_s)) return if_known(time_s);
  // The kiosk rounded down, so the truth lies up to a grain later: the nearest is the likeliest.
  const auto wrong_s = (began_ms(trusted->second) - began_ms(unset)) / 1000;
  auto corrected = std::max(floored(time_s + wrong_s + grain_s / 2, grain_s), true_s);
  if (after != all.end() && after->record.boot == unset.boot)
    corrected =
        std::min(corrected, floored((began_ms(trusted->second) + after->record.boot_ms) / 1000, grain_s));
  return if_known(corrected);
}

}  // namespace talt::receiver
