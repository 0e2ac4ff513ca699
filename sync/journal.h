// SPDX-License-Identifier: EUPL-1.2
// The kiosk's durable sequence of sealed records: runs, chain, mark, receipts, pruning (DESIGN section 7;
// formats on top of journal.cpp). Any thread: one lock inside; an append holds it for one synced write.
//
// Order of durable writes: record, then "Thank you", then the mark within a second; a receipt, then pruning.
// After any failed write the handle is dead: close it, open() again (a new run), ask holds_frame for the
// pending record.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/result.h"
#include "platform/files.h"
#include "platform/random.h"
#include "platform/store.h"
#include "sync/attachment_receipt.h"
#include "sync/attachment_shelf.h"
#include "sync/chain.h"
#include "sync/held_attachment.h"
#include "sync/hole.h"
#include "sync/receipt.h"

namespace talt::sync {

struct JournalIdentity {
  DeviceId device{};
  platform::PublicKey device_key{};
  platform::PublicKey receipt_key{};
  std::vector<platform::PublicKey> sealing_keys;
};

struct PlainRecord {
  core::Bytes clear;
  core::Bytes plain;
};  // wiped by append
/// Key-values written in the same synced write as records: counts and ids, and what is sealed; never anything
/// of an answer in clear, for the store keeps old versions.
struct SideValue {
  std::string name;
  core::Bytes value;
  bool is_removed = false;  // then there is no such value any more
};

struct FailedAppend {
  RunId run{};
  std::uint64_t first = 0;
  std::uint64_t count = 0;
  platform::Hash frames{};  // BLAKE2b-256 of the frames in a row
};

struct StoredBatch {  // as it goes on the wire
  RunId run{};
  core::Bytes header;  // the run's header bytes
  std::uint64_t first = 1;
  Head before{};
  Head after{};
  std::vector<core::Bytes> frames;
  bool with_header = true;   // the receiver has none of this run yet
  std::optional<Hole> hole;  // what stands for records before `first` that are gone; a loss is not signed yet
};

struct RunStatus {
  RunId run{};
  std::uint64_t first = 1, last = 0, receipted = 0, stable = 0, pruned = 0;
  Head head{};
  std::string disputed;
};
struct JournalStatus {
  std::uint64_t recorded = 0, receipted = 0, pending = 0;  // over all runs
  std::optional<RunStatus> current;
  std::vector<RunStatus> unsettled;  // runs with something to send, oldest first
  std::int64_t last_receipt_s = 0;
  std::vector<std::string> warnings;  // missing, disputed or damaged: shown to the host
  AttachmentStatus attachments;
};

/// What a journal stands on besides files: a port for tests that fail the n-th call or fill the disk.
struct JournalGround {
  std::function<core::Result<std::unique_ptr<platform::Store>>(const std::string&, platform::StoreBirth)>
      open_store = [](const std::string& folder, platform::StoreBirth birth) {
        return platform::open_store(folder, birth);
      };
  std::function<core::Result<std::int64_t>(const std::string&)> free_bytes = platform::free_bytes;
};

class Journal {
 public:
  /// `folder` is the data folder, already locked. Born where it never was; set aside whole where damaged (a
  /// new one begins and a warning says so). A new run begins with the first append after this.
  static core::Result<std::unique_ptr<Journal>> open(const std::string& folder, JournalIdentity identity,
                                                     platform::Random& random, JournalGround ground = {});
  /// Read-only facts of a folder nobody has open; zeros on a new or half-born one.
  static core::Result<JournalStatus> status_of(const std::string& folder);

  /// Seals, chains and writes all records in one synced write; durable on success. The first number is
  /// returned. A record whose clear header names an attachment that no earlier record named is refused while
  /// the file is not on the shelf: what is named has been kept.
  core::Result<std::uint64_t> append(std::vector<PlainRecord> records,
                                     const std::vector<SideValue>& side = {});
  /// The mark file, outside the database, as it stands now: called within a second after an append.
  core::Result<void> write_mark();
  core::Result<std::optional<core::Bytes>> side_value(const std::string& name);
  /// All or nothing, in one synced write.
  core::Result<void> write_side_values(const std::vector<SideValue>& values);

  /// The next records to send of the oldest unsettled run, from after its receipt; nothing when all is
  /// receipted. A run without records to send but whose header the receiver has not confirmed comes with
  /// count 0. Records that cannot be read are passed over: the batch then states the hole. A run that cannot
  /// be sent at all, and the runs named, do not hold up the others; it fails where nothing else is left.
  core::Result<std::optional<StoredBatch>> peek(std::size_t records_max, std::size_t bytes_max,
                                                const std::vector<RunId>& passed_over = {});
  /// The settled runs of which records, or attachments, are still here, oldest first.
  std::vector<RunId> held_runs();
  bool is_settled(const RunId& run);
  /// Asks how far the receiver has a run, and what its backup holds: a batch without records behind the last
  /// one.
  core::Result<StoredBatch> question(const RunId& run);
  /// Takes a receipt whose signature, device, run, nonce and head all check against this journal; then prunes
  /// up to stable, and further where space is short. One that knows more than this journal has (a lost tail)
  /// settles the run, prunes nothing and warns. Anything else is refused and changes nothing. May go
  /// backwards.
  core::Result<void> receipted(const Receipt& receipt, const std::string& nonce_sent);

  /// All that durable records name, oldest first.
  std::vector<HeldAttachment> attachments();
  /// Attachments still to be sent, oldest first: those whose records the receiver has.
  std::vector<HeldAttachment> unsent_attachments();
  /// Takes a receipt for an attachment whose signature, device, name, size and nonce all check. The file goes
  /// once a backup of the receiver's has it, or where space is short. Anything else is refused and changes
  /// nothing.
  core::Result<void> receipted(const AttachmentReceipt& receipt, const std::string& nonce_sent);
  /// The storage lost it before the receiver had it: told as a warning, and not sent any more.
  core::Result<void> note_lost(const core::AttachmentName& name);
  /// The last receipt named not all that the receiver lacks.
  bool lacks_more_attachments();
  /// At an opening, before anything is kept: removes from the shelf what no durable record names and `spared`
  /// does not either, and what was let go of. Removes nothing unnamed where a store was ever set aside: its
  /// records may have named it.
  core::Result<void> tidy_shelf(const std::vector<core::AttachmentName>& spared = {});
  /// Lets go of files that the receiver has, oldest first, until so many bytes are free that were not.
  core::Result<void> make_room(std::int64_t bytes);
  const AttachmentShelf& shelf() const;

  /// Where a damaged store was set aside and not looked through yet: takes its intact records over, one by
  /// one, each proved by its heads, and says which numbers are lost. True where there was one. Slow; from the
  /// sync thread, beside appends. The damaged store itself is never touched. Interrupted, it begins anew.
  core::Result<bool> salvage();

  JournalStatus status();
  bool is_dead();
  /// The append that killed this handle, if one did.
  std::optional<FailedAppend> failed_append();
  /// After a reopening: did that append reach the disk after all, byte for byte?
  core::Result<bool> holds(const FailedAppend& failed);
  /// The receipt once given for the last pruned record of a run, or the last one taken where none is pruned:
  /// a batch whose predecessors are pruned, asked for again, carries it.
  std::optional<Receipt> receipt_of(const RunId& run);
  ~Journal();

 private:
  struct Inside;
  explicit Journal(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace talt::sync
