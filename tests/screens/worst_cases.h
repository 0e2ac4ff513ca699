// SPDX-License-Identifier: EUPL-1.2
// Dialogues that municipalities should not write but will: as long, as many and as foreign as the rules
// allow.
#pragma once

#include <string>
#include <vector>

namespace talt::tests {

/// Writes each into a folder of its own below `folder` and returns those folders. All are without fault.
std::vector<std::string> write_worst_cases(const std::string& folder);

}  // namespace talt::tests
