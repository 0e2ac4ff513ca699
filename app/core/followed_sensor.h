// SPDX-License-Identifier: EUPL-1.2
// Several satellite receivers on one device disagree by metres: a track that took them in turn would zigzag.
// So one is followed for as long as it has fixes. Pure; one thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace talt::core {

class FollowedSensor {
 public:
  /// A fix of the receiver that calls itself `name` came at `now_ms` (steady). True where it is the followed
  /// one. Another is followed once this one has had no fix for 5 s, or once the other has said 5 times
  /// running that it is twice as exact.
  bool follows(std::string_view name, std::optional<double> accuracy_m, std::int64_t now_ms);
  bool is_following(std::string_view name) const { return has_one_ && name == name_; }

 private:
  bool is_much_better(std::string_view name, std::optional<double> accuracy_m);

  std::string name_;
  std::optional<double> accuracy_m_;
  std::int64_t last_ms_ = 0;
  bool has_one_ = false;
  std::string better_name_;
  int better_times_ = 0;
};

}  // namespace talt::core
