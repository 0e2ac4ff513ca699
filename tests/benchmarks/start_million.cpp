// SPDX-License-Identifier: EUPL-1.2
// The start of a kiosk whose journal holds a million unsent votes, beside one whose journal is empty; turn by
// turn.
#include "tests/benchmarks/benches.h"
#include "tests/benchmarks/kiosk_start.h"
#include "tests/benchmarks/votes.h"

namespace talt::bench {

std::vector<Row> measure_start_million(const Effort& effort) {
  const doubles::TemporaryFolder folder;
  Town town(folder / "town");
  const auto full = town.enrolled("Full"), empty = town.enrolled("Empty");
  town.stop();
  const auto votes = static_cast<std::size_t>(effort.of(1'000'000, 100'000));
  journal_votes(full, votes);
  const KioskStart start_full(folder / "full.txt", full), start_empty(folder / "empty.txt", empty);
  constexpr int warming = 2;
  for (int i = 0; i < warming; ++i) {
    start_full.measure();
    start_empty.measure();
  }
  Samples to_full, to_empty;
  for (int i = 0; i < effort.of(30, 6); ++i) {
    to_full.add(start_full.measure().attract_ms);
    to_empty.add(start_empty.measure().attract_ms);
  }
  Row row{"start_million", "start with 1,000,000 unsent records, by start with an empty journal", "ratio",
          1.2};
  row.value = to_full.median() / to_empty.median();
  row.samples = {{"full_ms", to_full}, {"empty_ms", to_empty}};
  row.notes = {{"unsent", std::to_string(votes)}};
  return {row};
}

}  // namespace talt::bench
