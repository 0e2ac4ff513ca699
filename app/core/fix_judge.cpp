// SPDX-License-Identifier: EUPL-1.2
#include "app/core/fix_judge.h"

#include <algorithm>
#include <cmath>

#include "app/core/geo.h"

namespace talt::core {

namespace {

constexpr double slack_m_min = 5;
constexpr std::int64_t repeat_ms_max = 3'000;
constexpr std::int64_t leap_ms_max = 3'600'000;

bool is_on_earth(const Fix& fix) {
  return std::isfinite(fix.lat) && std::isfinite(fix.lon) && std::abs(fix.lat) <= 90 &&
         std::abs(fix.lon) <= 180;
}

bool is_sound(std::optional<std::int64_t> time_ms) {
  return time_ms && *time_ms >= sound_time_ms_min && *time_ms < sound_time_ms_max;
}

}  // namespace

const char* words_for(FixVerdict verdict) {
  switch (verdict) {
    case FixVerdict::Good:
      return "good";
    case FixVerdict::Coarse:
      return "too coarse for the track";
    case FixVerdict::OffTheEarth:
      return "not a place on earth";
    case FixVerdict::GulfOfGuinea:
      return "in the Gulf of Guinea";
    case FixVerdict::TooCoarse:
      return "too coarse";
    case FixVerdict::Jumped:
      return "farther than anyone walks";
    case FixVerdict::TimeBackwards:
      return "its time runs backwards";
    case FixVerdict::TimeLeapt:
      return "its time leaps ahead";
    case FixVerdict::Repeated:
      return "said before";
    case FixVerdict::FarAway:
      return "far away from the walk";
  }
  return "";
}

FixVerdict FixJudge::by_itself(const Fix& fix) const {
  if (!is_on_earth(fix)) return FixVerdict::OffTheEarth;
  const LatLon at{fix.lat, fix.lon};
  if (metres_between(at, {0, 0}) <= gulf_of_guinea_m) return FixVerdict::GulfOfGuinea;
  if (walk_at_ && metres_between(at, *walk_at_) > far_away_m) return FixVerdict::FarAway;
  if (!fix.accuracy_m) return FixVerdict::Coarse;
  const bool is_a_distance = std::isfinite(*fix.accuracy_m) && *fix.accuracy_m >= 0;
  if (!is_a_distance || *fix.accuracy_m > note_accuracy_m_max) return FixVerdict::TooCoarse;
  return *fix.accuracy_m > track_accuracy_m_max ? FixVerdict::Coarse : FixVerdict::Good;
}

std::int64_t FixJudge::elapsed_ms(const Seen& last, const Seen& next) {
  auto elapsed = std::max<std::int64_t>(next.received_ms - last.received_ms, 0);
  if (last.fix.time_ms && next.fix.time_ms)
    elapsed = std::max(elapsed, *next.fix.time_ms - *last.fix.time_ms);
  return elapsed;
}

FixVerdict FixJudge::follows(const Seen& last, const Seen& next) {
  const auto passed_ms = next.received_ms - last.received_ms;
  if (last.fix.time_ms && next.fix.time_ms) {
    const auto said_ms = *next.fix.time_ms - *last.fix.time_ms;
    if (said_ms < 0) return FixVerdict::TimeBackwards;
    if (said_ms == 0 && passed_ms < repeat_ms_max) return FixVerdict::Repeated;
    if (said_ms - passed_ms > leap_ms_max) return FixVerdict::TimeLeapt;
  }
  const double slack_m =
      std::max({slack_m_min, last.fix.accuracy_m.value_or(0), next.fix.accuracy_m.value_or(0)});
  const double reach_m = walker_m_s_max * static_cast<double>(elapsed_ms(last, next)) / 1000 + slack_m;
  const double metres = metres_between({last.fix.lat, last.fix.lon}, {next.fix.lat, next.fix.lon});
  return metres <= reach_m ? FixVerdict::Good : FixVerdict::Jumped;
}

Judgement FixJudge::judge(const Fix& fix, std::int64_t received_ms) {
  Judgement judgement{by_itself(fix), is_sound(fix.time_ms), false, 0};
  if (judgement.verdict != FixVerdict::Good) return judgement;
  Seen next{fix, received_ms};
  if (!judgement.is_time_sound) next.fix.time_ms.reset();
  if (last_) {
    judgement.verdict = follows(*last_, next);
    judgement.elapsed_ms = elapsed_ms(*last_, next);
    if (judgement.verdict == FixVerdict::Repeated) return judgement;
  }
  if (judgement.verdict != FixVerdict::Good) {
    const auto after_waiting = waiting_ ? follows(*waiting_, next) : FixVerdict::Jumped;
    if (after_waiting == FixVerdict::Repeated) return judgement;
    consistent_ = after_waiting == FixVerdict::Good ? consistent_ + 1 : 1;
    waiting_ = next;
    if (consistent_ < consistent_fixes_min) return judgement;
    judgement.verdict = FixVerdict::Good;
    judgement.starts_anew = true;
  }
  judgement.starts_anew = judgement.starts_anew || !last_;
  last_ = next;
  waiting_.reset();
  consistent_ = 0;
  return judgement;
}

}  // namespace talt::core
