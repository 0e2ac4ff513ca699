// SPDX-License-Identifier: EUPL-1.2
// A walk's notes beside its records.
#include "app/kiosk/recorder.h"

#include <utility>

namespace talt::kiosk {

using core::Result;

Notebook::Read Recorder::reading() {
  return [this](const std::string& name) { return journal_->side_value(name); };
}

Result<void> Recorder::write_notes_held(const SideValues& values) {
  if (!journal_ || journal_->is_dead())
    return core::Error{"cannot save", "an earlier write failed", "free some space on the disk"};
  if (auto written = journal_->write_side_values(values); !written) return written;
  notebook_.taken_in();
  return {};
}

Result<void> Recorder::begin_notes(core::walk::Code code, const platform::Secret& key) {
  const Held held(lock_);
  return write_notes_held(notebook_.begin(code, key.copy()));
}

Result<void> Recorder::lock_notes(WordLock lock) {
  const Held held(lock_);
  return write_notes_held(notebook_.lock_with(std::move(lock)));
}

Result<void> Recorder::keep_draft(const std::optional<core::walk::Observation>& draft) {
  const Held held(lock_);
  auto values = notebook_.draft(draft);
  if (!values) return values.error();
  if (values->empty()) return {};
  return write_notes_held(*values);
}

Result<void> Recorder::forget_notes() {
  const Held held(lock_);
  return write_notes_held(notebook_.forget());
}

std::optional<Recorder::LockedNotes> Recorder::locked_notes() {
  const Held held(lock_);
  if (!notebook_.is_locked()) return std::nullopt;
  return LockedNotes{notebook_.lock(), notebook_.bound_to()};
}

std::optional<core::Error> Recorder::take_notes_trouble() {
  const Held held(lock_);
  return std::exchange(notes_trouble_, std::nullopt);
}

Result<std::optional<Notebook::Opened>> Recorder::open_notes(const platform::Secret& key) {
  const Held held(lock_);
  if (!journal_) return core::Error{"cannot open the notes", "the journal is not open", ""};
  return notebook_.open(key.copy(), reading());
}

}  // namespace talt::kiosk
