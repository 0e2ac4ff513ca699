// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/tables/table_schema.h"

#include <string_view>

namespace talt::receiver {

namespace {

struct Table {
  const char* name;
  bool is_of_records;
  std::vector<std::string_view> columns;  // numbers, but for "name TEXT" and "name BYTES"
  const char* key;
};

const std::vector<Table>& tables() {
  static const std::vector<Table> all = {
      {"opened_state", false, {"id", "generation"}, "id"},
      {"opened_runs", false, {"run", "through", "dialogue", "disputed_from"}, "run"},
      {"opened_dialogues", false, {"id", "digest TEXT", "source BYTES"}, "id"},
      {"opened_visits",
       true,
       {"visit", "begun", "dialogue", "language", "given", "time"},
       "visit, run, number, begun"},
      {"opened_ends", true, {"visit", "how", "shown"}, "visit, run, number"},
      {"opened_answers",
       true,
       {"part", "visit", "dialogue", "question", "language", "given", "time", "skipped", "alternative",
        "value", "words BYTES", "category", "lat", "lon", "place"},
       "run, number, part"},
      {"opened_posters", true, {"people"}, "run, number"},
      {"opened_voids", true, {"visit", "question", "reason"}, "visit, run, number"},
      {"opened_clocks", true, {"boot TEXT", "boot_ms", "wall_ms", "source"}, "run, number"},
      {"opened_notes",
       true,
       {"dialogue", "act", "time", "weather BYTES", "event BYTES", "staff BYTES", "note BYTES"},
       "run, number"},
      {"opened_walks",
       true,
       {"dialogue", "code", "kind", "observation TEXT", "revision", "earlier TEXT", "body BYTES"},
       "run, number"},
      {"opened_unreadable", true, {"last", "why BYTES"}, "run, number"}};
  return all;
}

std::vector<std::string> names(bool of_records_only) {
  std::vector<std::string> found;
  for (const auto& table : tables())
    if (table.is_of_records || !of_records_only) found.emplace_back(table.name);
  return found;
}

std::string column_of(std::string_view column, const platform::Database& database) {
  constexpr std::string_view text = " TEXT", bytes = " BYTES";
  const std::string all(column);
  if (column.ends_with(text)) return all + " NOT NULL";
  if (column.ends_with(bytes))
    return all.substr(0, all.size() - bytes.size()) + " " + database.bytes_type() + " NOT NULL";
  return all + " BIGINT NOT NULL";
}

}  // namespace

const std::vector<std::string>& opened_tables() {
  static const auto found = names(false);
  return found;
}
const std::vector<std::string>& tables_of_records() {
  static const auto found = names(true);
  return found;
}

std::vector<std::string> opened_schema(const platform::Database& database) {
  std::vector<std::string> statements;
  for (const auto& table : tables()) {
    std::string made = std::string("CREATE TABLE IF NOT EXISTS ") + table.name + " (";
    if (table.is_of_records)
      made += "run BIGINT NOT NULL, number BIGINT NOT NULL, disputed BIGINT NOT NULL, ";
    for (const auto column : table.columns) made += column_of(column, database) + ", ";
    statements.push_back(made + "PRIMARY KEY (" + table.key + "))");
  }
  statements.push_back(
      "CREATE INDEX IF NOT EXISTS opened_answers_by_visit ON opened_answers (visit, question)");
  for (const char* column : {"code", "observation", "earlier"})
    statements.push_back(std::string("CREATE INDEX IF NOT EXISTS opened_walks_by_") + column +
                         " ON opened_walks (" + column + ")");
  return statements;
}

}  // namespace talt::receiver
