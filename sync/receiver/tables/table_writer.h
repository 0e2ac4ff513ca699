// SPDX-License-Identifier: EUPL-1.2
// Records as rows of the opened tables. A row whose key is there already is left out. One thread, inside the
// caller's transaction. The first failure is kept: ask error() before the transaction ends.
#pragma once

#include <optional>
#include <string_view>

#include "app/core/record.h"
#include "app/core/walk/record_coding.h"
#include "platform/crypto.h"
#include "platform/database.h"

namespace talt::receiver {

/// Where a record stands: LedgerRun::id and its number there.
struct Place {
  std::int64_t run = 0;
  std::uint64_t number = 0;
  bool is_disputed = false;
};

/// The dialogue that is in force where a record stands; `dialogue` is null where none is known.
struct InForce {
  std::int64_t id = -1;
  const core::Dialogue* dialogue = nullptr;
};

std::int64_t as_number(const core::VisitId& visit);
core::VisitId as_visit(std::int64_t number);

class TableWriter {
 public:
  explicit TableWriter(platform::Database& database) : database_(database) {}

  void put(const Place& place, const InForce& now, const core::VisitBegin& record);
  void put(const Place& place, const InForce& now, const core::AnswerRecord& record);
  void put(const Place& place, const InForce& now, const core::PosterRecord& record);
  void put(const Place& place, const InForce& now, const core::VisitEnd& record);
  void put(const Place& place, const InForce& now, const core::VoidRecord& record);
  void put(const Place& place, const InForce& now, const core::ClockRecord& record);
  void put(const Place& place, const InForce& now, const core::ShiftNote& record);
  void put(const Place& place, const InForce& now, const core::HostRecord& record);
  void put(const Place& place, const InForce& now, const core::walk::Entry& record);
  /// A visit of which an answer was seen without its beginning.
  void put_unbegun(const Place& place, const InForce& now, const core::AnswerRecord& record);
  /// The records from this place up to number `last`.
  void put_unreadable(const Place& place, std::uint64_t last, std::string_view why);

  const std::optional<core::Error>& error() const { return error_; }

 private:
  /// A row: the place's columns, then these.
  void add(const char* table, const Place& place, const std::vector<platform::Parameter>& values);

  platform::Database& database_;
  std::optional<core::Error> error_;
};

}  // namespace talt::receiver
