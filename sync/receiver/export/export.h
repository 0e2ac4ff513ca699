// SPDX-License-Identifier: EUPL-1.2
// What the analyst gets, written from the opened tables into a folder:
//   csv      answers.csv, disputed.csv, visits.csv, summary.csv, codebook.csv, notes.csv, unreadable.csv, and
//            with `audit` clocks.csv (csv.h: how); where there are walks, observations.csv
//   geojson  pins.geojson, disputed-pins.geojson: a FeatureCollection each (RFC 7946), in WGS 84; where there
//            are walks, observations.geojson
//   gpkg     pins.gpkg: layers pins and disputed_pins in EPSG:4326
// Rows are shuffled and visits carry pseudonyms made for this export; with `audit` they are in the ledger's
// order and have run and number. What is disputed stands apart, in files of its own, and counts nowhere. A
// text that begins with = or + is left as it was written, since every voice is kept verbatim: the codebook
// warns of spreadsheets that would take it for a formula.
//
// The folder may exist: files of these names are replaced, others are left alone. Everything is written
// beside first and takes its name only when all of it is there. One thread; memory does not grow with the
// answers.
#pragma once

#include <string>
#include <vector>

#include "platform/random.h"
#include "sync/receiver/tables/tables.h"

namespace talt::receiver {

enum class ExportFormat { Csv, GeoJson, GeoPackage };

struct ExportOptions {
  ExportFormat format = ExportFormat::Csv;
  std::uint64_t min_cell = 5;  // breakdowns leave out cells with fewer people
  bool audit = false;
};

/// What whoever exports should be told.
struct ExportReport {
  std::uint64_t rows = 0, disputed_rows = 0;
  std::uint64_t observations = 0;
  std::uint64_t unreadable_records = 0, missing_records = 0;
  std::vector<std::string> remarks;  // sentences
};

/// Takes in what is new in the ledger, then writes.
core::Result<ExportReport> export_to(const std::string& folder, const ExportOptions& options, Ledger& ledger,
                                     Tables& tables, const platform::BoxKey& sealing_key,
                                     platform::Random& random, const Progress& taking_in,
                                     const Progress& writing);

}  // namespace talt::receiver
