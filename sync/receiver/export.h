// SPDX-License-Identifier: EUPL-1.2
// Tables for the analyst: answers.csv, visits.csv, summary.csv, codebook.csv (RFC 4180, UTF-8, CRLF) and
// pins.geojson (WGS 84). Rows are shuffled and visits carry pseudonyms made for this export, unless `audit`.
// One thread.
#pragma once

#include <string>

#include "sync/receiver/opened.h"

namespace talt::receiver {

struct ExportOptions {
  std::uint32_t min_cell = 5;  // breakdowns leave out cells with fewer people
  bool audit = false;          // adds run and number, in the ledger's order
};

core::Result<void> export_csv(const OpenedLedger& ledger, const std::string& folder,
                              const ExportOptions& options, platform::Random& random);
core::Result<void> export_geojson(const OpenedLedger& ledger, const std::string& folder,
                                  const ExportOptions& options, platform::Random& random);

}  // namespace talt::receiver
