// SPDX-License-Identifier: EUPL-1.2
// Side value "tallies": the dialogue's BLAKE2b-256, then what core::encode makes of the tallies.
#include "app/kiosk/recorder.h"

#include <algorithm>

#include "app/core/clear_header.h"
#include "platform/crypto.h"
#include "platform/files.h"

namespace talt::kiosk {

using core::Record;
using core::Result;

Recorder::Recorder(std::string folder, const sync::DeviceIdentity& identity, const core::Dialogue& dialogue,
                   platform::Clock& clock, platform::Random& random, sync::JournalGround ground)
    : folder_(std::move(folder)),
      identity_(identity),
      dialogue_(dialogue),
      clock_(clock),
      random_(random),
      ground_(std::move(ground)),
      shelf_(folder_, {ground_.free_bytes}),
      dialogue_digest_(platform::hash({dialogue.source})),
      notebook_(dialogue, random) {}

// ---- opening

Result<void> Recorder::open() {
  const Held held(lock_);
  if (auto opened = open_held(); !opened) return opened;
  // A walk's draft may name files that no record names yet, and it may not be readable now.
  const auto notes = journal_->side_value(Notebook::lock_row_name);
  if (!notes) return notes.error();
  return *notes ? Result<void>() : journal_->tidy_shelf();
}

Result<void> Recorder::open_held() {
  auto journal = sync::Journal::open(folder_, identity_.for_journal(), random_, ground_);
  if (!journal) return journal.error();
  journal_ = std::move(*journal);
  opened_run_ = false;
  if (const auto stored = journal_->side_value("counts"); stored && *stored)
    if (auto counts = decode_day_counts(**stored)) {
      const bool is_same_visit = counts->last_visit == counts_.last_visit;
      if (is_same_visit) counts->answered_last = counts_.answered_last;
      counts_ = std::move(*counts);
    }
  look_held();
  if (auto looked = notebook_.look(reading()); !looked) notes_trouble_ = looked.error();
  return {};
}

Result<bool> Recorder::reopen() {
  const Held held(lock_);
  journal_.reset();
  if (auto freed = platform::remove_file(folder_ + "/reserve"); !freed) return freed.error();
  if (auto opened = open_held(); !opened) return opened.error();
  if (!failed_) return false;
  const auto is_there = journal_->holds(*failed_);
  if (is_there) failed_.reset();
  return is_there;
}

// ---- saving

/// Before a run's first answer: the dialogue itself, so that the ledger can be read by itself for ever, and
/// the clock.
std::vector<Record> Recorder::opening_records() const {
  std::vector<Record> records;
  const auto pieces =
      (dialogue_.source.size() + core::dialogue_piece_bytes_max - 1) / core::dialogue_piece_bytes_max;
  for (std::size_t piece = 0; piece < pieces; ++piece) {
    const auto from =
        dialogue_.source.begin() + static_cast<std::ptrdiff_t>(piece * core::dialogue_piece_bytes_max);
    const auto left = static_cast<std::size_t>(dialogue_.source.end() - from);
    const auto size = static_cast<std::ptrdiff_t>(std::min(left, core::dialogue_piece_bytes_max));
    records.push_back(core::DialoguePiece{dialogue_digest_, piece, pieces, {from, from + size}});
  }
  if (receipt_clock_) records.push_back(*receipt_clock_);
  records.push_back(
      core::ClockRecord{clock_.boot_id(), clock_.steady_ms(), clock_.wall_ms(),
                        clock_.is_network_set() ? core::ClockSource::Network : core::ClockSource::None});
  return records;
}

Result<std::vector<sync::PlainRecord>> Recorder::encoded(const std::vector<Record>& records) const {
  std::vector<sync::PlainRecord> plain;
  for (const auto& record : records) {
    auto bytes = core::encode(record, dialogue_);
    if (!bytes) return bytes.error();
    plain.push_back({core::encode_clear_header(core::named_attachments(record)), std::move(*bytes)});
  }
  return plain;
}

Result<void> Recorder::append_held(const std::vector<Record>& records, const DayCounts& counts) {
  if (!journal_ || journal_->is_dead())
    return core::Error{"cannot save", "an earlier write failed", "free some space on the disk"};
  auto all = opened_run_ ? std::vector<Record>() : opening_records();
  all.insert(all.end(), records.begin(), records.end());
  auto plain = encoded(all);
  if (!plain) return plain.error();
  auto side = notebook_.rows_of(records);
  if (!side) return side.error();
  side->push_back({"counts", encode(counts)});
  const auto appended = journal_->append(std::move(*plain), *side);
  if (!appended) return appended.error();
  notebook_.taken_in();
  opened_run_ = true;
  receipt_clock_.reset();
  counts_ = counts;
  look_held();
  return {};
}

Result<void> Recorder::save(const std::vector<Record>& records) {
  const Held held(lock_);
  auto counts = counts_;
  counts.take_in(records, clock_.local(clock_.wall_ms()));
  const bool was_sound = journal_ && !journal_->is_dead();
  auto saved = append_held(records, counts);
  failed_.reset();
  if (!saved && was_sound) failed_ = journal_->failed_append();
  return saved;
}

Result<void> Recorder::keep(const core::AttachmentName& name, core::ByteView sealed) {
  if (const auto lacking = shelf_.lacking_bytes(sealed.size()); lacking > 0) {
    const Held held(lock_);
    if (journal_ && !journal_->is_dead())
      if (auto made = journal_->make_room(lacking); !made) return made;
  }
  return shelf_.keep(name, sealed);
}

Result<bool> Recorder::note_receipt(std::int64_t receiver_time_s) {
  const Held held(lock_);
  const core::ClockRecord clock{clock_.boot_id(), clock_.steady_ms(), receiver_time_s * 1000,
                                core::ClockSource::Receipt};
  if (!opened_run_) {
    receipt_clock_ = clock;
    return false;
  }
  if (auto appended = append_held({clock}, counts_); !appended) return appended.error();
  return true;
}

Result<void> Recorder::write_mark() {
  const Held held(lock_);
  return journal_ ? journal_->write_mark() : Result<void>();
}

// ---- tallies

std::vector<core::Tally> Recorder::kept_tallies() {
  const Held held(lock_);
  core::ByteView kept;
  const auto stored =
      journal_ ? journal_->side_value("tallies") : Result<std::optional<core::Bytes>>(std::nullopt);
  if (stored && *stored) kept = **stored;
  const auto size = dialogue_digest_.size();
  const bool is_of_this_dialogue =
      kept.size() > size && std::equal(dialogue_digest_.begin(), dialogue_digest_.end(), kept.begin());
  return core::decode_tallies(is_of_this_dialogue ? kept.subspan(size) : core::ByteView(), dialogue_);
}

Result<void> Recorder::keep_tallies(const std::vector<core::Tally>& tallies) {
  const Held held(lock_);
  if (!journal_) return {};
  core::Bytes value(dialogue_digest_.begin(), dialogue_digest_.end());
  core::append(value, core::encode(tallies));
  return journal_->write_side_values({{"tallies", std::move(value)}});
}

// ---- what others may know

Recorder::Known Recorder::known() {
  const Held held(known_lock_);
  return known_;
}

void Recorder::look() {
  const Held held(lock_);
  look_held();
}

void Recorder::look_held() {
  if (!journal_) return;  // what was known last stands
  auto status = journal_->status();
  const Held held(known_lock_);
  known_ = {std::move(status), counts_};
}

}  // namespace talt::kiosk
