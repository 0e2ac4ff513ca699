// SPDX-License-Identifier: EUPL-1.2
// A tour of every screen that a walk dialogue has, as states: an ordinary evening's, and those of an evening
// on which everything is too much or missing. Pure.
#pragma once

#include <vector>

#include "app/core/dialogue.h"
#include "tests/screens/tour.h"

namespace talt::tests {

/// Every screen, with everything that can stand over the form, in this language.
std::vector<Stop> tour_of_walk(const core::Dialogue& dialogue, std::size_t language);
/// 300 notes, quotes of 1,000 characters, eight attachments, long troubles, 400 pictures on a stick, no
/// position, none of anything: what the first tour has no room for.
std::vector<Stop> tour_of_worst_walk(const core::Dialogue& dialogue, std::size_t language);

}  // namespace talt::tests
