// SPDX-License-Identifier: EUPL-1.2
// Which cells of a breakdown are left out, so that no small number of people shows. Leaving out a small cell
// alone is not enough: it would follow from the total, which always stands, minus the others. So wherever
// cells with people in them are left out along a line whose sum is known, there are at least two of them and
// together they are no small number; further cells, the smallest first, are left out until that holds. Pure.
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
/// with fewer than `min_cell` people are left out, empty ones too.
std::vector<ShownCells> shown_cells(const std::vector<BreakdownGroup>& groups, std::uint64_t min_cell,
                                    bool is_sum);

}  // namespace talt::receiver
