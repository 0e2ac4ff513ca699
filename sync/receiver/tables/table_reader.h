// SPDX-License-Identifier: EUPL-1.2
// Reads the opened tables a page at a time: answers with their voids, visits with their ends, and what else
// the analyst looks for. Within Tables::read(); one thread; memory does not grow with the rows, but for
// clocks and notes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sync/receiver/tables/table_writer.h"
#include "sync/receiver/tables/times.h"

namespace talt::receiver {

/// A row of opened_answers; indexes into the dialogue, -1 for none.
struct AnswerPart {
  std::int64_t alternative = -1, value = -1;
  std::string words;
  std::int64_t category = -1, lat = 0, lon = 0, place = -1;
};

/// One answer, or the dots of a poster (language -1), with all of its parts.
struct TabledAnswer {
  Place place;
  core::VisitId visit{};
  std::int64_t dialogue = -1;
  std::size_t question = 0;
  std::int64_t language = -1;
  core::Given given = core::Given::Self;
  std::int64_t time_s = 0;  // as the record says it
  bool is_skip = false;
  /// Voided by a later record, of a visit that was flagged, or followed by another answer of the visit to the
  /// same question: a visit has one answer to a question.
  bool is_void = false;
  std::int64_t shown = 0;   // questions that its visit was shown, 0 where its end is not known
  std::int64_t people = 0;  // of a poster
  std::vector<AnswerPart> parts;

  bool is_poster() const { return language < 0; }
};

struct TabledVisit {
  Place place;
  core::VisitId visit{};
  std::int64_t dialogue = -1;
  std::int64_t language = -1;
  core::Given given = core::Given::Self;
  std::int64_t time_s = 0;
  std::optional<core::Ending> ending;
  std::int64_t shown = 0;
  std::optional<core::VoidReason> flagged;
};

struct TabledNote {
  Place place;
  std::int64_t dialogue = -1;
  std::optional<core::HostAct> act;  // none: a note
  core::ShiftNote note;              // its time as the record says it
};

struct TabledClock {
  Place place;
  core::ClockRecord clock;
};

struct UnreadableRecords {
  Place place;
  std::uint64_t last = 0;
  std::string why;
};

class TableReader {
 public:
  explicit TableReader(platform::Database& database) : database_(database) {}

  core::Result<std::uint64_t> count_answers();  // rows, for progress
  /// In the order of runs and numbers.
  core::Result<void> answers(const std::function<core::Result<void>(const TabledAnswer&)>& visit);
  /// Each visit once, in no telling order.
  core::Result<void> visits(const std::function<core::Result<void>(const TabledVisit&)>& visit);
  core::Result<std::vector<TabledNote>> notes();
  core::Result<std::vector<TabledClock>> clocks();
  core::Result<void> unreadable(const std::function<core::Result<void>(const UnreadableRecords&)>& visit);
  core::Result<Times> times();

 private:
  platform::Database& database_;
};

}  // namespace talt::receiver
