// SPDX-License-Identifier: EUPL-1.2
// Counts per question and alternative: asked, answered, skipped, people, dots. People and dots are counted
// apart, since stacking mixes the two. What is void, disputed or practice does not count. A paper poster's
// dots count as dots; its people, where the host counted them, as people who answered, but nobody knows who
// chose what there. One thread; memory grows with the questions only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sync/receiver/tables/dialogue_shelf.h"
#include "sync/receiver/tables/table_reader.h"

namespace talt::receiver {

/// A number that is left out stands as empty text.
struct SummaryRow {
  std::string dialogue, version, question, kind;
  std::string breakdown, group;  // breakdown: all, language or given
  std::string alternative;       // empty: the question as a whole
  std::string asked, answered, skipped, people, dots;
};

class Summary {
 public:
  explicit Summary(const DialogueShelf& dialogues) : dialogues_(dialogues) {}
  void count(const TabledAnswer& answer);
  void count(const TabledVisit& visit);
  /// `min_cell`: cells of a breakdown with fewer people are left out (small_cells.h); overall counts stand.
  std::vector<SummaryRow> rows(std::uint64_t min_cell) const;

 private:
  struct Cell {
    std::uint64_t people = 0, dots = 0;
  };
  struct Group {
    std::uint64_t answered = 0, skipped = 0, dots = 0;
    std::vector<Cell> cells;
  };
  struct Counts {
    std::uint64_t asked = 0;
    Group all;
    std::map<std::string, Group> by_language, by_given;
  };
  using Key = std::pair<std::int64_t, std::size_t>;  // dialogue, question

  void count(Group& group, const TabledAnswer& answer, const core::Question& question) const;
  void add_breakdown(std::vector<SummaryRow>& rows, const SummaryRow& shared, const core::Question& question,
                     const std::map<std::string, Group>& groups, std::uint64_t min_cell) const;

  const DialogueShelf& dialogues_;
  std::map<Key, Counts> counts_;
};

}  // namespace talt::receiver
