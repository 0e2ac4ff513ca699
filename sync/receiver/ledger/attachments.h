// SPDX-License-Identifier: EUPL-1.2
// The receiver's attachments: which ones records name, the pieces that came, and what is whole. In the
// database and nowhere else, so that several receivers may share it. The functions that write stand within a
// transaction of the ledger's; one thread a database handle. Tables: ledger_rows.h.
#pragma once

#include <vector>

#include "app/core/attachment.h"
#include "platform/database.h"
#include "sync/attachment_piece.h"
#include "sync/receipt.h"

namespace talt::receiver {

/// So that no device, stolen or not, can fill the disk without end: what all of its attachments may take.
inline constexpr std::uint64_t device_attachment_bytes_max = std::uint64_t{32} * 1024 * 1024 * 1024;

struct AttachmentPiece {  // checked: digest and signature
  sync::DeviceId device{};
  core::AttachmentName name{};
  sync::PieceRange range;
  core::ByteView body;
};

enum class PieceFate { Taken, NotNamed /* by a record of this device */, OtherSize, NoRoom };
struct TakenPiece {
  PieceFate fate = PieceFate::Taken;
  std::uint64_t have = 0, size = 0;
  bool is_whole = false, is_stable = false;
  std::string discarded;  // not empty: why all that was there was thrown away
};

struct AttachmentCount {
  std::uint64_t named = 0, whole = 0;
};

/// The whole of a sealed attachment, its hash checked. Fails where it is not named or not whole yet.
core::Result<core::Bytes> read_attachment(platform::Database& database, const core::AttachmentName& name);
core::Result<AttachmentCount> count_attachments(platform::Database& database);

/// What a frame's clear header names, at the record's place; a header that cannot be read names nothing.
core::Result<void> note_named(platform::Database& database, const sync::DeviceId& device, std::int64_t run_id,
                              std::uint64_t number, core::ByteView frame);
/// Stores what of the piece follows what is there. With the last byte the whole is held against its name;
/// where it is another's, all of it goes. A piece beyond what is there stores nothing, and what is there
/// already is not looked at again: the answer says where to go on.
core::Result<TakenPiece> take_piece(platform::Database& database, const AttachmentPiece& piece);
/// For a receipt: `stable` is how far a backup has the run's records.
core::Result<sync::AttachmentTally> attachment_tally(platform::Database& database,
                                                     const sync::DeviceId& device, std::int64_t run_id,
                                                     std::uint64_t stable);

/// The ids of those that are whole: for marking what a backup holds.
core::Result<std::vector<std::int64_t>> whole_attachments(platform::Database& database);
core::Result<void> mark_attachments_stable(platform::Database& database,
                                           const std::vector<std::int64_t>& ids);
/// Reads all pieces again: whole ones against their names, the others against what is said to be there.
core::Result<void> verify_attachments(platform::Database& database);

}  // namespace talt::receiver
