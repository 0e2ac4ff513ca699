// SPDX-License-Identifier: EUPL-1.2
// A tour of every screen that a dialogue has, as states: made by the same steps that a person takes. Pure.
#pragma once

#include <string>
#include <vector>

#include "app/core/dialogue.h"
#include "app/core/host_facts.h"
#include "app/core/visit.h"

namespace talt::tests {

struct Stop {
  std::string name;  // "3-feel-answered"
  core::State state;
};

/// What a passer-by comes to in this language; each question empty and answered, the card over a visit that
/// was left, and thanks with and without results.
std::vector<Stop> tour_of_visit(const core::Dialogue& dialogue, std::size_t language);
/// What the host comes to, and what everyone sees while nothing is collected: in the first language.
std::vector<Stop> tour_of_host(const core::Dialogue& dialogue);
/// A busy afternoon for the host's panel.
core::HostFacts busy_afternoon();

}  // namespace talt::tests
