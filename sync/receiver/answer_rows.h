// SPDX-License-Identifier: EUPL-1.2
// Answers as flat rows, the same for CSV and GeoJSON. Pure but for the dice of pseudonyms and order.
#pragma once

#include <string>
#include <vector>

#include "sync/receiver/export.h"

namespace talt::receiver {

/// One chosen alternative, pin, text or step. Texts are verbatim; numbers are written as in the CSV.
struct AnswerRow {
  std::string device, visit, time, dialogue, version, question, kind, language, given, alternative, value,
      text, category, lat, lon, place, comment, shown_order, voided, run, number;
};

/// A pseudonym for each visit, made for this export.
class Pseudonyms {
 public:
  explicit Pseudonyms(platform::Random& random) : random_(random) {}
  std::string of(const core::VisitId& visit);

 private:
  platform::Random& random_;
  std::map<core::VisitId, std::string> known_;
};

std::vector<AnswerRow> answer_rows(const OpenedLedger& ledger, const ExportOptions& options,
                                   Pseudonyms& pseudonyms, platform::Random& random);

/// Names of the exports' codes.
std::string name_of(core::QuestionKind kind);
std::string name_of(core::Given given);
/// ISO 8601 in UTC; empty where unknown.
std::string time_text(std::int64_t seconds);

}  // namespace talt::receiver
