// SPDX-License-Identifier: EUPL-1.2
// The ledger: devices, runs and the batches as they came, untouched. Any thread; several processes may share
// a database. No state outside it. Nothing that was well signed and well numbered is ever refused or dropped:
// what contradicts what is there already is kept beside it, and both are marked as disputed.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "platform/database.h"
#include "sync/batch.h"
#include "sync/enrolment.h"
#include "sync/receiver/ledger/attachments.h"
#include "sync/receiver/ledger/commit_queue.h"

namespace talt::receiver {

struct Revocation {
  sync::RunId run{};  // zeros: before its first run
  std::uint64_t number = 0;
};
struct DeviceKey {
  platform::PublicKey key{};
  std::int64_t enrolled_s = 0;
  std::optional<Revocation> revoked;  // what comes after is disputed
};
struct Device {
  sync::DeviceId id{};
  std::string name;
  core::Bytes code;  // of an enrolment that is open; wiped once used
  std::int64_t code_until_s = 0;
  std::vector<DeviceKey> keys;  // one for each enrolment, the newest last
};

/// A run as the ledger holds it. Other bytes under its numbers make a branch: a LedgerRun of its own beside
/// it.
struct LedgerRun {
  std::int64_t id = 0;  // in the order of their coming; 0: nothing is stored of it
  sync::DeviceId device{};
  sync::RunId run{};
  bool is_branch = false;
  core::Bytes header;
  std::uint64_t first = 1;  // a branch's is where it leaves the others
  std::uint64_t through = 0, stable = 0;
  sync::Head head{};                // after `through`
  std::string disputed;             // why, empty where nothing is
  std::uint64_t disputed_from = 0;  // from this number on; 0: nothing
  std::int64_t received_s = 0;      // when the last batch came
};
/// Numbers of a run that are neither here nor on the kiosk any more.
struct LedgerHole {
  std::int64_t run = 0;  // LedgerRun::id
  std::uint64_t first = 1, last = 1;
  std::string why;
};

struct Batch {  // checked: digest, signature, and the signature of its hole; not yet its chain
  sync::DeviceId device{};
  sync::RunId run{};
  platform::PublicKey device_key{};  // that signed it
  sync::BatchRange range;
  std::optional<sync::Hole> hole;
  core::ByteView body;
  std::string evidence;  // the signature base and the signature
  std::int64_t received_s = 0;
};

enum class Enrolled { Taken, Repeat, WrongCode, CodeTooOld };

class Ledger {
 public:
  static core::Result<std::unique_ptr<Ledger>> open(const std::string& where);

  /// Opens an enrolment. A name that is known keeps its id: the kiosk gets a new key, its earlier ones stay
  /// valid until revoked. `device.id` is for a new name. Returns the id.
  core::Result<sync::DeviceId> open_enrolment(const Device& device);
  /// One request wins a code, which is wiped in the same transaction; that request again is a Repeat.
  core::Result<Enrolled> enrol(const sync::EnrolmentRequest& request, const platform::PublicKey& receipt_key,
                               std::int64_t now_s);
  core::Result<std::optional<Device>> device(const sync::DeviceId& id);
  core::Result<std::vector<Device>> devices();
  /// From then on what comes after that number of that run, signed by that run's key, is disputed.
  core::Result<void> revoke(const sync::DeviceId& id, const Revocation& from);

  /// Appends what is new of the batch and moves (through, head), durable before it returns the run or branch
  /// that the batch belongs to. Repeats change nothing; what lies beyond through + 1 without a hole that
  /// proves itself is not stored. A batch that is not of its form fails and stores nothing.
  core::Result<LedgerRun> accept(const Batch& batch);
  core::Result<std::vector<LedgerRun>> runs();  // and branches
  core::Result<std::vector<LedgerHole>> holes();
  /// The frames of a run or a branch from that number on, in order, with their numbers: those of at most
  /// `batches_max` batches, so that memory stays bounded. Visits none where there are no more. A number that
  /// is left out is a hole.
  core::Result<void> frames(const LedgerRun& run, std::uint64_t from, std::size_t batches_max,
                            const std::function<void(std::uint64_t number, core::ByteView frame)>& visit);
  core::Result<std::uint64_t> count_records();  // of branches too

  /// A piece of an attachment, durable before this returns.
  core::Result<TakenPiece> accept(const AttachmentPiece& piece);
  core::Result<sync::AttachmentTally> attachment_tally(const LedgerRun& run);
  core::Result<AttachmentCount> count_attachments();
  core::Result<core::Bytes> read_attachment(const core::AttachmentName& name);

  /// Copies everything, as it is at one moment, into an empty ledger. What it held comes back, after both
  /// ends' chains and counts were checked.
  core::Result<std::vector<LedgerRun>> copy_to(Ledger& empty);
  /// Reads all of it again: every chain from its header on, every count.
  core::Result<void> verify();
  /// A verified backup holds these: `stable` moves up to there.
  core::Result<void> mark_stable(const std::vector<LedgerRun>& backed_up);
  core::Result<std::vector<std::int64_t>> whole_attachments();
  core::Result<void> mark_attachments_stable(const std::vector<std::int64_t>& backed_up);

 private:
  Ledger(std::unique_ptr<platform::Database> reading, std::unique_ptr<platform::Database> writing);
  core::Result<std::vector<platform::Row>> ask(const std::string& query, std::string_view columns,
                                               const std::vector<platform::Parameter>& parameters = {});
  core::Result<std::vector<Device>> devices_where(const std::string& condition,
                                                  const std::vector<platform::Parameter>& parameters);

  std::mutex reading_lock_;
  std::unique_ptr<platform::Database> reading_;
  std::unique_ptr<platform::Database> writing_;
  CommitQueue commits_;
};

}  // namespace talt::receiver
