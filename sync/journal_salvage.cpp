// SPDX-License-Identifier: EUPL-1.2
// Takes over what can still be read in a store that was set aside. Rows go in as they were, under their own
// runs and numbers; rows that stand there already are the same bytes, so an interrupted salvage can begin
// anew.
#include <algorithm>

#include "sync/journal_inside.h"
#include "sync/salvage.h"

namespace talt::sync {

using core::Bytes;
using core::ByteView;
using core::Result;
using platform::StoreWrite;

namespace {

constexpr std::size_t rows_a_write = 256;

/// Carries the sound records of one run from store to store, and tells which numbers they had.
struct Carrying {
  JournalRun& run;
  std::vector<NumberSpan>& found;
  std::vector<StoreWrite> writes;
  std::function<Result<void>(const std::vector<StoreWrite>&)> write;
  Result<void> outcome;

  bool take(ByteView key, ByteView value) {
    const auto number = rows::number_of(key);
    const auto stored = rows::read_record(key, value);
    if (!number || !stored || *number <= run.pruned || *number < run.first) return true;
    if (*number == run.first && stored->before != first_head(run.header)) return true;
    writes.push_back({Bytes(key.begin(), key.end()), Bytes(value.begin(), value.end())});
    if (!found.empty() && found.back().to + 1 == *number)
      found.back().to = *number;
    else
      found.push_back({*number, *number});
    run.last = *number;
    run.head = stored->after;
    return writes.size() < rows_a_write || flush();
  }
  bool flush() {
    outcome = write(writes);
    writes.clear();
    return outcome.ok();
  }
};

std::vector<StoreWrite> facts_of(const JournalRun& run) {
  const auto key = rows::run_key(run.ordinal);
  std::vector<StoreWrite> writes{{key, rows::header(key, run.header)}, {rows::end_key(run.run), Bytes{}}};
  if (run.receipt) writes.push_back({rows::receipt_key(run.run), encode(*run.receipt)});
  if (run.pruned >= run.first)
    writes.push_back({rows::pruned_key(run.run), rows::pruned(run.pruned, run.pruned_head)});
  return writes;
}

std::uint64_t count_of(const std::vector<NumberSpan>& spans) {
  std::uint64_t count = 0;
  for (const auto& span : spans) count += span.to - span.from + 1;
  return count;
}

}  // namespace

Result<void> Journal::Inside::carry_over(platform::Store& from, JournalRun& run,
                                         std::vector<NumberSpan>& found) {
  Carrying carrying{run,
                    found,
                    facts_of(run),
                    [&](const std::vector<StoreWrite>& writes) {
                      const std::lock_guard held(lock);
                      return store->write(writes);
                    },
                    {}};
  const auto scanned = from.scan(rows::record_key(run.run, run.first), rows::end_key(run.run),
                                 [&](ByteView key, ByteView value) { return carrying.take(key, value); });
  if (carrying.outcome.ok() && !carrying.writes.empty()) carrying.flush();
  if (!carrying.outcome) return carrying.outcome;
  if (run.last < run.pruned) {
    run.last = run.pruned;
    run.head = run.pruned_head;
  }
  (void)scanned.ok();  // what it could not read is what is not in `found`
  const std::lock_guard held(lock);
  std::erase_if(runs, [&](const JournalRun& known) { return known.run == run.run; });
  const auto place = std::find_if(runs.begin(), runs.end(),
                                  [&](const JournalRun& known) { return known.ordinal > run.ordinal; });
  runs.insert(place, run);
  return {};
}

Result<bool> Journal::salvage() {
  auto& in = *inside_;
  const auto place = unsalvaged_store(in.folder);
  if (!place) return false;
  const auto copy = in.folder + "/salvaging";
  const auto mark = read_mark(*place + "/mark");
  std::string told = "of the journal in " + *place + " nothing can be read";
  auto store = open_rebuilt_copy(*place, copy, in.ground.open_store);
  if (!store && is_of_the_machine(store.error())) return store.error();  // no room for the copy: another time
  if (store) {
    auto found_runs = salvaged_runs(**store, mark, in.identity.receipt_key);
    std::uint64_t count = 0;
    std::string lost;
    for (auto& run : found_runs) {
      std::vector<NumberSpan> found;
      if (auto carried = in.carry_over(**store, run, found); !carried) return carried.error();
      count += count_of(found);
      const auto spans = lost_spans(run, found, last_known_of(run, found_runs, mark));
      if (!spans.empty())
        lost +=
            (lost.empty() ? "" : "; ") + text_of(spans) + " of run " + platform::to_hex(run.run).substr(0, 8);
    }
    if (const auto spans = headless_spans(**store, found_runs); !spans.empty())
      lost += (lost.empty() ? "" : "; ") + text_of(spans) + " of a run whose header is gone";
    told = "of the journal in " + *place + " " + std::to_string(count) + " records were salvaged; lost: " +
           (lost.empty() ? (mark ? "none that is known of" : "unknown, for there was no mark") : lost);
    if (auto carried = in.carry_attachments(**store); !carried) return carried.error();
    (*store).reset();
  }
  if (auto removed = platform::remove_folder(copy); !removed) return removed.error();
  {
    const std::lock_guard held(in.lock);
    in.warn(told);
    std::vector<StoreWrite> writes;
    in.add_warnings(writes);
    if (auto written = in.store->write(writes); !written) return written.error();
    in.keep_warnings();
  }
  if (auto noted = platform::write_file_durably(*place + ".salvaged", core::as_bytes(told)); !noted)
    return noted.error();
  return true;
}

}  // namespace talt::sync
