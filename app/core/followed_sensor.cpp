// SPDX-License-Identifier: EUPL-1.2
#include "app/core/followed_sensor.h"

namespace talt::core {

namespace {

constexpr std::int64_t silence_ms = 5'000;
constexpr int better_times_min = 5;
constexpr double better_by = 2;

}  // namespace

bool FollowedSensor::is_much_better(std::string_view name, std::optional<double> accuracy_m) {
  const bool is_better = accuracy_m && (!accuracy_m_ || *accuracy_m * better_by <= *accuracy_m_);
  if (!is_better) {
    if (name == better_name_) better_times_ = 0;
    return false;
  }
  better_times_ = name == better_name_ ? better_times_ + 1 : 1;
  better_name_ = name;
  return better_times_ >= better_times_min;
}

bool FollowedSensor::follows(std::string_view name, std::optional<double> accuracy_m, std::int64_t now_ms) {
  const bool is_it = has_one_ && name == name_;
  if (!is_it && has_one_ && now_ms - last_ms_ < silence_ms && !is_much_better(name, accuracy_m)) return false;
  if (!is_it) {
    name_ = name;
    better_times_ = 0;
    has_one_ = true;
  }
  accuracy_m_ = accuracy_m;
  last_ms_ = now_ms;
  return true;
}

}  // namespace talt::core
