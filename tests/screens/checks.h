// SPDX-License-Identifier: EUPL-1.2
// What keeps people from using a screen, read from the list of what is on it: one finding a line. Pure.
#pragma once

#include <string>
#include <vector>

#include "app/ui/semantics.h"

namespace talt::tests {

struct GlassSize {
  float width = 0;  // pixels
  float height = 0;
  float px_per_mm = 0;
};

/// Too small, too close, too pale, shortened, without a name or letters, outside of the glass, over one
/// another, two things of one name. What lies under a card cannot be touched and is left out.
std::vector<std::string> faults_on(const ui::Semantics& semantics, const GlassSize& glass);

}  // namespace talt::tests
