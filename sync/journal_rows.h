// SPDX-License-Identifier: EUPL-1.2
// How the journal lies in its store: keys, rows and what is read back at an opening. Any thread; no state.
#pragma once

#include <optional>
#include <vector>

#include "platform/store.h"
#include "sync/chain.h"
#include "sync/receipt.h"

namespace talt::sync {

/// A run as the journal knows it. `last` is first - 1 while it has no record.
struct JournalRun {
  RunId run{};
  core::Bytes header;
  std::uint64_t first = 1;
  std::uint64_t last = 0;
  Head head{};  // after `last`
  std::optional<Receipt> receipt;
  std::uint64_t pruned = 0;  // records up to here are no longer stored; first - 1 where all are
  Head pruned_head{};
};

struct StoredRecord {
  Head head{};
  core::Bytes frame;
};

namespace rows {
core::Bytes record_key(const RunId& run, std::uint64_t number);
core::Bytes record(const Head& head, core::ByteView frame);
core::Result<StoredRecord> read_record(core::ByteView value);
core::Bytes run_key(std::uint64_t ordinal);
core::Bytes receipt_key(const RunId& run);
core::Bytes pruned_key(const RunId& run);
core::Bytes pruned(std::uint64_t number, const Head& head);
core::Bytes side_key(std::string_view name);
/// All runs, oldest first. Reads a few rows a run, never the records between.
core::Result<std::vector<JournalRun>> read_runs(platform::Store& store);
}  // namespace rows

}  // namespace talt::sync
