// SPDX-License-Identifier: EUPL-1.2
// From records to the journal: the dialogue and the clock before a run's first answer, counts beside each
// write, the clock beside receipts, and what to do when a write fails. Any thread: one lock inside, held for
// as long as a write takes; only known() never waits for one.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "app/core/dialogue.h"
#include "app/core/record.h"
#include "app/core/tally.h"
#include "app/kiosk/day_counts.h"
#include "app/kiosk/notebook.h"
#include "platform/clock.h"
#include "sync/device_identity.h"
#include "sync/journal.h"

namespace talt::kiosk {

class Recorder {
 public:
  Recorder(std::string folder, const sync::DeviceIdentity& identity, const core::Dialogue& dialogue,
           platform::Clock& clock, platform::Random& random, sync::JournalGround ground = {});
  /// Removes what broke off on the shelf, files that no record names, unless there are notes of a walk: their
  /// draft may name some.
  core::Result<void> open();
  /// Durable when it returns.
  core::Result<void> save(const std::vector<core::Record>& records);
  /// A file on the shelf, durable when it returns: before the record that names it is saved. Where space is
  /// short, files that the receiver has are let go of first. Does not hold up a save.
  core::Result<void> keep(const core::AttachmentName& name, core::ByteView sealed);
  bool has_room_for(std::uint64_t sealed_size) const { return shelf_.lacking_bytes(sealed_size) == 0; }
  /// After a failure: opens the journal anew as a new run; true where the failed save had reached the disk.
  /// Nobody may be using journal() meanwhile. May be tried again.
  core::Result<bool> reopen();
  core::Result<void> write_mark();

  /// A receipt was taken that names this time: a clock record says how the kiosk's clocks stood then. True
  /// where one was written; false where no run has begun: then it is written with the first answer.
  core::Result<bool> note_receipt(std::int64_t receiver_time_s);

  /// The tallies that were kept last, of this very dialogue; empty ones else.
  std::vector<core::Tally> kept_tallies();
  core::Result<void> keep_tallies(const std::vector<core::Tally>& tallies);

  // ---- a walk's notes (notebook.h); each write is durable when it returns, and may be tried again
  core::Result<void> begin_notes(core::walk::Code code, const platform::Secret& key);
  core::Result<void> lock_notes(WordLock lock);
  core::Result<void> keep_draft(const std::optional<core::walk::Observation>& draft);
  core::Result<void> forget_notes();
  /// Of an unfinished walk whose key is not here; nothing where there is none.
  struct LockedNotes {
    std::optional<WordLock> lock;
    core::Bytes bound_to;
  };
  std::optional<LockedNotes> locked_notes();
  core::Bytes bound_to(core::walk::Code code) const { return Notebook::bound_to(dialogue_digest_, code); }
  /// Why the rows of an earlier walk could not be read at the last opening, once. Its records are none the
  /// worse.
  std::optional<core::Error> take_notes_trouble();
  /// Nothing where that is not their key.
  core::Result<std::optional<Notebook::Opened>> open_notes(const platform::Secret& key);

  struct Known {
    sync::JournalStatus journal;
    DayCounts counts;  // of the day that `counts.day` names
  };
  /// What was known after the last write or look().
  Known known();
  /// Asks the journal, e.g. after a receipt.
  void look();

  /// The journal of the last opening; not while a reopening is under way or failed.
  sync::Journal* journal() { return journal_.get(); }

 private:
  using Held = std::lock_guard<std::mutex>;
  core::Result<void> open_held();
  core::Result<void> append_held(const std::vector<core::Record>& records, const DayCounts& counts);
  core::Result<std::vector<sync::PlainRecord>> encoded(const std::vector<core::Record>& records) const;
  std::vector<core::Record> opening_records() const;
  void look_held();
  Notebook::Read reading();
  core::Result<void> write_notes_held(const SideValues& values);

  std::string folder_;
  const sync::DeviceIdentity& identity_;
  const core::Dialogue& dialogue_;
  platform::Clock& clock_;
  platform::Random& random_;
  sync::JournalGround ground_;
  sync::AttachmentShelf shelf_;
  platform::Hash dialogue_digest_;

  std::mutex lock_;  // guards what follows
  std::unique_ptr<sync::Journal> journal_;
  std::optional<sync::FailedAppend> failed_;  // the last save, until it is known whether it reached the disk
  bool opened_run_ = false;
  std::optional<core::ClockRecord> receipt_clock_;  // waits for the run's first answer
  DayCounts counts_;
  Notebook notebook_;
  std::optional<core::Error> notes_trouble_;

  std::mutex known_lock_;
  Known known_;
};

}  // namespace talt::kiosk
