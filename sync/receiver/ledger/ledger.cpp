// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/ledger/ledger.h"

#include "app/core/limits.h"
#include "sync/receiver/ledger/batch_writer.h"
#include "sync/receiver/ledger/ledger_rows.h"

namespace talt::receiver {

using core::ByteView;
using core::Error;
using core::Result;
using platform::Row;

namespace {

constexpr const char* schema_version = "2";  // rises when a table changes
constexpr const char* before_walks = "1";  // has all tables of today but those that came since, and no other

Result<void> make_tables(platform::Database& database) {
  return database.transaction([&]() -> Result<void> {
    if (auto made =
            database.run("CREATE TABLE IF NOT EXISTS about (name TEXT NOT NULL, value TEXT NOT NULL)");
        !made)
      return made;
    const auto version = database.ask("SELECT value FROM about WHERE name = 'ledger'", "t");
    if (!version) return version.error();
    const auto found = version->empty() ? std::string() : version->front()[0];
    if (found == schema_version) return {};
    if (!found.empty() && found != before_walks)
      return Error{"cannot use the database", "another version of Talt made it", "use that version"};
    for (const auto& statement : rows::schema(database))
      if (auto made = database.run(statement); !made) return made;
    return found.empty()
               ? database.run("INSERT INTO about VALUES ('ledger', :p0)", {std::string(schema_version)})
               : database.run("UPDATE about SET value = :p0 WHERE name = 'ledger'",
                              {std::string(schema_version)});
  });
}

}  // namespace

Ledger::Ledger(std::unique_ptr<platform::Database> reading, std::unique_ptr<platform::Database> writing)
    : reading_(std::move(reading)), writing_(std::move(writing)), commits_(*writing_) {}

Result<std::unique_ptr<Ledger>> Ledger::open(const std::string& where) {
  auto writing = platform::open_database(where);
  if (!writing) return writing.error();
  if (auto made = make_tables(**writing); !made) return made.error();
  auto reading = platform::open_database(where);
  if (!reading) return reading.error();
  return std::unique_ptr<Ledger>(new Ledger(std::move(*reading), std::move(*writing)));
}

Result<std::vector<Row>> Ledger::ask(const std::string& query, std::string_view columns,
                                     const std::vector<platform::Parameter>& parameters) {
  const std::lock_guard held(reading_lock_);
  return reading_->ask(query, columns, parameters);
}

Result<LedgerRun> Ledger::accept(const Batch& batch) {
  const auto checked = check_batch(batch);
  if (!checked) return checked.error();
  Result<LedgerRun> outcome = LedgerRun{};
  const auto done = commits_.commit([&]() -> Result<void> {
    outcome = BatchWriter(*writing_, *checked).write();
    if (!outcome) return outcome.error();
    return {};
  });
  if (!done) return done.error();
  return outcome;
}

Result<std::vector<LedgerRun>> Ledger::runs() {
  const auto found =
      ask("SELECT " + std::string(rows::run_columns) + " FROM runs ORDER BY id", rows::run_types);
  if (!found) return found.error();
  std::vector<LedgerRun> runs;
  for (const auto& row : *found) runs.push_back(rows::run_of(row));
  return runs;
}

Result<std::vector<LedgerHole>> Ledger::holes() {
  const auto found = ask("SELECT run_id, first, last, why FROM holes ORDER BY id", "tttt");
  if (!found) return found.error();
  std::vector<LedgerHole> holes;
  for (const auto& row : *found)
    holes.push_back(
        {rows::parameter(rows::number(row[0])), rows::number(row[1]), rows::number(row[2]), row[3]});
  return holes;
}

Result<void> Ledger::frames(const LedgerRun& run, std::uint64_t from, std::size_t batches_max,
                            const std::function<void(std::uint64_t number, ByteView frame)>& visit) {
  const auto begin =
      ask("SELECT COALESCE(MAX(first), 0) FROM ledger WHERE run_id = :p0 AND first <= :p1 AND count > 0", "t",
          {run.id, rows::parameter(from)});
  if (!begin) return begin.error();
  const auto found =
      ask("SELECT first, frames FROM ledger WHERE run_id = :p0 AND first >= :p1 AND first + count > :p2 "
          "ORDER BY first "
          "LIMIT " +
              std::to_string(batches_max),
          "tb", {run.id, rows::parameter(rows::number(begin->front()[0])), rows::parameter(from)});
  if (!found) return found.error();
  for (const auto& row : *found) {
    const auto items = sync::split_sequence(rows::bytes(row[1]), core::batch_records_max);
    if (!items) return items.error();
    auto number = rows::number(row[0]);
    for (const auto item : *items) {
      if (number >= from) visit(number, item);
      ++number;
    }
  }
  return {};
}

Result<std::uint64_t> Ledger::count_records() {
  const auto found = ask("SELECT COALESCE(SUM(count), 0) FROM ledger", "t");
  if (!found) return found.error();
  return rows::number(found->front()[0]);
}

}  // namespace talt::receiver
