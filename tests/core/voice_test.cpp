// SPDX-License-Identifier: EUPL-1.2
#include "app/core/voice.h"

#include <catch2/catch.hpp>
#include <vector>

using namespace talt::core;

TEST_CASE("the meter stands at its top for the loudest sound, at nothing for silence", "[voice]") {
  CHECK(level_of(loudest_of(std::vector<std::int16_t>{0, 0, 0})) == 0);
  CHECK(level_of(loudest_of(std::vector<std::int16_t>{0, -32'768, 3})) == 1);
  CHECK(level_of(loudest_of({})) == 0);
}

TEST_CASE("the meter moves as ears hear: half as loud is six decibels of its fifty", "[voice]") {
  CHECK(level_of(16'384) == Approx(1 - 6.02 / 50).margin(0.001));
  CHECK(level_of(3277) == Approx(0.6).margin(0.001));
  CHECK(level_of(1) == 0);
  CHECK(loudest_of(std::vector<std::int16_t>{5, -700, 600}) == 700);
}

TEST_CASE("a minute is a minute", "[voice]") {
  CHECK(voice_ms_of(voice_samples_max) == voice_ms_max);
  CHECK(voice_ms_of(0) == 0);
}
