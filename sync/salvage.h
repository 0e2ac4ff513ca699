// SPDX-License-Identifier: EUPL-1.2
// What can still be read in a store that was set aside: its runs, and each record that proves itself. Reads a
// rebuilt copy; the damaged store stays as it is. No state; any thread.
#pragma once

#include <string>
#include <vector>

#include "sync/journal_rows.h"
#include "sync/mark.h"

namespace talt::sync {

/// A copy of `place` in `copy`, put together again as far as it goes.
core::Result<std::unique_ptr<platform::Store>> open_rebuilt_copy(
    const std::string& place, const std::string& copy,
    const std::function<core::Result<std::unique_ptr<platform::Store>>(const std::string&,
                                                                       platform::StoreBirth)>& open_store);

/// The runs whose headers can be read, oldest first, without their records; `mark` has one header more.
/// Receipts are taken over where `receipt_key` signed them.
std::vector<JournalRun> salvaged_runs(platform::Store& store, const std::optional<Mark>& mark,
                                      const platform::PublicKey& receipt_key);

struct NumberSpan {
  std::uint64_t from = 0, to = 0;
};
/// What the run's `previous` entries, the mark and the receipts say that there was, and was not found.
/// `found` are the numbers that were, rising.
std::vector<NumberSpan> lost_spans(const JournalRun& run, const std::vector<NumberSpan>& found,
                                   std::uint64_t last_known);
/// The highest number that anything speaks of: the run's own rows, the next run's header, the mark, a
/// receipt.
std::uint64_t last_known_of(const JournalRun& run, const std::vector<JournalRun>& runs,
                            const std::optional<Mark>& mark);
/// Records whose run's header is gone: nobody can open them.
std::vector<NumberSpan> headless_spans(platform::Store& store, const std::vector<JournalRun>& runs);
std::string text_of(const std::vector<NumberSpan>& spans);  // "3, 7 to 9"

}  // namespace talt::sync
