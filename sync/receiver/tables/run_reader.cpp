// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/tables/run_reader.h"

namespace talt::receiver {

using core::Error;
using core::Result;

namespace {

/// The key is hashed forward step by step: no number that a device makes up may keep the receiver busy for
/// ever.
constexpr std::uint64_t steps_max = 100'000'000;
constexpr std::size_t pieces_max = core::dialogue_bytes_max / core::dialogue_piece_bytes_max + 1;

}  // namespace

Result<platform::Secret> run_key_of(const sync::RunHeader& header, const platform::BoxKey& sealing_key) {
  for (const auto& sealed : header.run_key) {
    if (sealed.recipient != sealing_key.public_key) continue;
    auto opened = platform::open_sealed(sealing_key, sealed.sealed);
    if (!opened || opened->size() != 32) break;
    auto key = platform::Secret::from(*opened);
    platform::wipe(*opened);
    if (platform::commitment(key, "commit") == header.commitment) return key;
    break;
  }
  return Error{"the run cannot be opened", "it was not sealed to the sealing key that is here", ""};
}

RunReader::RunReader(const sync::RunHeader& header, platform::Secret run_key, std::int64_t run,
                     std::uint64_t next, std::int64_t dialogue, std::uint64_t disputed_from)
    : opener_(std::move(run_key), header.device, header.run, header.first),
      run_(run),
      first_(header.first),
      next_(next),
      key_at_(header.first),
      dialogue_(dialogue),
      disputed_from_(disputed_from) {}

Result<void> RunReader::take(std::uint64_t number, core::ByteView frame, DialogueShelf& shelf,
                             platform::Database& database, TableWriter& rows) {
  if (number < next_ || number < first_) {  // only in what a device should not have sent
    rows.put_unreadable(place(number), number, "its number is not of this run");
    return {};
  }
  if (number - key_at_ > steps_max) {
    rows.put_unreadable(place(number), number, "it lies too far behind the record before it");
    return {};
  }
  if (number > next_) give_up_pieces("a piece of the dialogue is missing", rows);  // a hole
  key_at_ = next_ = number + 1;
  const auto plain = opener_.open(number, frame);
  const auto record =
      plain ? core::decode(*plain, shelf.dialogue(dialogue_)) : Result<core::Record>(plain.error());
  if (!record) {
    give_up_pieces("the dialogue's pieces do not follow each other", rows);
    rows.put_unreadable(place(number), number, record.error().text());
    return {};
  }
  if (const auto* piece = std::get_if<core::DialoguePiece>(&*record))
    return take_piece(*piece, shelf, database, rows);
  give_up_pieces("the dialogue's pieces do not follow each other", rows);
  take_record(*record, {dialogue_, shelf.dialogue(dialogue_)}, rows);
  return {};
}

void RunReader::take_record(const core::Record& record, const InForce& now, TableWriter& rows) {
  if (const auto* begin = std::get_if<core::VisitBegin>(&record)) visit_ = begin->visit;
  if (const auto* answer = std::get_if<core::AnswerRecord>(&record); answer && visit_ != answer->visit) {
    rows.put_unbegun(place(next_ - 1), now, *answer);
    visit_ = answer->visit;
  }
  std::visit(
      [&](const auto& kind) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(kind)>, core::DialoguePiece>)  // take_piece's
          rows.put(place(next_ - 1), now, kind);
      },
      record);
}

void RunReader::give_up_pieces(std::string_view why, TableWriter& rows) {
  if (!pieces_.empty()) rows.put_unreadable(place(pieces_from_), pieces_from_ + pieces_.size() - 1, why);
  pieces_.clear();
}

Result<void> RunReader::take_piece(const core::DialoguePiece& piece, DialogueShelf& shelf,
                                   platform::Database& database, TableWriter& rows) {
  if (const auto known = shelf.find(piece.digest)) {  // its other pieces may even be missing
    give_up_pieces("the dialogue's pieces do not follow each other", rows);
    dialogue_ = *known;
    return {};
  }
  const bool follows = pieces_.empty()
                           ? piece.piece == 0
                           : piece.piece == pieces_.size() && piece.digest == pieces_.front().digest &&
                                 piece.pieces == pieces_.front().pieces;
  if (!follows) {
    give_up_pieces("the dialogue's pieces do not follow each other", rows);
    dialogue_ = -1;
  }
  if (piece.pieces > pieces_max || (!follows && piece.piece != 0)) {
    rows.put_unreadable(place(next_ - 1), next_ - 1, "a piece of a dialogue whose beginning is missing");
    return {};
  }
  if (pieces_.empty()) pieces_from_ = next_ - 1;
  pieces_.push_back(piece);
  return pieces_.size() == piece.pieces ? take_dialogue(shelf, database, rows) : Result<void>();
}

Result<void> RunReader::take_dialogue(DialogueShelf& shelf, platform::Database& database, TableWriter& rows) {
  core::Bytes whole;
  for (const auto& piece : pieces_) core::append(whole, piece.content);
  const auto digest = pieces_.front().digest;
  pieces_.clear();
  dialogue_ = -1;
  if (platform::hash({whole}) != digest) {
    rows.put_unreadable(place(pieces_from_), next_ - 1, "the dialogue's pieces do not fit together");
    return {};
  }
  const auto id = shelf.add(database, digest, whole);
  if (!id && id.error().what.starts_with("the database")) return id.error();
  if (id)
    dialogue_ = *id;
  else
    rows.put_unreadable(place(pieces_from_), next_ - 1, id.error().text());
  return {};
}

}  // namespace talt::receiver
