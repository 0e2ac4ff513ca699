// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/small_cells.h"

#include <cstddef>

namespace talt::receiver {

namespace {

struct Cell {
  std::uint64_t people = 0;
  bool is_shown = true;
};

/// A group is a row: its alternatives, then answered, then skipped.
class Matrix {
 public:
  Matrix(const std::vector<BreakdownGroup>& groups, std::uint64_t min_cell) : min_cell_(min_cell) {
    for (const auto& group : groups) {
      auto& row = rows_.emplace_back();
      for (const auto people : group.people) row.push_back({people, people >= min_cell});
      row.push_back({group.answered, group.answered >= min_cell});
      row.push_back({group.skipped, group.skipped >= min_cell});
    }
  }

  void protect(bool is_sum) {
    bool is_changed = true;
    while (is_changed) {
      is_changed = false;
      for (auto& row : rows_) is_changed |= leave_out_group(row);
      for (std::size_t column = 0; !rows_.empty() && column < rows_.front().size(); ++column)
        is_changed |= protect_column(column);
      if (is_sum)
        for (auto& row : rows_) is_changed |= protect_row(row);
    }
  }
  const std::vector<std::vector<Cell>>& rows() const { return rows_; }

 private:
  static Cell& answered(std::vector<Cell>& row) { return row[row.size() - 2]; }

  bool leave_out_group(std::vector<Cell>& row) {
    bool is_changed = false;
    if (answered(row).is_shown) return false;
    for (auto& cell : row) {
      is_changed |= cell.is_shown;
      cell.is_shown = false;
    }
    return is_changed;
  }

  /// True where another cell had to be left out.
  bool protect_line(const std::vector<Cell*>& line, bool& is_safe) {
    std::uint64_t hidden = 0, people = 0;
    Cell* smallest = nullptr;
    for (auto* cell : line) {
      if (cell->people == 0) continue;
      if (!cell->is_shown) {
        ++hidden;
        people += cell->people;
      } else if (smallest == nullptr || cell->people < smallest->people) {
        smallest = cell;
      }
    }
    is_safe = hidden == 0 || (hidden >= 2 && people >= min_cell_);
    if (is_safe || smallest == nullptr) return false;
    smallest->is_shown = false;
    return true;
  }

  bool protect_column(std::size_t column) {
    std::vector<Cell*> line;
    for (auto& row : rows_) line.push_back(&row[column]);
    bool is_safe = true;
    return protect_line(line, is_safe);
  }

  bool protect_row(std::vector<Cell>& row) {
    if (!answered(row).is_shown) return false;
    std::vector<Cell*> line;
    for (std::size_t i = 0; i + 2 < row.size(); ++i) line.push_back(&row[i]);
    bool is_safe = true;
    if (protect_line(line, is_safe)) return true;
    if (is_safe) return false;
    answered(row).is_shown = false;
    return true;
  }

  std::vector<std::vector<Cell>> rows_;
  std::uint64_t min_cell_;
};

}  // namespace

std::vector<ShownCells> shown_cells(const std::vector<BreakdownGroup>& groups, std::uint64_t min_cell,
                                    bool is_sum) {
  Matrix matrix(groups, min_cell);
  matrix.protect(is_sum);
  std::vector<ShownCells> shown;
  for (const auto& row : matrix.rows()) {
    auto& cells = shown.emplace_back();
    for (std::size_t i = 0; i + 2 < row.size(); ++i) cells.people.push_back(row[i].is_shown);
    cells.answered = row[row.size() - 2].is_shown;
    cells.skipped = row[row.size() - 1].is_shown;
  }
  return shown;
}

}  // namespace talt::receiver
