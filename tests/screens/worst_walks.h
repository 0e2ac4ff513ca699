// SPDX-License-Identifier: EUPL-1.2
// Walks that municipalities should not plan but will: as many, as long and as bare as the rules allow; and
// the ordinary one that follows up another. All are without fault.
#pragma once

#include <string>
#include <vector>

namespace talt::tests {

/// Writes each into a folder of its own below `folder` and returns those folders.
std::vector<std::string> write_worst_walks(const std::string& folder);
/// Copies the walk in `walk` into `folder`, with five observations of an earlier one to look at again.
void write_follow_up(const std::string& walk, const std::string& folder);

}  // namespace talt::tests
