// SPDX-License-Identifier: EUPL-1.2
// A record: one thing that happened, as bytes. Its plain text is a CBOR map with small integer keys, padded
// so that a length names no answer (the grammar stands on top of record_form.h). The kiosk seals these bytes;
// the receiver opens them; nobody re-encodes. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "app/core/answer.h"
#include "app/core/bytes.h"
#include "app/core/dialogue.h"
#include "app/core/result.h"
#include "app/core/walk/record.h"

namespace talt::core {

/// How a visit ended. Values travel in records: never renumber.
enum class Ending : std::uint8_t { Done = 1, Left = 2, Idle = 3 };
enum class VoidReason : std::uint8_t { Changed = 1, Test = 2, Joke = 3 };
enum class ClockSource : std::uint8_t { None = 0, Network = 1, Gps = 2, Receipt = 3 };

/// The first record of a visit: `time` rounded down to the dialogue's grain, seconds since 1970, 0 where
/// unknown.
struct VisitBegin {
  VisitId visit{};
  std::size_t language = 0;
  Given given = Given::Self;
  std::int64_t time = 0;
};
struct AnswerRecord {
  VisitId visit{};
  std::size_t question = 0;  // index in the dialogue file
  Answer answer;
  std::size_t language = 0;
  Given given = Given::Self;
  std::int64_t time = 0;
};
/// `shown` counts the questions that were on screen, so that "asked" is known for those left unanswered.
struct VisitEnd {
  VisitId visit{};
  Ending how = Ending::Done;
  std::size_t shown = 0;
};
/// Voids every earlier answer of the visit to that question; without a question, the whole visit is flagged.
struct VoidRecord {
  VisitId visit{};
  std::optional<std::size_t> question;
  VoidReason reason = VoidReason::Changed;
};
/// A piece of dialogue.toml: `digest` is BLAKE2b-256 of the whole file.
struct DialoguePiece {
  std::array<std::uint8_t, 32> digest{};
  std::size_t piece = 0;
  std::size_t pieces = 1;
  Bytes content;
};
struct ClockRecord {
  std::array<std::uint8_t, 16> boot{};
  std::int64_t boot_ms = 0;  // since boot
  std::int64_t wall_ms = 0;  // since 1970
  ClockSource source = ClockSource::None;
};
struct ShiftNote {
  std::int64_t time = 0;
  std::string weather, event, staff, note;
};
/// The dots counted on a paper poster, by alternative in the dialogue file's order. `people` 0 = not known.
struct PosterRecord {
  VisitId visit{};
  std::size_t question = 0;
  std::vector<std::uint32_t> dots;
  std::uint32_t people = 0;
  std::int64_t time = 0;
};
/// The host ended the day, paused or resumed collecting.
enum class HostAct : std::uint8_t { EndDay = 1, Pause = 2, Resume = 3 };
struct HostRecord {
  HostAct act = HostAct::EndDay;
  std::int64_t time = 0;
};

using Record =
    std::variant<VisitBegin, AnswerRecord, VisitEnd, VoidRecord, DialoguePiece, ClockRecord, ShiftNote,
                 PosterRecord, HostRecord, walk::Begin, walk::Course, walk::TrackPiece, walk::Observation>;

/// The padded plain text. Answers are written by the widths that `dialogue` gives (and only they need it):
/// closed answers of one question are all of one length. Fails where the record exceeds record_bytes_max or
/// does not fit the dialogue.
Result<Bytes> encode(const Record& record, const Dialogue& dialogue);

/// Reads what encode wrote; `dialogue` may be null for kinds that are not answers. Strict: shortest forms,
/// rising keys, nothing after the padding, depth and counts bounded before anything is allocated.
Result<Record> decode(ByteView plain, const Dialogue* dialogue);

}  // namespace talt::core
