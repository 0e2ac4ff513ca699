// SPDX-License-Identifier: EUPL-1.2
// Running results of the kiosk's own answers, for the results screen only: the truth is the receiver's. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "app/core/answer.h"
#include "app/core/dialogue.h"

namespace talt::core {

struct Tally {
  std::uint32_t people = 0;  // who answered; a skip does not count
  std::vector<std::uint32_t>
      people_by;                       // people per alternative (dots, choice), step (scale), category (pin)
  std::vector<std::uint32_t> dots_by;  // dots per alternative
  std::uint32_t people_at_last_write = 0;  // kept apart from records: written again from 5 new answers on

  bool may_be_shown() const;  // from people_shown_min people on
  bool is_due() const;        // 5 or more answers since the last write
};

Tally empty_tally(const Question& question);
void add(Tally& tally, const Answer& answer);
/// Takes back an answer added since the process started.
void take(Tally& tally, const Answer& answer);

Bytes encode(const std::vector<Tally>& tallies);
/// Empty tallies where the bytes are not of this dialogue's shape.
std::vector<Tally> decode_tallies(ByteView bytes, const Dialogue& dialogue);

}  // namespace talt::core
