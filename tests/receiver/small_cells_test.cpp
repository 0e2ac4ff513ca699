// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/export/small_cells.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <numeric>
#include <random>
#include <set>

using namespace talt::receiver;

namespace {

using Numbers = std::vector<std::uint64_t>;

/// Whoever reads the table: knows the totals, what is shown and, where it is shown, each group's sum.
class Reader {
 public:
  Reader(const std::vector<BreakdownGroup>& groups, const std::vector<ShownCells>& shown, bool is_sum)
      : groups_(groups),
        shown_(shown),
        is_sum_(is_sum),
        guess_(groups.size(), Numbers(groups[0].people.size())) {}

  /// What each cell can be, by group and alternative.
  std::vector<std::vector<std::set<std::uint64_t>>> possible() {
    found_.assign(groups_.size(), std::vector<std::set<std::uint64_t>>(groups_[0].people.size()));
    fill(0, 0, left_in(0));
    return found_;
  }

 private:
  std::uint64_t left_in(std::size_t alternative) const {
    std::uint64_t left = 0;
    for (std::size_t g = 0; g < groups_.size(); ++g)
      if (!shown_[g].people[alternative]) left += groups_[g].people[alternative];
    return left;
  }
  void fill(std::size_t alternative, std::size_t group, std::uint64_t left) {
    if (alternative == groups_[0].people.size()) return note();
    if (group == groups_.size()) {
      if (left > 0) return;
      const auto next = alternative + 1;
      return fill(next, 0, next < groups_[0].people.size() ? left_in(next) : 0);
    }
    const auto truth = groups_[group].people[alternative];
    if (shown_[group].people[alternative]) {
      guess_[group][alternative] = truth;
      return fill(alternative, group + 1, left);
    }
    for (std::uint64_t value = 0; value <= left; ++value) {
      guess_[group][alternative] = value;
      fill(alternative, group + 1, left - value);
    }
  }
  void note() {
    for (std::size_t g = 0; g < groups_.size(); ++g)
      if (is_sum_ && shown_[g].answered &&
          std::accumulate(guess_[g].begin(), guess_[g].end(), std::uint64_t{0}) != groups_[g].answered)
        return;
    for (std::size_t g = 0; g < groups_.size(); ++g)
      for (std::size_t a = 0; a < guess_[g].size(); ++a) found_[g][a].insert(guess_[g][a]);
  }

  const std::vector<BreakdownGroup>& groups_;
  const std::vector<ShownCells>& shown_;
  bool is_sum_;
  std::vector<Numbers> guess_;
  std::vector<std::vector<std::set<std::uint64_t>>> found_;
};

BreakdownGroup group_of(Numbers people) {
  const auto answered = std::accumulate(people.begin(), people.end(), std::uint64_t{0});
  return {std::move(people), answered, 0};
}

}  // namespace

TEST_CASE("large cells are shown, small ones are not", "[small-cells]") {
  const auto shown = shown_cells({group_of({20, 9}), group_of({7, 2}), group_of({8, 3})}, 5, false);
  CHECK(shown[0].people == std::vector<bool>{true, true});
  CHECK(shown[1].people == std::vector<bool>{true, false});
  CHECK(shown[2].people == std::vector<bool>{true, false});
}

TEST_CASE("a small cell does not follow from the total minus the others", "[small-cells]") {
  const auto shown = shown_cells({group_of({20, 9}), group_of({7, 2}), group_of({8, 30})}, 5, false);
  CHECK_FALSE(shown[1].people[1]);
  CHECK_FALSE(shown[0].people[1]);  // the smallest of those that could stand
  CHECK(shown[2].people[1]);
}

TEST_CASE("a small cell does not follow from its group's sum", "[small-cells]") {
  const auto shown = shown_cells({group_of({40, 3}), group_of({30, 31}), group_of({50, 51})}, 5, true);
  CHECK(shown[0].answered);
  CHECK_FALSE(shown[0].people[1]);
  CHECK_FALSE(shown[0].people[0]);
}

TEST_CASE("those left out of a line are no small number together", "[small-cells]") {
  const auto shown = shown_cells({group_of({20}), group_of({1}), group_of({1}), group_of({9})}, 5, false);
  CHECK_FALSE(shown[1].people[0]);
  CHECK_FALSE(shown[2].people[0]);
  CHECK_FALSE(shown[3].people[0]);
  CHECK(shown[0].people[0]);
}

TEST_CASE("of a group with few people nothing is shown", "[small-cells]") {
  const auto shown = shown_cells({group_of({20, 20}), group_of({2, 1}), group_of({6, 6})}, 5, true);
  CHECK_FALSE(shown[1].answered);
  CHECK(shown[1].people == std::vector<bool>{false, false});
}

TEST_CASE("a cell between two rings of others that are left out does not follow either", "[small-cells]") {
  // Groups 0 and 1 hide alternatives 0 and 1, groups 2 and 3 hide 2 and 3; group 1's cell of 2 would join
  // them.
  const auto shown = shown_cells(
      {group_of({3, 3, 90, 91}), group_of({3, 3, 3, 92}), group_of({93, 94, 3, 3}), group_of({95, 96, 3, 3})},
      5, true);
  std::vector<BreakdownGroup> groups{group_of({3, 3, 90, 91}), group_of({3, 3, 3, 92}),
                                     group_of({93, 94, 3, 3}), group_of({95, 96, 3, 3})};
  std::size_t in_the_row = 0, in_the_column = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    in_the_row += shown[1].people[i] ? 0 : 1;
    in_the_column += shown[i].people[2] ? 0 : 1;
  }
  CHECK(in_the_row + in_the_column > 6);  // more than the small ones alone
}

TEST_CASE("nobody can work out a cell that is left out, whatever the table", "[small-cells]") {
  std::mt19937 dice(7);
  constexpr std::uint64_t min_cell = 3;
  for (const bool is_sum : {false, true})
    for (int round = 0; round < 150; ++round) {
      std::vector<BreakdownGroup> groups;
      for (int g = 0; g < 3; ++g) groups.push_back(group_of({dice() % 6, dice() % 6, dice() % 4}));
      const auto shown = shown_cells(groups, min_cell, is_sum);
      const auto possible = Reader(groups, shown, is_sum).possible();
      for (std::size_t a = 0; a < 3; ++a) {
        std::size_t with_people = 0;
        for (const auto& group : groups) with_people += group.people[a] > 0 ? 1 : 0;
        for (std::size_t g = 0; g < 3; ++g) {
          const auto people = groups[g].people[a];
          if (shown[g].people[a]) CHECK(people >= min_cell);
          if (people > 0 && !shown[g].people[a] && with_people > 1)  // else it is the total itself
            CHECK(possible[g][a].size() > 1);
        }
      }
    }
}

TEST_CASE("with no smallest cell everything is shown", "[small-cells]") {
  const auto shown = shown_cells({group_of({1, 0}), group_of({0, 2})}, 0, true);
  for (const auto& group : shown) CHECK(group.people == std::vector<bool>{true, true});
  CHECK(shown_cells({}, 5, true).empty());
}
