// SPDX-License-Identifier: EUPL-1.2
// What stands here stands beside each record in the same write, and LevelDB keeps old versions for long:
// whoever has the disk may read it record by record. So it counts only what the number of records and the
// hour of the write show anyway. A skip counts as an answer: left out, it would be told from one. The visit's
// id names no answer.
//
// Side value "counts": [day uint, visits uint, answers uint, [24* uint], last visit bstr(8) or bstr(0)]
#include "app/kiosk/day_counts.h"

#include "app/core/cbor.h"
#include "platform/crypto.h"

namespace talt::kiosk {

DayCounts DayCounts::on(std::int64_t today) const {
  if (day == today) return *this;
  DayCounts fresh;
  fresh.day = today;
  fresh.last_visit = last_visit;
  fresh.answered_last = answered_last;
  return fresh;
}

void DayCounts::take_in(const std::vector<core::Record>& records, platform::LocalHour now) {
  *this = on(now.day);
  auto& this_hour = by_hour.at(static_cast<std::size_t>(now.hour));
  for (const auto& record : records) {
    if (const auto* begin = std::get_if<core::VisitBegin>(&record)) {
      ++visits;
      last_visit = begin->visit;
      answered_last.clear();
    } else if (const auto* flagged = std::get_if<core::VoidRecord>(&record)) {
      if (!flagged->question) last_visit.reset();  // it cannot be voided twice
    } else if (const auto* answer = std::get_if<core::AnswerRecord>(&record)) {
      if (!answered_last.insert(answer->question).second) continue;
      ++answers;
      ++this_hour;
    }
  }
}

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

std::optional<DayCounts> decode_day_counts(core::ByteView bytes) {
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

}  // namespace talt::kiosk
