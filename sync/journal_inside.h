// SPDX-License-Identifier: EUPL-1.2
// What is behind a Journal, shared by the files that make it up. Everything but `mark_lock` is guarded by
// `lock`.
#pragma once

#include <mutex>

#include "sync/journal.h"
#include "sync/journal_opening.h"
#include "sync/journal_rows.h"
#include "sync/mark.h"
#include "sync/salvage.h"

namespace talt::sync {

struct Journal::Inside {
  std::string folder;
  JournalIdentity identity;
  platform::Random& random;
  JournalGround ground;
  std::unique_ptr<platform::Store> store;
  std::vector<JournalRun> runs;  // oldest first; the last one is this opening's once `sealer` is there
  std::vector<HeldAttachment> attachments;  // oldest first
  AttachmentShelf shelf;
  bool lacks_more = false;            // the receiver, beyond what its last receipt names
  std::vector<std::string> told;      // warnings that the store keeps
  std::vector<std::string> warnings;  // new ones: written with the next run's header or receipt
  bool is_stopped = false;            // a run could not begin whole
  std::optional<Mark> mark;
  std::optional<Sealer> sealer;
  std::optional<FailedAppend> failed;
  std::mutex lock;
  std::mutex mark_lock;

  Inside(std::string in, JournalIdentity who, platform::Random& by)
      : folder(std::move(in)), identity(std::move(who)), random(by), shelf(folder) {}

  JournalRun* find(const RunId& run);
  core::Result<void> begin_run();
  RunHeader next_header(const platform::Secret& run_key);
  std::uint64_t next_ordinal() const;
  void compare_with_mark();
  void compare_with_receipts();
  bool has_failed() const { return is_stopped || failed.has_value() || store->is_dead(); }
  /// The head after `number`: of the run's header, the pruned end or a stored record; nothing where it is
  /// gone.
  core::Result<std::optional<Head>> head_at(const JournalRun& run, std::uint64_t number);
  core::Result<std::optional<StoredBatch>> next_batch(const JournalRun& run, std::size_t records_max,
                                                      std::size_t bytes_max);
  void state_hole(const JournalRun& run, StoredBatch& batch);
  core::Result<void> prune(JournalRun& run, std::uint64_t up_to);
  HeldAttachment* find_attachment(const core::AttachmentName& name);
  /// What the records name that was not named before, without numbers yet; fails where that may not be
  /// written.
  core::Result<std::vector<HeldAttachment>> newly_named(const std::vector<PlainRecord>& records);
  /// Writes the changed ones, then removes the files of those let go of.
  core::Result<void> update(const std::vector<HeldAttachment>& changed);
  core::Result<void> take_tally(const Receipt& receipt);
  core::Result<void> let_go(std::int64_t bytes);
  core::Result<void> carry_attachments(platform::Store& from);
  core::Result<void> carry_over(platform::Store& from, JournalRun& run, std::vector<NumberSpan>& found);

  void warn(std::string warning);  // once
  std::vector<std::string> all_warnings() const;
  void add_warnings(std::vector<platform::StoreWrite>& writes) const;  // the new ones
  void keep_warnings();                                                // once they are written
};

}  // namespace talt::sync
