// SPDX-License-Identifier: EUPL-1.2
// Records of walks as they stand in opened_walks, and the notes that they make: each observation with its
// revisions. Within Tables::read(); one thread. Memory grows with the records of the walks that are read.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/core/walk/record_coding.h"
#include "sync/receiver/ledger/ledger.h"
#include "sync/receiver/tables/dialogue_shelf.h"
#include "sync/receiver/tables/table_reader.h"
#include "sync/receiver/walks/walk_register.h"

namespace talt::receiver {

struct WalkRecord {
  Place place;
  std::int64_t dialogue = -1;  // on the shelf
  core::walk::Entry entry;     // with that dialogue's indexes
  std::string body;            // the same as bytes
};

/// What the ledger and the clock records say of the runs that records stand in.
struct WalkRuns {
  struct Run {
    std::string device, name;  // id in hexadecimal, name
    std::string disputed;      // why, empty where nothing is
    std::int64_t received_s = 0;
  };
  std::map<std::int64_t, Run> runs;  // by LedgerRun::id
  std::vector<LedgerHole> holes;
  Times times;

  const Run& of(const WalkRecord& record) const;
  /// Seconds since 1970, corrected; 0 = not known.
  std::int64_t time_of(const WalkRecord& record, std::int64_t time_s) const;
};
/// Without its times: they are read within Tables::read().
core::Result<WalkRuns> walk_runs(Ledger& ledger);

/// Who walked under which dialogue: every pair of a dialogue's id and a code.
core::Result<std::vector<WalkName>> walk_names(platform::Database& database, const DialogueShelf& dialogues);

/// By run and number.
core::Result<std::vector<WalkRecord>> records_of(platform::Database& database, const DialogueShelf& dialogues,
                                                 const WalkName& walk);
/// Every record of those observations, of whatever walk, that look at an earlier one again.
core::Result<std::vector<WalkRecord>> records_of_follow_ups(platform::Database& database,
                                                            const DialogueShelf& dialogues);
/// Every record of the observation with that id, in hexadecimal.
core::Result<std::vector<WalkRecord>> records_of_observation(platform::Database& database,
                                                             const DialogueShelf& dialogues,
                                                             const std::string& observation);

/// One observation: what stands, oldest first, and what disputed records say. Not both are empty.
struct RevisedNote {
  NoteKey key;
  std::vector<WalkRecord> standing, disputed;

  bool is_disputed() const { return standing.empty(); }
  /// What counts: of a note that is disputed as a whole, that.
  const std::vector<WalkRecord>& revisions() const { return is_disputed() ? disputed : standing; }
};
const core::walk::Observation& noted(const WalkRecord& record);
std::vector<RevisedNote> notes_of(const std::vector<WalkRecord>& records, const WalkRuns& runs);

}  // namespace talt::receiver
