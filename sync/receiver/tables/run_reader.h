// SPDX-License-Identifier: EUPL-1.2
// Follows one run: opens its frames with the run's key, keeps track of the dialogue in force and writes rows.
// What cannot be read becomes a row that says so; nothing is dropped and nothing stops it. One thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sync/chain.h"
#include "sync/receiver/tables/dialogue_shelf.h"
#include "sync/receiver/tables/table_writer.h"

namespace talt::receiver {

/// The run key, opened with the sealing key that it was sealed to.
core::Result<platform::Secret> run_key_of(const sync::RunHeader& header, const platform::BoxKey& sealing_key);

class RunReader {
 public:
  /// `next` is the first number that is not in the tables yet, `dialogue` the one in force there, -1 for
  /// none; records from `disputed_from` on are disputed, none where it is 0.
  RunReader(const sync::RunHeader& header, platform::Secret run_key, std::int64_t run, std::uint64_t next,
            std::int64_t dialogue, std::uint64_t disputed_from);

  /// Frames come in rising order. Fails only where the database does.
  core::Result<void> take(std::uint64_t number, core::ByteView frame, DialogueShelf& shelf,
                          platform::Database& database, TableWriter& rows);
  std::uint64_t next() const { return next_; }
  std::int64_t dialogue() const { return dialogue_; }
  /// Where another reader could go on: before the pieces of a dialogue that is not whole yet.
  std::uint64_t safe_through() const { return (pieces_.empty() ? next_ : pieces_from_) - 1; }

 private:
  core::Result<void> take_piece(const core::DialoguePiece& piece, DialogueShelf& shelf,
                                platform::Database& database, TableWriter& rows);
  core::Result<void> take_dialogue(DialogueShelf& shelf, platform::Database& database, TableWriter& rows);
  void take_record(const core::Record& record, const InForce& now, TableWriter& rows);
  void give_up_pieces(std::string_view why, TableWriter& rows);
  Place place(std::uint64_t number) const {
    return {run_, number, disputed_from_ > 0 && number >= disputed_from_};
  }

  sync::Opener opener_;
  std::int64_t run_;
  std::uint64_t first_, next_;
  std::uint64_t key_at_;  // the number that the opener's key belongs to
  std::int64_t dialogue_;
  std::uint64_t disputed_from_;
  std::vector<core::DialoguePiece> pieces_;  // the last ones taken, in a row
  std::uint64_t pieces_from_ = 0;
  std::optional<core::VisitId> visit_;  // begun here last
};

}  // namespace talt::receiver
