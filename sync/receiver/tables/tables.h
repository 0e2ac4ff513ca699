// SPDX-License-Identifier: EUPL-1.2
// Takes what is new in the ledger into tables of the same database (table_schema.h), and makes them again
// from nothing. One thread; several processes may do so at once: each portion is one transaction, and those
// are taken one at a time over all processes, so no row is made twice.
//
// Answers stand in the tables in clear. So they are made only by commands that have the sealing key, on the
// machine where it is; `serve` never opens anything. Without the key nothing can be taken in, and an export
// says so. Before the key is taken off a machine, or where the database lies on one that is trusted less,
// forget() removes them; they can be made again at any time. A backup never holds them.
//
// A run's key is hashed forward from its first record. No key is ever stored: to go on in a run it is opened
// anew and hashed forward, half a second for a million records.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/receiver/ledger/ledger.h"
#include "sync/receiver/tables/dialogue_shelf.h"
#include "sync/receiver/tables/run_reader.h"

namespace talt::receiver {

using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

class Tables {
 public:
  /// `where`: the ledger's database. `portion_records`: about as many in one transaction.
  static core::Result<std::unique_ptr<Tables>> open(const std::string& where,
                                                    std::uint64_t portion_records = 10'000);

  /// Takes in what is new. Safe to be ended at any moment and to be called again. A run that was not sealed
  /// to this key is left for the day when its key is here; the runs that were left come back.
  core::Result<std::vector<LedgerRun>> catch_up(Ledger& ledger, const platform::BoxKey& sealing_key,
                                                const Progress& progress);
  /// How many records of those runs are in the tables.
  core::Result<std::uint64_t> count_taken(const std::vector<LedgerRun>& runs);
  /// Removes every row: the next catch_up makes all of them again.
  core::Result<void> empty();
  /// The same, and wipes from SQLite's file what rows leave behind (PostgreSQL removes its files by itself).
  core::Result<void> forget();

  /// Reads within see one state of the tables, whatever others write meanwhile; dialogues() is of that state.
  core::Result<void> read(const std::function<core::Result<void>()>& work);
  const DialogueShelf& dialogues() const { return shelf_; }
  platform::Database& database() { return *database_; }

 private:
  struct Opened {  // a row of opened_runs
    std::uint64_t through = 0;
    std::int64_t dialogue = -1;
    std::uint64_t disputed_from = 0;
  };
  Tables(std::unique_ptr<platform::Database> database, std::uint64_t portion_records)
      : database_(std::move(database)), portion_records_(portion_records) {}

  core::Result<void> refresh_shelf();
  core::Result<std::optional<Opened>> opened(const LedgerRun& run);
  core::Result<Opened> begin(const LedgerRun& run, const std::vector<LedgerRun>& runs);
  core::Result<void> mark_disputed(const LedgerRun& run, Opened& now);
  /// False where its key is not here.
  core::Result<bool> take_run(Ledger& ledger, const LedgerRun& run, const std::vector<LedgerRun>& runs,
                              const platform::BoxKey& sealing_key,
                              const std::function<void(std::uint64_t next)>& progress);
  /// One transaction. False when nothing is left to take.
  core::Result<bool> take_portion(Ledger& ledger, const LedgerRun& run, const std::vector<LedgerRun>& runs,
                                  const platform::BoxKey& sealing_key, std::optional<RunReader>& reader);

  std::unique_ptr<platform::Database> database_;
  std::uint64_t portion_records_;
  std::string shelf_state_;  // that shelf_ belongs to
  DialogueShelf shelf_;
};

}  // namespace talt::receiver
