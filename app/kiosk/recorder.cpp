// SPDX-License-Identifier: EUPL-1.2
// Side value "counts": [day uint, visits uint, answers uint, [24* uint], last visit bstr(8) or bstr(0)]
#include "app/kiosk/recorder.h"

#include <algorithm>

#include "app/core/cbor.h"
#include "platform/crypto.h"
#include "platform/files.h"

namespace talt::kiosk {

using core::Record;
using core::Result;

namespace {

constexpr std::int64_t day_ms = 24 * 3600 * 1000;
constexpr std::int64_t hour_ms = 3600 * 1000;

core::Bytes encode(const DayCounts& counts) {
  core::CborWriter out;
  out.array(5);
  out.uint(static_cast<std::uint64_t>(counts.day));
  out.uint(counts.visits);
  out.uint(counts.answers);
  out.array(counts.by_hour.size());
  for (const auto count : counts.by_hour) out.uint(count);
  out.bytes(counts.last_visit ? core::ByteView(*counts.last_visit) : core::ByteView());
  return out.take();
}

std::optional<DayCounts> decode(core::ByteView bytes) {
  core::CborReader in(bytes);
  DayCounts counts;
  if (in.array() != 5) in.fail();
  counts.day = in.integer();
  counts.visits = static_cast<std::uint32_t>(in.uint());
  counts.answers = static_cast<std::uint32_t>(in.uint());
  if (in.array() != counts.by_hour.size()) in.fail();
  for (auto& count : counts.by_hour) count = static_cast<std::uint32_t>(in.uint());
  const auto visit = in.bytes();
  if (visit.size() == 8) counts.last_visit = platform::exactly<8>(visit);
  return in.at_end() ? std::optional(counts) : std::nullopt;
}

}  // namespace

Recorder::Recorder(std::string folder, const sync::DeviceIdentity& identity, const core::Dialogue& dialogue,
                   platform::Clock& clock, platform::Random& random)
    : folder_(std::move(folder)), identity_(identity), dialogue_(dialogue), clock_(clock), random_(random) {}

Result<void> Recorder::open() {
  auto journal = sync::Journal::open(folder_, identity_.for_journal(), random_);
  if (!journal) return journal.error();
  journal_ = std::move(*journal);
  opened_run_ = false;
  read_counts();
  return {};
}

void Recorder::read_counts() {
  if (const auto stored = journal_->side_value("counts"); stored && *stored)
    if (const auto counts = decode(**stored)) counts_ = *counts;
}

/// Before a run's first answer: the dialogue itself, so that the ledger can be read by itself for ever, and
/// the clock.
std::vector<Record> Recorder::opening_records() const {
  std::vector<Record> records;
  const auto digest = platform::hash({dialogue_.source});
  const auto pieces =
      (dialogue_.source.size() + core::dialogue_piece_bytes_max - 1) / core::dialogue_piece_bytes_max;
  for (std::size_t piece = 0; piece < pieces; ++piece) {
    const auto from =
        dialogue_.source.begin() + static_cast<std::ptrdiff_t>(piece * core::dialogue_piece_bytes_max);
    const auto left = static_cast<std::size_t>(dialogue_.source.end() - from);
    const auto size = static_cast<std::ptrdiff_t>(std::min(left, core::dialogue_piece_bytes_max));
    records.push_back(core::DialoguePiece{digest, piece, pieces, {from, from + size}});
  }
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
    plain.push_back({{0xa0}, std::move(*bytes)});
  }
  return plain;
}

void Recorder::count(const std::vector<Record>& records) {
  const auto now = clock_.wall_ms();
  if (now / day_ms != counts_.day) {
    counts_ = DayCounts{now / day_ms, 0, 0, {}, counts_.last_visit};
  }
  for (const auto& record : records) {
    if (const auto* begin = std::get_if<core::VisitBegin>(&record)) {
      ++counts_.visits;
      counts_.last_visit = begin->visit;
    }
    const auto* answer = std::get_if<core::AnswerRecord>(&record);
    if (answer == nullptr || std::holds_alternative<core::Skipped>(answer->answer)) continue;
    ++counts_.answers;
    ++counts_.by_hour[static_cast<std::size_t>(now % day_ms / hour_ms)];
  }
}

Result<void> Recorder::save(const std::vector<Record>& records) {
  if (!journal_) return core::Error{"cannot save", "the journal is not open", "free some space on the disk"};
  auto all = opened_run_ ? std::vector<Record>() : opening_records();
  all.insert(all.end(), records.begin(), records.end());
  auto plain = encoded(all);
  if (!plain) return plain.error();
  const auto counts_before = counts_;
  count(records);
  const auto appended = journal_->append(std::move(*plain), {{"counts", encode(counts_)}});
  if (!appended) {
    counts_ = counts_before;
    return appended.error();
  }
  opened_run_ = true;
  return {};
}

Result<bool> Recorder::reopen() {
  if (journal_ && !failed_) failed_ = journal_->failed_append();
  journal_.reset();
  if (auto freed = platform::remove_file(folder_ + "/reserve"); !freed) return freed.error();
  if (auto opened = open(); !opened) return opened.error();
  if (!failed_) return false;
  auto held = journal_->holds(*failed_);
  if (held) failed_.reset();
  return held;
}

void Recorder::write_mark() {
  if (!journal_) return;
  if (auto marked = journal_->write_mark(); !marked)
    std::fprintf(stderr, "talt: %s\n", marked.error().text().c_str());
}

}  // namespace talt::kiosk
