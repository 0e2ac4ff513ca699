// SPDX-License-Identifier: EUPL-1.2
// A copy goes through the port row by row: from SQLite or PostgreSQL into either, and back.
#include <algorithm>

#include "sync/receiver/ledger/ledger.h"
#include "sync/receiver/ledger/ledger_rows.h"

namespace talt::receiver {

using core::ByteView;
using core::Error;
using core::Result;
using platform::Parameter;
using platform::Row;

namespace {

constexpr int rows_at_once = 32;

struct Statements {
  std::string select, insert, types;
};

Statements statements_of(const rows::Table& table) {
  std::string columns = "id", places = ":p0", types = "t";
  std::size_t parameter = 0;
  for (const auto& column : table.columns) {
    columns += ", " + std::string(column.name);
    places += ", :p" + std::to_string(++parameter);
    types += column.type == 'b' ? 'b' : 't';
  }
  const std::string name = table.name;
  return {"SELECT " + columns + " FROM " + name + " WHERE id > :p0 ORDER BY id LIMIT " +
              std::to_string(rows_at_once),
          "INSERT INTO " + name + " (" + columns + ") VALUES (" + places + ")", types};
}

std::vector<Parameter> parameters_of(const rows::Table& table, const Row& row) {
  std::vector<Parameter> parameters{rows::parameter(rows::number(row[0]))};
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const auto& cell = row[i + 1];
    switch (table.columns[i].type) {
      case 'n':
        parameters.emplace_back(rows::parameter(rows::number(cell)));
        break;
      case 'b':
        parameters.emplace_back(rows::bytes(cell));
        break;
      default:
        parameters.emplace_back(cell);
    }
  }
  return parameters;
}

Result<void> copy_table(const rows::Table& table, platform::Database& from, platform::Database& to) {
  const auto statements = statements_of(table);
  for (std::int64_t last = 0;;) {
    const auto found = from.ask(statements.select, statements.types, {last});
    if (!found) return found.error();
    for (const auto& row : *found)
      if (auto put = to.run(statements.insert, parameters_of(table, row)); !put) return put;
    if (found->size() < rows_at_once) return {};
    last = rows::parameter(rows::number(found->back()[0]));
  }
}

Error broken(const LedgerRun& run, const char* why) {
  return {"run " + platform::to_hex(run.run) + " does not check", why,
          "keep this database; restore an older backup"};
}

bool is_end_of_hole(const std::vector<LedgerHole>& holes, std::int64_t run, std::uint64_t first,
                    std::uint64_t next) {
  return std::any_of(holes.begin(), holes.end(), [&](const auto& hole) {
    return hole.run == run && hole.first == first && hole.last + 1 == next;
  });
}

}  // namespace

Result<std::vector<LedgerRun>> Ledger::copy_to(Ledger& empty) {
  const std::lock_guard held(reading_lock_);
  std::vector<LedgerRun> copied;
  const auto read = [&]() -> Result<void> {
    for (const auto& table : rows::tables())
      if (auto done = copy_table(table, *reading_, *empty.writing_); !done) return done;
    return {};
  };
  const auto done = empty.commits_.commit([&]() -> Result<void> {
    const auto there = empty.writing_->ask("SELECT COUNT(*) FROM devices", "t");
    if (!there) return there.error();
    if (there->front()[0] != "0")
      return Error{"cannot copy the ledger", "there is one in that database already", "name an empty one"};
    return reading_->snapshot(read);
  });
  if (!done) return done.error();
  if (auto checked = empty.verify(); !checked) return checked.error();
  return empty.runs();
}

Result<void> Ledger::verify() {
  const auto all = runs();
  if (!all) return all.error();
  const auto gaps = holes();
  if (!gaps) return gaps.error();
  for (const auto& run : *all) {
    const auto base = ask("SELECT base FROM runs WHERE id = :p0", "t", {run.id});
    if (!base) return base.error();
    auto head = rows::fixed<32>(base->front()[0]);
    if (!run.is_branch && head != sync::first_head(run.header)) return broken(run, "its header was changed");
    auto next = run.first;
    for (std::uint64_t after = 0;;) {
      const auto found =
          ask("SELECT id, first, count, before, frames FROM ledger WHERE run_id = :p0 AND id > :p1 ORDER BY "
              "id LIMIT " +
                  std::to_string(rows_at_once),
              "ttttb", {run.id, rows::parameter(after)});
      if (!found) return found.error();
      for (const auto& row : *found) {
        const auto first = rows::number(row[1]);
        if (first != next && is_end_of_hole(*gaps, run.id, next, first)) {
          next = first;
          head = rows::fixed<32>(row[3]);
        }
        if (first != next || rows::fixed<32>(row[3]) != head) return broken(run, "a batch is missing");
        const auto items = sync::split_sequence(rows::bytes(row[4]), rows::number(row[2]));
        if (!items || items->size() != rows::number(row[2]))
          return broken(run, "a batch does not hold what it says");
        for (const auto item : *items) head = sync::next_head(head, item);
        next += items->size();
        after = rows::number(row[0]);
      }
      if (found->size() < rows_at_once) break;
    }
    if (next != run.through + 1 || head != run.head)
      return broken(run, "its chain does not end where it says");
  }
  const std::lock_guard held(reading_lock_);
  return verify_attachments(*reading_);
}

Result<void> Ledger::mark_stable(const std::vector<LedgerRun>& backed_up) {
  return commits_.commit([&]() -> Result<void> {
    for (const auto& run : backed_up)
      if (auto done = writing_->run("UPDATE runs SET stable = :p0 WHERE id = :p1 AND stable < :p2",
                                    {rows::parameter(run.through), run.id, rows::parameter(run.through)});
          !done)
        return done;
    return {};
  });
}

}  // namespace talt::receiver
