// SPDX-License-Identifier: EUPL-1.2
// Counts per question and alternative: asked, answered, skipped, people, dots. People and dots are counted
// apart, since stacking mixes the two. Voided answers do not count. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sync/receiver/opened.h"

namespace talt::receiver {

struct SummaryRow {
  std::string dialogue, version, question, kind, breakdown, group,
      alternative;  // breakdown: all, language, given
  std::uint64_t asked = 0, answered = 0, skipped = 0, people = 0, dots = 0;
};

/// `min_cell`: rows of a breakdown with fewer people than this are left out; the overall counts always stand.
std::vector<SummaryRow> summary(const OpenedLedger& ledger, std::uint64_t min_cell);

}  // namespace talt::receiver
