// SPDX-License-Identifier: EUPL-1.2
// How the journal lies in its store: keys, rows and what is read back at an opening. Any thread; no state.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "platform/store.h"
#include "sync/chain.h"
#include "sync/receipt.h"

namespace talt::sync {

/// A run as the journal knows it. `last` is first - 1 while it has no record.
struct JournalRun {
  std::uint64_t ordinal = 1;  // in the order of beginnings; see ordinals_a_store
  RunId run{};
  core::Bytes header;
  std::uint64_t first = 1;
  std::uint64_t last = 0;
  Head head{};  // after `last`
  std::optional<Receipt> receipt;
  std::uint64_t pruned = 0;  // records up to here are no longer stored; first - 1 where all are
  Head pruned_head{};
  std::uint64_t swept = 0;  // rows up to here are known to be removed; in memory only

  std::uint64_t through() const { return receipt ? std::max(receipt->through, first - 1) : first - 1; }
  /// The receiver has the header and all records that are here.
  bool is_settled() const { return receipt && through() >= last; }
};

struct StoredRecord {
  Head before{};
  Head after{};
  core::Bytes frame;
};

/// A store that follows one that was set aside counts its runs from a higher multiple of this, so that
/// salvaged runs keep their places before its own.
inline constexpr std::uint64_t ordinals_a_store = std::uint64_t{1} << 32;

namespace rows {
core::Bytes record_key(const RunId& run, std::uint64_t number);
core::Bytes record(core::ByteView row_key, const Head& before, const Head& after, core::ByteView frame);
/// Fails where the row does not prove itself under that key: then something was changed.
core::Result<StoredRecord> read_record(core::ByteView row_key, core::ByteView value);
core::Bytes header(core::ByteView row_key, core::ByteView header_bytes);
core::Result<core::ByteView> read_header(core::ByteView row_key, core::ByteView value);
std::optional<std::uint64_t> number_of(core::ByteView key);                      // the number that ends a key
core::Result<JournalRun> new_run(std::uint64_t ordinal, core::ByteView header);  // without records yet
core::Bytes run_key(std::uint64_t ordinal);
/// Above every record of the run: a search from there meets the run's last record at once, however many
/// removed ones lie behind.
core::Bytes end_key(const RunId& run);
core::Bytes receipt_key(const RunId& run);                         // the last one taken
core::Bytes receipt_key(const RunId& run, std::uint64_t through);  // the one given for that number
core::Bytes warning_key(std::uint64_t ordinal);
core::Bytes pruned_key(const RunId& run);
core::Bytes pruned(std::uint64_t number, const Head& head);
core::Bytes side_key(std::string_view name);
/// All runs, oldest first. Reads a few rows a run, never the records between.
core::Result<std::vector<JournalRun>> read_runs(platform::Store& store);
core::Result<std::vector<std::string>> read_warnings(platform::Store& store);
/// The receipt with the highest number that is not above `number`.
core::Result<std::optional<Receipt>> last_receipt_up_to(platform::Store& store, const JournalRun& run,
                                                        std::uint64_t number);
}  // namespace rows

}  // namespace talt::sync
