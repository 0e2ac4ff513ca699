// SPDX-License-Identifier: EUPL-1.2
// Rows among the journal's side values; numbers are big-endian, `binding` = BLAKE2b-256 of dialogue.toml |
// code (4):
//   walk.lock   version 1 (1 byte) | binding | word-lock (word_lock.cpp), or nothing until one is made
//   walk.N      a record as core::encode makes it, sealed by encrypt_anew; N from 1 in order.
//               Associated data: "talt-walk-note-1" | binding | N (8)
//   walk.draft  the note being written, as a record. Associated data: "talt-walk-draft-1" | binding | 0 (8)
// All are removed, and the key wiped, when the walk ends. The store may keep removed rows for a while: they
// open with nothing then.
#include "app/kiosk/notebook.h"

#include <algorithm>

namespace talt::kiosk {

using core::Bytes;
using core::ByteView;
using core::Record;
using core::Result;
using core::walk::Observation;
using platform::Secret;

namespace {

constexpr std::uint8_t version = 1;
constexpr std::size_t binding_bytes = 32 + 4;
constexpr std::string_view note_label = "talt-walk-note-1";
constexpr std::string_view draft_label = "talt-walk-draft-1";
constexpr const char* lock_name = Notebook::lock_row_name;
constexpr const char* draft_name = "walk.draft";

std::string row_name(std::size_t number) {
  return "walk." + std::to_string(number);
}

void append_number(Bytes& out, std::uint64_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    out.push_back(static_cast<std::uint8_t>(number >> shift));
}

bool is_of_walk(const Record& record) {
  return record.index() >= Record(core::walk::Begin{}).index();
}

struct IntoEntry {
  core::walk::event::Reopened& notes;
  void operator()(core::walk::Begin& record) const { notes.records.emplace_back(std::move(record)); }
  void operator()(core::walk::Course& record) const { notes.records.emplace_back(record); }
  void operator()(core::walk::TrackPiece& record) const { notes.records.emplace_back(std::move(record)); }
  void operator()(Observation& record) const { notes.records.emplace_back(std::move(record)); }
  template <class Other>
  void operator()(Other&) const {}
};

}  // namespace

Notebook::Notebook(const core::Dialogue& dialogue, platform::Random& random)
    : dialogue_(dialogue), random_(random), digest_(platform::hash({dialogue.source})) {}

Bytes Notebook::bound_to(const platform::Hash& dialogue, core::walk::Code code) {
  Bytes out(dialogue.begin(), dialogue.end());
  append_number(out, code, 4);
  return out;
}
Bytes Notebook::bound_to() const {
  return bound_to(digest_, code_);
}

Bytes Notebook::associated(std::string_view label, std::uint64_t number) const {
  const auto text = core::as_bytes(label);
  Bytes out(text.begin(), text.end());
  core::append(out, bound_to());
  append_number(out, number, 8);
  return out;
}

// ---- what stands in the journal

Result<void> Notebook::read_rows(const Read& read) {
  for (;;) {
    auto row = read(row_name(rows_.size() + 1));
    if (!row) return row.error();
    if (!*row) break;
    rows_.push_back(std::move(**row));
  }
  rows_on_file_ = rows_.size();
  return {};
}

Result<void> Notebook::look(const Read& read) {
  const auto stored = read(lock_name);
  if (!stored) return stored.error();
  pending_.clear();
  on_file_ = false;
  rows_on_file_ = 0;
  if (!*stored) return {};
  const ByteView row(**stored);
  const auto binding = bound_to();
  const auto same_bytes =
      is_open() ? binding_bytes : digest_.size();  // an open walk's row names its code too
  const bool is_ours = row.size() >= 1 + binding_bytes && row[0] == version &&
                       platform::same(row.subspan(1, same_bytes), ByteView(binding).first(same_bytes));
  if (is_ours && !is_open()) {
    code_ = 0;
    for (const auto byte : row.subspan(1 + 32, 4)) code_ = code_ << 8 | byte;
    lock_ = decode_word_lock(row.subspan(1 + binding_bytes));
  }
  on_file_ = is_ours;
  return read_rows(read);  // also another dialogue's: they go when the next walk begins
}

sync::SideValue Notebook::lock_row() const {
  Bytes row{version};
  core::append(row, bound_to());
  if (lock_) core::append(row, encode(*lock_));
  return {lock_name, std::move(row)};
}

// ---- writing

void Notebook::remove_rows(SideValues& writes) const {
  for (std::size_t i = 1; i <= rows_on_file_; ++i) writes.push_back({row_name(i), {}, true});
  writes.push_back({draft_name, {}, true});
}

SideValues Notebook::begin(core::walk::Code code, Secret key) {
  SideValues writes;
  remove_rows(writes);
  key_ = std::move(key);
  code_ = code;
  lock_.reset();
  rows_.clear();
  writes.push_back(lock_row());
  return writes;
}

SideValues Notebook::lock_with(WordLock lock) {
  lock_ = std::move(lock);
  return {lock_row()};
}

Result<Bytes> Notebook::sealed(const Record& record, std::string_view label, std::uint64_t number) {
  auto plain = core::encode(record, dialogue_);
  if (!plain) return plain.error();
  auto row = platform::encrypt_anew(key_, random_, associated(label, number), *plain);
  platform::wipe(*plain);
  return row;
}

Result<SideValues> Notebook::rows_of(const std::vector<Record>& records) {
  pending_.clear();
  SideValues writes;
  if (!is_open() || std::none_of(records.begin(), records.end(), is_of_walk)) return writes;
  if (!on_file_) writes.push_back(lock_row());
  for (auto i = rows_on_file_; i < rows_.size(); ++i) writes.push_back({row_name(i + 1), rows_[i]});
  bool is_noted = false;
  for (const auto& record : records) {
    if (!is_of_walk(record)) continue;
    const auto number = rows_.size() + pending_.size() + 1;
    auto row = sealed(record, note_label, number);
    if (!row) return row.error();
    writes.push_back({row_name(number), *row});
    pending_.push_back(std::move(*row));
    is_noted = is_noted || std::holds_alternative<Observation>(record);
  }
  if (is_noted) writes.push_back({draft_name, {}, true});  // it was the draft until now
  return writes;
}

Result<SideValues> Notebook::draft(const std::optional<Observation>& draft) {
  if (!is_open()) return SideValues();
  if (!draft) return SideValues{{draft_name, {}, true}};
  auto row = sealed(*draft, draft_label, 0);
  if (!row) return row.error();
  return SideValues{{draft_name, std::move(*row)}};
}

SideValues Notebook::forget() {
  key_.wipe();
  lock_.reset();
  pending_.clear();
  SideValues writes;
  remove_rows(writes);
  writes.push_back({lock_name, {}, true});
  return writes;
}

void Notebook::taken_in() {
  on_file_ = is_open();
  if (!is_open()) rows_.clear();
  for (auto& row : pending_) rows_.push_back(std::move(row));
  pending_.clear();
  rows_on_file_ = rows_.size();
}

// ---- reading

std::optional<Record> Notebook::unsealed(const Secret& key, ByteView row, std::string_view label,
                                         std::uint64_t number) const {
  auto plain = platform::decrypt_anew(key, associated(label, number), row);
  if (!plain) return std::nullopt;
  auto record = core::decode(*plain, &dialogue_);
  platform::wipe(*plain);
  if (!record) return std::nullopt;
  return std::move(*record);
}

Result<std::optional<Notebook::Opened>> Notebook::open(Secret key, const Read& read) {
  Opened out;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    auto record = unsealed(key, rows_[i], note_label, i + 1);
    if (record)
      std::visit(IntoEntry{out.notes}, *record);
    else
      ++out.unreadable;
  }
  const auto stored = read(draft_name);
  if (!stored) return stored.error();
  auto draft = *stored ? unsealed(key, **stored, draft_label, 0) : std::nullopt;
  if (*stored && !draft) ++out.unreadable;
  if (draft)
    if (auto* note = std::get_if<Observation>(&*draft)) out.notes.draft = std::move(*note);
  const bool is_the_key = !out.notes.records.empty() || out.notes.draft || out.unreadable == 0;
  if (!is_locked() || !is_the_key) return std::optional<Opened>();
  key_ = std::move(key);
  return std::optional(std::move(out));
}

}  // namespace talt::kiosk
