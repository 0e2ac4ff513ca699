// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/ledger/attachments.h"

#include "app/core/cbor.h"
#include "app/core/clear_header.h"
#include "sync/attachment_seal.h"
#include "sync/receiver/ledger/ledger_rows.h"

namespace talt::receiver {

using core::Bytes;
using core::ByteView;
using core::Error;
using core::Result;
using platform::Database;
using platform::to_hex;

namespace {

constexpr const char* another = "the whole did not have the attachment's name: all of it is to be sent again";

/// The clear header of a frame, without copying what is sealed.
ByteView clear_of(ByteView frame) {
  core::CborReader in(frame);
  return in.array() == 2 ? in.item() : ByteView();
}

Result<Bytes> pieces_of(Database& database, std::int64_t id, std::uint64_t size) {
  const auto found = database.ask(
      "SELECT first, bytes FROM attachment_pieces WHERE attachment_id = :p0 ORDER BY first", "tb", {id});
  if (!found) return found.error();
  Bytes whole;
  whole.reserve(std::min<std::uint64_t>(size, sync::attachment_sealed_bytes_max));
  for (const auto& row : *found) {
    if (rows::number(row[0]) != whole.size())
      return Error{"an attachment does not check", "a piece is missing", ""};
    core::append(whole, rows::bytes(row[1]));
  }
  return whole;
}

struct Held {
  std::int64_t id = 0;
  TakenPiece facts;
};

Result<std::optional<Held>> find(Database& database, const AttachmentPiece& piece) {
  const auto found =
      database.ask("SELECT id, have, size, whole, stable FROM attachments WHERE device = :p0 AND name = :p1",
                   "ttttt", {to_hex(piece.device), to_hex(piece.name)});
  if (!found) return found.error();
  if (found->empty()) return std::optional<Held>();
  const auto& row = found->front();
  Held held{rows::parameter(rows::number(row[0])), {}};
  held.facts.have = rows::number(row[1]);
  held.facts.size = rows::number(row[2]);
  held.facts.is_whole = row[3] != "0";
  held.facts.is_stable = row[4] != "0";
  return std::optional(held);
}

Result<bool> has_room(Database& database, const AttachmentPiece& piece) {
  const auto taken =
      database.ask("SELECT COALESCE(SUM(size), 0) FROM attachments WHERE device = :p0 AND have > 0", "t",
                   {to_hex(piece.device)});
  if (!taken) return taken.error();
  return rows::number(taken->front()[0]) + piece.range.size <= device_attachment_bytes_max;
}

Result<TakenPiece> refused(PieceFate fate) {
  TakenPiece taken;
  taken.fate = fate;
  return taken;
}

/// With its last byte: whole where it has its name, nothing where not.
Result<TakenPiece> complete(Database& database, Held held, const core::AttachmentName& name) {
  const auto whole = pieces_of(database, held.id, held.facts.size);
  if (!whole) return whole.error();
  held.facts.is_whole = sync::name_of(*whole) == name;
  if (!held.facts.is_whole) {
    held.facts.discarded = another;
    held.facts.have = 0;
    if (auto gone = database.run("DELETE FROM attachment_pieces WHERE attachment_id = :p0", {held.id}); !gone)
      return gone.error();
  }
  auto noted = database.run("UPDATE attachments SET have = :p0, whole = :p1 WHERE id = :p2",
                            {rows::parameter(held.facts.have), std::int64_t{held.facts.is_whole}, held.id});
  if (!noted) return noted.error();
  return held.facts;
}

}  // namespace

// ---- naming

Result<void> note_named(Database& database, const sync::DeviceId& device, std::int64_t run_id,
                        std::uint64_t number, ByteView frame) {
  const auto clear = clear_of(frame);
  if (clear.size() <= 1) return {};
  const auto named = core::decode_clear_header(clear);
  if (!named) return {};
  for (const auto& attachment : *named) {
    const auto known = database.ask("SELECT id FROM attachments WHERE device = :p0 AND name = :p1", "t",
                                    {to_hex(device), to_hex(attachment.name)});
    if (!known) return known.error();
    if (!known->empty()) continue;  // a correction names it again
    const auto size = std::min<std::uint64_t>(attachment.sealed_size, INT64_MAX);
    auto put = database.run(rows::insert_next("attachments"),
                            {to_hex(device), to_hex(attachment.name), rows::parameter(size), run_id,
                             rows::parameter(number), std::int64_t{0}, std::int64_t{0}, std::int64_t{0}});
    if (!put) return put;
  }
  return {};
}

// ---- taking

Result<TakenPiece> take_piece(Database& database, const AttachmentPiece& piece) {
  const auto found = find(database, piece);
  if (!found) return found.error();
  if (!*found) return refused(PieceFate::NotNamed);
  auto held = **found;
  const auto& range = piece.range;
  const bool fits = range.size == held.facts.size && range.size <= sync::attachment_sealed_bytes_max &&
                    range.last < range.size && range.count() == piece.body.size();
  if (!fits) return refused(PieceFate::OtherSize);
  if (range.first > held.facts.have || range.last < held.facts.have) return held.facts;
  if (held.facts.have == 0) {
    const auto room = has_room(database, piece);
    if (!room) return room.error();
    if (!*room) return refused(PieceFate::NoRoom);
  }
  const auto news = piece.body.subspan(static_cast<std::size_t>(held.facts.have - range.first));
  auto put =
      database.run(rows::insert_next("attachment_pieces"), {held.id, rows::parameter(held.facts.have), news});
  if (!put) return put.error();
  held.facts.have = range.last + 1;
  if (held.facts.have == held.facts.size) return complete(database, held, piece.name);
  auto moved = database.run("UPDATE attachments SET have = :p0 WHERE id = :p1",
                            {rows::parameter(held.facts.have), held.id});
  if (!moved) return moved.error();
  return held.facts;
}

// ---- telling

Result<Bytes> read_attachment(Database& database, const core::AttachmentName& name) {
  const auto text = to_hex(name);
  const auto found = database.ask(
      "SELECT id, size FROM attachments WHERE name = :p0 AND whole = 1 ORDER BY id LIMIT 1", "tt", {text});
  if (!found) return found.error();
  if (found->empty()) return Error{"attachment " + text + " is not here", "it has not come whole yet", ""};
  auto whole =
      pieces_of(database, rows::parameter(rows::number(found->front()[0])), rows::number(found->front()[1]));
  if (!whole) return whole;
  if (sync::name_of(*whole) != name)
    return Error{"attachment " + text + " does not check", "the database lost or changed a part of it",
                 "restore a backup"};
  return whole;
}

Result<AttachmentCount> count_attachments(Database& database) {
  const auto found = database.ask("SELECT COUNT(*), COALESCE(SUM(whole), 0) FROM attachments", "tt");
  if (!found) return found.error();
  return AttachmentCount{rows::number(found->front()[0]), rows::number(found->front()[1])};
}

Result<sync::AttachmentTally> attachment_tally(Database& database, const sync::DeviceId& device,
                                               std::int64_t run_id, std::uint64_t stable) {
  const auto counts = database.ask(
      "SELECT COUNT(*), COALESCE(SUM(whole), 0) FROM attachments WHERE device = :p0", "tt", {to_hex(device)});
  if (!counts) return counts.error();
  sync::AttachmentTally tally{rows::number(counts->front()[0]), rows::number(counts->front()[1]), stable, {}};
  if (tally.named == 0) return tally;
  const auto first = database.ask(
      "SELECT COALESCE(MIN(number), 0) FROM attachments WHERE run_id = :p0 AND stable = 0", "t", {run_id});
  if (!first) return first.error();
  if (const auto number = rows::number(first->front()[0]); number != 0)
    tally.stable = std::min(stable, number - 1);
  const auto missing = database.ask(
      "SELECT name, have FROM attachments WHERE device = :p0 AND whole = 0 ORDER BY CASE WHEN have > 0 THEN "
      "0 ELSE 1 "
      "END, id LIMIT " +
          std::to_string(sync::missing_attachments_max),
      "tt", {to_hex(device)});
  if (!missing) return missing.error();
  for (const auto& row : *missing) tally.missing.push_back({rows::fixed<32>(row[0]), rows::number(row[1])});
  tally.whole =
      std::min(tally.whole, tally.named - tally.missing.size());  // another piece may have come meanwhile
  return tally;
}

// ---- backups

Result<std::vector<std::int64_t>> whole_attachments(Database& database) {
  const auto found = database.ask("SELECT id FROM attachments WHERE whole = 1 ORDER BY id", "t");
  if (!found) return found.error();
  std::vector<std::int64_t> ids;
  for (const auto& row : *found) ids.push_back(rows::parameter(rows::number(row[0])));
  return ids;
}

Result<void> mark_attachments_stable(Database& database, const std::vector<std::int64_t>& ids) {
  for (const auto id : ids)
    if (auto done = database.run("UPDATE attachments SET stable = 1 WHERE id = :p0 AND stable = 0", {id});
        !done)
      return done;
  return {};
}

Result<void> verify_attachments(Database& database) {
  for (std::int64_t last = 0;;) {
    const auto found = database.ask(
        "SELECT id, name, size, have, whole FROM attachments WHERE id > :p0 ORDER BY id LIMIT 100", "ttttt",
        {last});
    if (!found) return found.error();
    if (found->empty()) return {};
    for (const auto& row : *found) {
      last = rows::parameter(rows::number(row[0]));
      if (row[3] == "0") continue;
      const auto bytes = pieces_of(database, last, rows::number(row[2]));
      if (!bytes) return bytes.error();
      const bool is_sound = bytes->size() == rows::number(row[3]) &&
                            (row[4] == "0" || sync::name_of(*bytes) == rows::fixed<32>(row[1]));
      if (!is_sound)
        return Error{"attachment " + row[1] + " does not check", "it is not what its record names",
                     "keep this database; restore an older backup"};
    }
  }
}

}  // namespace talt::receiver
