// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/tables/tables.h"

#include <algorithm>
#include <map>

#include "sync/receiver/tables/table_schema.h"

namespace talt::receiver {

using core::Error;
using core::Result;

namespace {

constexpr std::size_t batches_at_once = 16;

std::int64_t parameter(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}
std::uint64_t number(const std::string& text) {
  return std::strtoull(text.c_str(), nullptr, 10);
}
/// A branch is disputed from its first record on.
std::uint64_t disputed_from(const LedgerRun& run) {
  return run.is_branch ? 1 : run.disputed_from;
}

}  // namespace

Result<std::unique_ptr<Tables>> Tables::open(const std::string& where, std::uint64_t portion_records) {
  auto database = platform::open_database(where);
  if (!database) return database.error();
  const auto made = (*database)->transaction([&]() -> Result<void> {
    for (const auto& statement : opened_schema(**database))
      if (auto done = (*database)->run(statement); !done) return done;
    return (*database)->run("INSERT INTO opened_state VALUES (1, 0) ON CONFLICT DO NOTHING");
  });
  if (!made) return made.error();
  return std::unique_ptr<Tables>(new Tables(std::move(*database), portion_records));
}

/// Another process may have put dialogues there, or emptied the tables.
Result<void> Tables::refresh_shelf() {
  const auto state =
      database_->ask("SELECT generation, (SELECT COUNT(*) FROM opened_dialogues) FROM opened_state", "tt");
  if (!state) return state.error();
  if (state->empty()) return Error{"the tables cannot be used", "their state is missing", "run rebuild"};
  const auto found = state->front()[0] + "/" + state->front()[1];
  if (found == shelf_state_) return {};
  shelf_state_.clear();
  if (auto loaded = shelf_.load(*database_); !loaded) return loaded;
  shelf_state_ = found;
  return {};
}

Result<void> Tables::read(const std::function<Result<void>()>& work) {
  return database_->snapshot([&]() -> Result<void> {
    if (auto fresh = refresh_shelf(); !fresh) return fresh;
    return work();
  });
}

Result<std::uint64_t> Tables::count_taken(const std::vector<LedgerRun>& runs) {
  std::uint64_t taken = 0;
  for (const auto& run : runs) {
    const auto known = opened(run);
    if (!known) return known.error();
    if (*known && (*known)->through >= run.first) taken += (*known)->through + 1 - run.first;
  }
  return taken;
}

Result<void> Tables::empty() {
  return database_->transaction([&]() -> Result<void> {
    for (const auto& table : opened_tables())
      if (table != "opened_state")
        if (auto done = database_->run("DELETE FROM " + table); !done) return done;
    return database_->run("UPDATE opened_state SET generation = generation + 1");
  });
}

Result<void> Tables::forget() {
  const auto dropped = database_->transaction([&]() -> Result<void> {
    for (const auto& table : opened_tables())
      if (table != "opened_state")
        if (auto done = database_->run("DROP TABLE " + table); !done) return done;
    for (const auto& statement : opened_schema(*database_))
      if (auto done = database_->run(statement); !done) return done;
    return database_->run("UPDATE opened_state SET generation = generation + 1");
  });
  if (!dropped) return dropped;
  return database_->run("VACUUM");
}

Result<std::optional<Tables::Opened>> Tables::opened(const LedgerRun& run) {
  const auto rows = database_->ask("SELECT through, dialogue, disputed_from FROM opened_runs WHERE run = :p0",
                                   "ttt", {run.id});
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<Opened>();
  const auto& row = rows->front();
  return std::optional(Opened{number(row[0]), std::strtoll(row[1].c_str(), nullptr, 10), number(row[2])});
}

/// A branch goes on under the dialogue of the run that it leaves.
Result<Tables::Opened> Tables::begin(const LedgerRun& run, const std::vector<LedgerRun>& runs) {
  Opened now{run.first - 1, -1, disputed_from(run)};
  for (const auto& other : runs) {
    if (!run.is_branch || other.is_branch || other.run != run.run || other.device != run.device) continue;
    const auto base = opened(other);
    if (!base) return base.error();
    if (*base) now.dialogue = (*base)->dialogue;
  }
  const auto made =
      database_->run("INSERT INTO opened_runs VALUES (:p0, :p1, :p2, :p3)",
                     {run.id, parameter(now.through), now.dialogue, parameter(now.disputed_from)});
  if (!made) return made.error();
  return now;
}

/// What is disputed can grow after it was taken in: a key is revoked, or another branch comes.
Result<void> Tables::mark_disputed(const LedgerRun& run, Opened& now) {
  if (now.disputed_from == disputed_from(run)) return {};
  now.disputed_from = disputed_from(run);
  const auto from = parameter(now.disputed_from);
  for (const auto& table : tables_of_records())
    if (auto done =
            database_->run("UPDATE " + table +
                               " SET disputed = CASE WHEN :p0 > 0 AND number >= :p1 THEN 1 ELSE 0 END "
                               "WHERE run = :p2",
                           {from, from, run.id});
        !done)
      return done;
  return database_->run("UPDATE opened_runs SET disputed_from = :p0 WHERE run = :p1", {from, run.id});
}

Result<bool> Tables::take_portion(Ledger& ledger, const LedgerRun& run, const std::vector<LedgerRun>& runs,
                                  const platform::BoxKey& sealing_key, std::optional<RunReader>& reader) {
  if (auto fresh = refresh_shelf(); !fresh) return fresh.error();
  const auto known = opened(run);
  if (!known) return known.error();
  auto now = *known ? Result<Opened>(**known) : begin(run, runs);
  if (!now) return now.error();
  if (auto marked = mark_disputed(run, *now); !marked) return marked.error();
  if (now->through >= run.through) return false;
  if (!reader || reader->safe_through() != now->through) {
    const auto header = sync::decode_run_header(run.header);
    if (!header) return header.error();
    auto key = run_key_of(*header, sealing_key);
    if (!key) return key.error();
    reader.emplace(*header, std::move(key).value(), run.id, now->through + 1, now->dialogue,
                   now->disputed_from);
  }
  TableWriter rows(*database_);
  Result<void> outcome;
  const auto begun_at = reader->next();
  for (std::uint64_t from = 0; from != reader->next() && reader->next() - begun_at < portion_records_;) {
    from = reader->next();
    const auto read = ledger.frames(run, from, batches_at_once, [&](std::uint64_t at, core::ByteView frame) {
      if (outcome) outcome = reader->take(at, frame, shelf_, *database_, rows);
    });
    if (!read) return read.error();
    if (!outcome) return outcome.error();
    if (rows.error()) return *rows.error();
  }
  const auto noted = database_->run("UPDATE opened_runs SET through = :p0, dialogue = :p1 WHERE run = :p2",
                                    {parameter(reader->safe_through()), reader->dialogue(), run.id});
  if (!noted) return noted.error();
  return reader->next() > begun_at && reader->next() <= run.through;
}

Result<bool> Tables::take_run(Ledger& ledger, const LedgerRun& run, const std::vector<LedgerRun>& runs,
                              const platform::BoxKey& sealing_key,
                              const std::function<void(std::uint64_t next)>& progress) {
  const auto header = sync::decode_run_header(run.header);
  if (!header || !run_key_of(*header, sealing_key)) return false;
  std::optional<RunReader> reader;
  for (bool is_more = true; is_more;) {
    const auto portion = database_->transaction([&]() -> Result<void> {
      const auto taken = take_portion(ledger, run, runs, sealing_key, reader);
      if (!taken) return taken.error();
      is_more = *taken;
      return {};
    });
    if (!portion) {
      shelf_state_.clear();  // what was put on the shelf was rolled back
      return portion.error();
    }
    if (reader) progress(reader->next());
  }
  return true;
}

Result<std::vector<LedgerRun>> Tables::catch_up(Ledger& ledger, const platform::BoxKey& sealing_key,
                                                const Progress& progress) {
  const auto runs = ledger.runs();
  if (!runs) return runs.error();
  const auto total = ledger.count_records();
  if (!total) return total.error();
  const auto rows = database_->ask("SELECT run, through, disputed_from FROM opened_runs", "ttt");
  if (!rows) return rows.error();
  std::map<std::int64_t, std::pair<std::uint64_t, std::uint64_t>> taken;
  for (const auto& row : *rows) taken[parameter(number(row[0]))] = {number(row[1]), number(row[2])};
  std::vector<LedgerRun> closed;
  std::uint64_t done = 0;
  for (const auto& run : *runs) {
    const auto known = taken.find(run.id);
    const bool is_done = known != taken.end() && known->second.first >= run.through &&
                         known->second.second == disputed_from(run);
    if (!is_done) {
      const auto opened = take_run(ledger, run, *runs, sealing_key, [&](std::uint64_t next) {
        progress(std::min(done + next - run.first, *total), *total);
      });
      if (!opened) return opened.error();
      if (!*opened) closed.push_back(run);
    }
    done += run.through + 1 - run.first;
  }
  return closed;
}

}  // namespace talt::receiver
