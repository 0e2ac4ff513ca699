// SPDX-License-Identifier: EUPL-1.2
// What the writers of one export share. Not for others.
#pragma once

#include "platform/geopackage.h"
#include "sync/receiver/export/answer_rows.h"
#include "sync/receiver/export/export.h"
#include "sync/receiver/export/export_files.h"
#include "sync/receiver/export/shuffle.h"
#include "sync/receiver/walks/walk_account.h"

namespace talt::receiver {

struct ExportWork {
  ExportFiles files;
  const ExportOptions& options;
  Names names;
  TableReader reader;
  std::vector<LedgerRun> closed_runs;
  std::vector<LedgerHole> holes;
  platform::Random& random;
  const Progress& progress;  // rows of opened_answers read, of all
  const std::vector<WalkAccount>& walks;
  ExportReport report = {};
};

/// Items on their way to a file: shuffled, or for an audit as they come.
class Ordered {
 public:
  using Sink = std::function<core::Result<void>(const std::string& item)>;
  Ordered(ExportWork& work, Sink sink)
      : sink_(std::move(sink)),
        is_shuffled_(!work.options.audit),
        shuffle_(work.files.folder(), work.random) {}
  core::Result<void> add(std::string item) {
    return is_shuffled_ ? shuffle_.add(std::move(item)) : sink_(item);
  }
  core::Result<void> finish() { return is_shuffled_ ? shuffle_.take(sink_) : core::Result<void>(); }

 private:
  Sink sink_;
  bool is_shuffled_;
  Shuffle shuffle_;
};

inline bool has_walks(const DialogueShelf& dialogues) {
  for (const auto& entry : dialogues.all())
    if (entry.dialogue.walk) return true;
  return false;
}

/// Every answer, with progress.
core::Result<void> each_answer(ExportWork& work,
                               const std::function<core::Result<void>(const TabledAnswer&)>& visit);

core::Result<void> write_csv(ExportWork& work);
core::Result<void> write_codebook(ExportWork& work);
core::Result<void> write_observations_csv(ExportWork& work);
core::Result<void> write_observations_geojson(ExportWork& work);
platform::GeoLayer observations_layer();
core::Result<void> add_observations(ExportWork& work, platform::GeoPackage& package, std::size_t layer);
core::Result<void> write_geojson(ExportWork& work);
core::Result<void> write_geopackage(ExportWork& work);

}  // namespace talt::receiver
