// SPDX-License-Identifier: EUPL-1.2
// A walk's notes as staff read them again (DESIGN section 7, "Sealing"). What a record says is sealed to the
// municipality and can never be read here; so each record of a walk, and the draft of the note being written,
// is sealed besides to the walk's own key, and stands in a row beside the records until the walk ends. The
// rows of a record are written in the same synced write as the record itself. Formats on top of notebook.cpp.
// It only seals and opens: the recorder writes. One thread at a time.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/core/dialogue.h"
#include "app/core/record.h"
#include "app/core/walk/walk.h"
#include "app/kiosk/word_lock.h"
#include "sync/journal.h"

namespace talt::kiosk {

using SideValues = std::vector<sync::SideValue>;

class Notebook {
 public:
  /// Stands in the journal while there are notes of whatever walk.
  static constexpr const char* lock_row_name = "walk.lock";

  using Read = std::function<core::Result<std::optional<core::Bytes>>(const std::string& name)>;

  /// `dialogue` and `random` must live longer.
  Notebook(const core::Dialogue& dialogue, platform::Random& random);

  /// After each opening of the journal: which notes stand in it. With the key here and no rows there (a
  /// damaged journal was set aside) all that was sealed is written again with the next record.
  core::Result<void> look(const Read& read);

  bool is_open() const { return !key_.is_empty(); }
  /// There are rows of an unfinished walk of this very dialogue, and their key is not here.
  bool is_locked() const { return on_file_ && !is_open(); }
  /// With which the words open; nothing where none was written.
  const std::optional<WordLock>& lock() const { return lock_; }
  /// What a key behind words is bound to: this dialogue and the walk's code.
  core::Bytes bound_to() const;
  static core::Bytes bound_to(const platform::Hash& dialogue, core::walk::Code code);

  // ---- what to write; taken_in() follows once it is durable
  /// A new walk's first row, in place of those of any earlier one.
  SideValues begin(core::walk::Code code, platform::Secret key);
  SideValues lock_with(WordLock lock);
  /// Of those records that belong to the walk; none where no walk is open.
  core::Result<SideValues> rows_of(const std::vector<core::Record>& records);
  core::Result<SideValues> draft(const std::optional<core::walk::Observation>& draft);
  /// No notes from now on: the key is wiped at once.
  SideValues forget();
  void taken_in();

  // ---- reading
  struct Opened {
    core::walk::event::Reopened notes;
    std::size_t unreadable = 0;  // rows that are damaged
  };
  /// Nothing, changing nothing, where that is not the key.
  core::Result<std::optional<Opened>> open(platform::Secret key, const Read& read);

 private:
  core::Bytes associated(std::string_view label, std::uint64_t number) const;
  core::Result<core::Bytes> sealed(const core::Record& record, std::string_view label, std::uint64_t number);
  std::optional<core::Record> unsealed(const platform::Secret& key, core::ByteView row,
                                       std::string_view label, std::uint64_t number) const;
  core::Result<void> read_rows(const Read& read);
  sync::SideValue lock_row() const;
  void remove_rows(SideValues& writes) const;

  const core::Dialogue& dialogue_;
  platform::Random& random_;
  platform::Hash digest_;
  platform::Secret key_;  // empty: no walk is open
  core::walk::Code code_ = 0;
  std::optional<WordLock> lock_;
  bool on_file_ = false;              // the journal has the lock's row
  std::vector<core::Bytes> rows_;     // sealed: 1 and on
  std::vector<core::Bytes> pending_;  // those after it that are being written
  std::size_t rows_on_file_ = 0;
};

}  // namespace talt::kiosk
