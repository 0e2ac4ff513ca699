// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/ledger/ledger_rows.h"

namespace talt::receiver::rows {

namespace {

std::vector<Table> tables_of_what_came() {
  return {{"devices", {{"device", 't'}, {"name", 't'}, {"code", 't'}, {"code_until", 'n'}}, "device", true},
          {"device_keys",
           {{"device", 't'},
            {"device_key", 't'},
            {"request", 'b'},
            {"enrolled", 'n'},
            {"revoked_run", 't'},
            {"revoked_number", 'n'}},
           "device, device_key",
           true},
          {"runs",
           {{"device", 't'},
            {"run", 't'},
            {"branch", 'n'},
            {"header", 'b'},
            {"device_key", 't'},
            {"previous_run", 't'},
            {"previous_last", 'n'},
            {"first", 'n'},
            {"base", 't'},
            {"through", 'n'},
            {"stable", 'n'},
            {"head", 't'},
            {"disputed", 't'},
            {"disputed_from", 'n'},
            {"received", 'n'}},
           "device, run, branch",
           true},
          {"ledger",
           {{"run_id", 'n'},
            {"first", 'n'},
            {"count", 'n'},
            {"before", 't'},
            {"frames", 'b'},
            {"evidence", 't'},
            {"received", 'n'}},
           "run_id, first",
           false},
          {"holes",
           {{"run_id", 'n'}, {"first", 'n'}, {"last", 'n'}, {"why", 't'}, {"proof", 'b'}, {"received", 'n'}},
           "",
           false}};
}

std::vector<Table> tables_of_walks() {
  return {{"walk_notes",
           {{"dialogue", 't'}, {"code", 'n'}, {"device", 't'}, {"observation", 't'}, {"note_number", 'n'}},
           "dialogue, code, note_number",
           true},
          {"walk_actions",
           {{"observation", 't'},
            {"dialogue", 't'},
            {"code", 'n'},
            {"changed_at", 'n'},
            {"by_role", 't'},
            {"changed", 'n'},
            {"party", 't'},
            {"status", 'n'},
            {"deadline", 't'},
            {"reason", 't'}},
           "observation",
           false}};
}

std::vector<Table> tables_of_attachments() {
  return {{"attachments",
           {{"device", 't'},
            {"name", 't'},
            {"size", 'n'},
            {"run_id", 'n'},
            {"number", 'n'},
            {"have", 'n'},
            {"whole", 'n'},
            {"stable", 'n'}},
           "device, name",
           true},
          {"attachment_pieces",
           {{"attachment_id", 'n'}, {"first", 'n'}, {"bytes", 'b'}},
           "attachment_id, first",
           true}};
}

}  // namespace

const std::vector<Table>& tables() {
  static const auto all = [] {
    auto joined = tables_of_what_came();
    for (auto& table : tables_of_walks()) joined.push_back(std::move(table));
    for (auto& table : tables_of_attachments()) joined.push_back(std::move(table));
    return joined;
  }();
  return all;
}

std::vector<std::string> schema(const platform::Database& database) {
  std::vector<std::string> statements;
  for (const auto& table : tables()) {
    std::string made =
        "CREATE TABLE IF NOT EXISTS " + std::string(table.name) + " (id " + database.counting_key();
    for (const auto& column : table.columns) {
      const auto type = column.type == 'n' ? "BIGINT" : column.type == 'b' ? database.bytes_type() : "TEXT";
      made += ", " + std::string(column.name) + " " + type + " NOT NULL";
    }
    statements.push_back(made + ")");
    if (*table.index != 0)
      statements.push_back(std::string("CREATE ") + (table.is_unique ? "UNIQUE " : "") +
                           "INDEX IF NOT EXISTS " + table.name + "_by_key ON " + table.name + " (" +
                           table.index + ")");
  }
  statements.push_back("CREATE INDEX IF NOT EXISTS runs_by_previous ON runs (device, previous_run)");
  statements.push_back("CREATE INDEX IF NOT EXISTS attachments_by_run ON attachments (run_id, stable)");
  statements.push_back("CREATE INDEX IF NOT EXISTS attachments_by_whole ON attachments (device, whole)");
  return statements;
}

std::string insert_next(const char* name) {
  for (const auto& table : tables()) {
    if (std::string_view(table.name) != name) continue;
    std::string columns = "id", values = "(SELECT COALESCE(MAX(id), 0) + 1 FROM " + std::string(name) + ")";
    std::size_t parameter = 0;
    for (const auto& column : table.columns) {
      columns += ", " + std::string(column.name);
      values += ", :p" + std::to_string(parameter++);
    }
    return "INSERT INTO " + std::string(name) + " (" + columns + ") VALUES (" + values + ")";
  }
  core::check(false, "rows are put into a table of the ledger");
  return {};
}

LedgerRun run_of(const platform::Row& row) {
  LedgerRun run;
  run.id = parameter(number(row[0]));
  run.device = fixed<16>(row[1]);
  run.run = fixed<16>(row[2]);
  run.is_branch = row[3] != "0";
  run.header.assign(row[4].begin(), row[4].end());
  run.first = number(row[5]);
  run.through = number(row[6]);
  run.stable = number(row[7]);
  run.head = fixed<32>(row[8]);
  run.disputed = row[9];
  run.disputed_from = number(row[10]);
  run.received_s = parameter(number(row[11]));
  return run;
}

std::int64_t parameter(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}
std::uint64_t number(const std::string& text) {
  return text.empty() ? 0 : std::strtoull(text.c_str(), nullptr, 10);
}
core::ByteView bytes(const std::string& cell) {
  return core::as_bytes(cell);
}

}  // namespace talt::receiver::rows
