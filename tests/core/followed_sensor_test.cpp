// SPDX-License-Identifier: EUPL-1.2
#include "app/core/followed_sensor.h"

#include <catch2/catch.hpp>

using talt::core::FollowedSensor;

TEST_CASE("of two receivers the first is followed for as long as it has fixes", "[position]") {
  FollowedSensor followed;
  for (int second = 0; second < 60; ++second) {
    CHECK(followed.follows("/dev/one", 10, second * 1000));
    CHECK_FALSE(followed.follows("/dev/two", 9, second * 1000 + 500));
  }
  CHECK(followed.is_following("/dev/one"));
  CHECK_FALSE(followed.is_following("/dev/two"));
}

TEST_CASE("when it falls silent the other one is", "[position]") {
  FollowedSensor followed;
  CHECK(followed.follows("/dev/one", 10, 0));
  CHECK_FALSE(followed.follows("/dev/two", std::nullopt, 4'000));
  CHECK(followed.follows("/dev/two", std::nullopt, 5'000));
  CHECK_FALSE(followed.follows("/dev/one", 10, 5'500));
}

TEST_CASE("one that stays twice as exact is changed to, one that boasts once is not", "[position]") {
  FollowedSensor followed;
  int changed_at = -1;
  for (int second = 0; second < 20 && changed_at < 0; ++second) {
    CHECK(followed.follows("/dev/one", 20, second * 1000));
    const bool boasts = second != 2;
    if (followed.follows("/dev/two", boasts ? 3 : 15, second * 1000 + 500)) changed_at = second;
  }
  CHECK(changed_at == 7);
  CHECK_FALSE(followed.follows("/dev/one", 20, 8'000));
}
