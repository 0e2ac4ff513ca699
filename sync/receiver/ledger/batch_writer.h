// SPDX-License-Identifier: EUPL-1.2
// Where a batch belongs in the ledger: behind what is there, beside it as a branch, or nowhere yet. For the
// ledger only, within one transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/receiver/ledger/ledger.h"

namespace talt::receiver {

/// All that can be found out about a batch without the ledger, outside of its lock. Views into the batch's
/// body.
struct CheckedBatch {
  const Batch& batch;
  core::ByteView header;  // empty where none was sent
  std::vector<core::ByteView> frames;
  std::vector<sync::Head> heads;  // heads[i] stands after i of its frames
};
core::Result<CheckedBatch> check_batch(const Batch& batch);

std::string revocation_text(const Revocation& revocation);

class BatchWriter {
 public:
  BatchWriter(platform::Database& database, const CheckedBatch& checked)
      : database_(database), checked_(checked), batch_(checked.batch) {}
  core::Result<LedgerRun> write();

 private:
  using Runs = std::vector<LedgerRun>;
  core::Result<Runs> runs_of(const sync::RunId& run);
  /// The head that a run has after a number; nothing where it does not hold that number.
  core::Result<std::optional<sync::Head>> head_at(const LedgerRun& run, std::uint64_t number);
  /// How many of the batch's frames, from `skip` on, stand in the run under the same numbers.
  core::Result<std::size_t> same_frames(const LedgerRun& run, std::size_t skip);
  core::Result<LedgerRun> place(const Runs& known);
  core::Result<LedgerRun> begin();
  core::Result<LedgerRun> insert(const LedgerRun& run, const sync::Head& base,
                                 const std::optional<sync::RunHeader>& header);
  core::Result<LedgerRun> branch(const Runs& known, std::size_t skip, bool is_attached);
  core::Result<LedgerRun> append(const LedgerRun& run, std::size_t skip);
  core::Result<void> note_attachments(const LedgerRun& run, std::size_t skip);
  core::Result<LedgerRun> append_behind_hole(const LedgerRun& run);
  core::Result<void> dispute(std::int64_t id, const std::string& why, std::uint64_t from);
  core::Result<void> check_origin(const LedgerRun& run, const std::optional<sync::RunHeader>& header);
  core::Result<void> check_previous(const LedgerRun& run, const sync::RunHeader& header);
  core::Result<void> check_followers(const LedgerRun& run, std::uint64_t through);
  core::Result<LedgerRun> read(std::int64_t id);
  bool hole_covers(std::uint64_t from) const;
  std::uint64_t number_before(std::size_t skip) const { return batch_.range.first + skip - 1; }

  platform::Database& database_;
  const CheckedBatch& checked_;
  const Batch& batch_;
};

}  // namespace talt::receiver
