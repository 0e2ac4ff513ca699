// SPDX-License-Identifier: EUPL-1.2
// Which cells of a breakdown are left out, so that no small number of people shows. Leaving out a small cell
// alone is not enough: it would follow from the total, which always stands, minus the others. So further
// cells, the smallest first, are left out until
//   - of the people in one line, those left out are no small number together, and
//   - no cell with people in it follows from the sums that are known: those of each alternative over all
//   groups
//     and, where each person has one alternative, those of each group.
// Cells and sums make a graph: a cell joins its group with its alternative, and one that is left out follows
// from the others exactly where it is the only way between the two. Pure.
#pragma once

#include <cstdint>
#include <vector>

namespace talt::receiver {

struct BreakdownGroup {
  std::vector<std::uint64_t> people;  // by alternative
  std::uint64_t answered = 0, skipped = 0;
};

/// What may be shown of a group. Where `answered` may not, nothing of the group may.
struct ShownCells {
  std::vector<bool> people;
  bool answered = true, skipped = true;
};

/// `is_sum`: the people of a group's alternatives add up to its `answered` (each has one alternative). Cells
/// with fewer than `min_cell` people are left out, empty ones too; that an empty one is empty may be found
/// out.
std::vector<ShownCells> shown_cells(const std::vector<BreakdownGroup>& groups, std::uint64_t min_cell,
                                    bool is_sum);

}  // namespace talt::receiver
