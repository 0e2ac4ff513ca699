// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/export/small_cells.h"

#include <cstddef>

namespace talt::receiver {

namespace {

struct Cell {
  std::uint64_t people = 0;
  bool is_shown = true;
  bool is_secret() const { return !is_shown && people > 0; }
};
using Line = std::vector<Cell*>;

Cell* smallest_shown(const Line& line) {
  Cell* smallest = nullptr;
  for (auto* cell : line)
    if (cell->is_shown && cell->people > 0 && (smallest == nullptr || cell->people < smallest->people))
      smallest = cell;
  return smallest;
}

bool leave_out(Cell* cell) {
  if (cell == nullptr || !cell->is_shown) return false;
  cell->is_shown = false;
  return true;
}

/// A group is a row: its alternatives, then answered, then skipped.
class Matrix {
 public:
  Matrix(const std::vector<BreakdownGroup>& groups, std::uint64_t min_cell, bool is_sum)
      : min_cell_(min_cell), is_sum_(is_sum) {
    for (const auto& group : groups) {
      auto& row = rows_.emplace_back();
      for (const auto people : group.people) row.push_back({people, people >= min_cell});
      row.push_back({group.answered, group.answered >= min_cell});
      row.push_back({group.skipped, group.skipped >= min_cell});
    }
    if (!rows_.empty()) columns_ = rows_.front().size();
  }

  void protect() {
    while (leave_out_groups() || protect_lines() || protect_from_sums()) {
    }
  }
  const std::vector<std::vector<Cell>>& rows() const { return rows_; }

 private:
  Cell& answered(std::size_t row) { return rows_[row][columns_ - 2]; }
  bool has_known_sum(std::size_t row) { return is_sum_ && answered(row).is_shown; }

  Line column(std::size_t at) {
    Line line;
    for (auto& row : rows_) line.push_back(&row[at]);
    return line;
  }
  Line alternatives(std::size_t row) {
    Line line;
    for (std::size_t at = 0; at + 2 < columns_; ++at) line.push_back(&rows_[row][at]);
    return line;
  }

  bool leave_out_groups() {
    bool is_changed = false;
    for (std::size_t row = 0; row < rows_.size(); ++row)
      if (!answered(row).is_shown)
        for (auto& cell : rows_[row]) is_changed |= leave_out(&cell);
    return is_changed;
  }

  bool is_small(const Line& line) const {
    std::uint64_t secret = 0;
    for (const auto* cell : line)
      if (cell->is_secret()) secret += cell->people;
    return secret > 0 && secret < min_cell_;
  }

  bool protect_lines() {
    bool is_changed = false;
    for (std::size_t at = 0; at < columns_; ++at)
      if (const auto line = column(at); is_small(line)) is_changed |= leave_out(smallest_shown(line));
    for (std::size_t row = 0; row < rows_.size(); ++row)
      if (const auto line = alternatives(row); has_known_sum(row) && is_small(line))
        is_changed |= leave_out(smallest_shown(line)) || leave_out(&answered(row));
    return is_changed;
  }

  bool protect_from_sums() {
    for (std::size_t row = 0; row < rows_.size(); ++row)
      for (std::size_t at = 0; at < columns_; ++at) {
        if (!rows_[row][at].is_secret() || !follows(row, at)) continue;
        if (leave_out(smallest_shown(column(at)))) return true;
        const bool is_in_sum = has_known_sum(row) && at + 2 < columns_;
        if (is_in_sum && (leave_out(smallest_shown(alternatives(row))) || leave_out(&answered(row))))
          return true;
      }
    return false;
  }

  /// The node of a cell's row: all rows whose sum nobody knows are one, and so is every row for skips.
  std::size_t node(std::size_t row, std::size_t at) {
    const auto free = columns_ + rows_.size();
    return has_known_sum(row) && at + 2 < columns_ ? columns_ + row : free;
  }

  /// Is there no other way over secret cells from its column to its row?
  bool follows(std::size_t its_row, std::size_t its_column) {
    std::vector<bool> is_reached(columns_ + rows_.size() + 1, false);
    is_reached[its_column] = true;
    for (bool is_growing = true; is_growing;) {
      is_growing = false;
      for (std::size_t row = 0; row < rows_.size(); ++row)
        for (std::size_t at = 0; at < columns_; ++at) {
          if (!rows_[row][at].is_secret() || (row == its_row && at == its_column)) continue;
          if (is_reached[at] == is_reached[node(row, at)]) continue;
          is_reached[at] = is_reached[node(row, at)] = true;
          is_growing = true;
        }
    }
    return !is_reached[node(its_row, its_column)];
  }

  std::vector<std::vector<Cell>> rows_;
  std::size_t columns_ = 0;
  std::uint64_t min_cell_;
  bool is_sum_;
};

}  // namespace

std::vector<ShownCells> shown_cells(const std::vector<BreakdownGroup>& groups, std::uint64_t min_cell,
                                    bool is_sum) {
  Matrix matrix(groups, min_cell, is_sum);
  matrix.protect();
  std::vector<ShownCells> shown;
  for (const auto& row : matrix.rows()) {
    auto& cells = shown.emplace_back();
    for (std::size_t at = 0; at + 2 < row.size(); ++at) cells.people.push_back(row[at].is_shown);
    cells.answered = row[row.size() - 2].is_shown;
    cells.skipped = row[row.size() - 1].is_shown;
  }
  return shown;
}

}  // namespace talt::receiver
