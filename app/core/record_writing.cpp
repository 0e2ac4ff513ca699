// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "app/core/record_answer.h"
#include "app/core/walk/record_coding.h"

namespace talt::core {

using namespace record_form;

namespace {

constexpr std::size_t bucket_min = 48;

/// 48, 64, 96, 128, 192, 256, ...: powers of two and one and a half times them.
std::size_t bucket_for(std::size_t size) {
  for (std::size_t power = 64;; power *= 2) {
    if (size <= power * 3 / 4) return power * 3 / 4;
    if (size <= power) return power;
  }
}

Bytes padded(Bytes plain) {
  const auto size = bucket_for(std::max(plain.size() + 1, bucket_min));
  plain.push_back(padding_mark);
  plain.resize(size, 0);
  return plain;
}

std::uint64_t positive(std::int64_t value) {
  return value > 0 ? static_cast<std::uint64_t>(value) : 0;
}

struct RecordOut {
  const Dialogue& dialogue;
  Pairs& out;

  void begin(Kind kind) const { out.key(KKind).uint(kind); }

  Result<void> operator()(const VisitBegin& record) const {
    begin(Begin);
    out.key(KVisit).bytes(record.visit);
    out.key(KLanguage).uint(record.language);
    out.key(KTime).uint(positive(record.time));
    out.key(KGiven).uint(static_cast<std::uint64_t>(record.given));
    return {};
  }
  Result<void> operator()(const AnswerRecord& record) const {
    if (record.question >= dialogue.questions.size())
      return misfit("a question that the dialogue does not have");
    begin(Answered);
    out.key(KVisit).bytes(record.visit);
    out.key(KQuestion).uint(record.question);
    if (auto written = write_answer(out, record.answer, dialogue.questions[record.question]); !written)
      return written;
    out.key(KLanguage).uint(record.language);
    out.key(KTime).uint(positive(record.time));
    out.key(KGiven).uint(static_cast<std::uint64_t>(record.given));
    if (std::holds_alternative<Skipped>(record.answer)) out.key(KSkipped).uint(1);
    return {};
  }
  Result<void> operator()(const VisitEnd& record) const {
    begin(End);
    out.key(KVisit).bytes(record.visit);
    out.key(KReason).uint(static_cast<std::uint64_t>(record.how));
    out.key(KShown).uint(record.shown);
    return {};
  }
  Result<void> operator()(const VoidRecord& record) const {
    begin(Voided);
    out.key(KVisit).bytes(record.visit);
    if (record.question) out.key(KQuestion).uint(*record.question);
    out.key(KReason).uint(static_cast<std::uint64_t>(record.reason));
    return {};
  }
  Result<void> operator()(const DialoguePiece& record) const {
    if (record.content.size() > dialogue_piece_bytes_max)
      return misfit("a piece of the dialogue is too large");
    begin(Piece);
    out.key(KDigest).bytes(record.digest);
    out.key(KPiece).uint(record.piece);
    out.key(KPieces).uint(record.pieces);
    out.key(KContent).bytes(record.content);
    return {};
  }
  Result<void> operator()(const ClockRecord& record) const {
    begin(Clock);
    out.key(KBoot).bytes(record.boot);
    out.key(KBootMs).uint(positive(record.boot_ms));
    out.key(KWallMs).integer(record.wall_ms);
    out.key(KSource).uint(static_cast<std::uint64_t>(record.source));
    return {};
  }
  Result<void> operator()(const ShiftNote& record) const {
    begin(Note);
    out.key(KTime).uint(positive(record.time));
    out.key(KWeather).text(record.weather);
    out.key(KEvent).text(record.event);
    out.key(KStaff).text(record.staff);
    out.key(KNote).text(record.note);
    return {};
  }
  Result<void> operator()(const PosterRecord& record) const {
    begin(Poster);
    out.key(KVisit).bytes(record.visit);
    out.key(KQuestion).uint(record.question);
    out.key(KTime).uint(positive(record.time));
    auto& dots = out.key(KDots);
    dots.array(record.dots.size());
    for (const auto count : record.dots) dots.uint(count);
    out.key(KPeople).uint(record.people);
    return {};
  }
  Result<void> operator()(const HostRecord& record) const {
    begin(Host);
    out.key(KTime).uint(positive(record.time));
    out.key(KReason).uint(static_cast<std::uint64_t>(record.act));
    return {};
  }
  template <class OfWalk>
  Result<void> operator()(const OfWalk& record) const {
    if (!dialogue.walk) return misfit("the dialogue is not a walk");
    const walk::Entry entry(record);
    auto body = walk::encode_entry(entry, *dialogue.walk);
    if (!body) return body.error();
    out.key(KKind).uint(WalkBegins + entry.index());
    out.key(KWalk).item(*body);
    return {};
  }
};

}  // namespace

Result<Bytes> encode(const Record& record, const Dialogue& dialogue) {
  Pairs out;
  if (auto written = std::visit(RecordOut{dialogue, out}, record); !written) return written.error();
  auto plain = out.take();
  constexpr std::size_t piece_overhead = 128;
  if (std::holds_alternative<DialoguePiece>(record)) {  // everybody may know its length
    if (plain.size() + 1 > dialogue_piece_bytes_max + piece_overhead) return misfit("it is too large");
    plain.push_back(padding_mark);
    return plain;
  }
  if (plain.size() + 1 > record_plain_bytes_max) return misfit("it is too large");
  return padded(std::move(plain));
}

}  // namespace talt::core
