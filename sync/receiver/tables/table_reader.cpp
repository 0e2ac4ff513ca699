// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/tables/table_reader.h"

#include <cstdlib>

namespace talt::receiver {

using core::Result;
using platform::Row;

namespace {

constexpr std::size_t page_rows = 2000;

std::int64_t whole(const std::string& text) {
  return std::strtoll(text.c_str(), nullptr, 10);
}
std::uint64_t number(const std::string& text) {
  return std::strtoull(text.c_str(), nullptr, 10);
}

Place place_of(const Row& row) {
  return {whole(row[0]), number(row[1]), row[2] == "1"};
}

// What is disputed never changes what is not: `w.disputed <= a.disputed`.
const std::string answers_page =
    "SELECT a.run, a.number, a.disputed, a.part, a.visit, a.dialogue, a.question, a.language, a.given, "
    "a.time, "
    "a.skipped, a.alternative, a.value, a.words, a.category, a.lat, a.lon, a.place, "
    "CASE WHEN EXISTS (SELECT 1 FROM opened_voids w WHERE w.visit = a.visit AND w.disputed <= a.disputed AND "
    "(w.question < 0 OR (w.question = a.question AND w.number > a.number))) OR EXISTS "
    "(SELECT 1 FROM opened_answers w WHERE w.visit = a.visit AND w.question = a.question AND w.disputed <= "
    "a.disputed AND (w.number > a.number OR (w.number = a.number AND w.run > a.run))) THEN 1 ELSE 0 END, "
    "(SELECT MAX(w.shown) FROM opened_ends w WHERE w.visit = a.visit AND w.disputed <= a.disputed), "
    "(SELECT w.people FROM opened_posters w WHERE w.run = a.run AND w.number = a.number) "
    "FROM opened_answers a WHERE (a.run, a.number, a.part) > (:p0, :p1, :p2) "
    "ORDER BY a.run, a.number, a.part LIMIT " +
    std::to_string(page_rows);
constexpr std::string_view answer_types = "tttttttttttttbttttttt";

const std::string visits_page =
    "SELECT v.run, v.number, v.disputed, v.visit, v.begun, v.dialogue, v.language, v.given, v.time, "
    "(SELECT MAX(w.how) FROM opened_ends w WHERE w.visit = v.visit AND w.disputed <= v.disputed), "
    "(SELECT MAX(w.shown) FROM opened_ends w WHERE w.visit = v.visit AND w.disputed <= v.disputed), "
    "(SELECT MAX(w.reason) FROM opened_voids w WHERE w.visit = v.visit AND w.question < 0 AND w.disputed <= "
    "v.disputed) "
    "FROM opened_visits v WHERE (v.visit, v.run, v.number, v.begun) > (:p0, :p1, :p2, :p3) "
    "ORDER BY v.visit, v.run, v.number, v.begun LIMIT " +
    std::to_string(page_rows);
constexpr std::string_view visit_types = "tttttttttttt";

TabledAnswer answer_of(const Row& row) {
  TabledAnswer answer;
  answer.place = place_of(row);
  answer.visit = as_visit(whole(row[4]));
  answer.dialogue = whole(row[5]);
  answer.question = number(row[6]);
  answer.language = whole(row[7]);
  answer.given = static_cast<core::Given>(whole(row[8]));
  answer.time_s = whole(row[9]);
  answer.is_skip = row[10] == "1";
  answer.is_void = row[18] == "1";
  answer.shown = whole(row[19]);
  answer.people = whole(row[20]);
  return answer;
}

AnswerPart part_of(const Row& row) {
  return {whole(row[11]), whole(row[12]), row[13],       whole(row[14]),
          whole(row[15]), whole(row[16]), whole(row[17])};
}

TabledVisit visit_of(const Row& row) {
  TabledVisit visit;
  visit.place = place_of(row);
  visit.visit = as_visit(whole(row[3]));
  visit.dialogue = whole(row[5]);
  visit.language = whole(row[6]);
  visit.given = static_cast<core::Given>(whole(row[7]));
  visit.time_s = whole(row[8]);
  if (!row[9].empty()) visit.ending = static_cast<core::Ending>(whole(row[9]));
  visit.shown = whole(row[10]);
  if (!row[11].empty()) visit.flagged = static_cast<core::VoidReason>(whole(row[11]));
  return visit;
}

}  // namespace

Result<std::uint64_t> TableReader::count_answers() {
  const auto rows = database_.ask("SELECT COUNT(*) FROM opened_answers", "t");
  if (!rows) return rows.error();
  return number(rows->front()[0]);
}

Result<void> TableReader::answers(const std::function<Result<void>(const TabledAnswer&)>& visit) {
  std::optional<TabledAnswer> current;
  std::int64_t run = 0, at = 0, part = -1;  // ids and numbers count from 1
  for (;;) {
    const auto rows = database_.ask(answers_page, answer_types, {run, at, part});
    if (!rows) return rows.error();
    for (const auto& row : *rows) {
      const auto place = place_of(row);
      if (current && (current->place.run != place.run || current->place.number != place.number)) {
        if (auto done = visit(*current); !done) return done;
        current.reset();
      }
      if (!current) current = answer_of(row);
      current->parts.push_back(part_of(row));
      run = whole(row[0]);
      at = whole(row[1]);
      part = whole(row[3]);
    }
    if (rows->size() < page_rows) break;
  }
  return current ? visit(*current) : Result<void>();
}

Result<void> TableReader::visits(const std::function<Result<void>(const TabledVisit&)>& visit) {
  struct Best {
    TabledVisit visit;
    bool is_begun;
  };
  std::optional<Best> best;
  std::int64_t id = INT64_MIN, run = 0, at = 0, begun = -1;
  for (;;) {
    const auto rows = database_.ask(visits_page, visit_types, {id, run, at, begun});
    if (!rows) return rows.error();
    for (const auto& row : *rows) {
      const Best next{visit_of(row), row[4] == "1"};
      if (best && best->visit.visit != next.visit.visit) {
        if (auto done = visit(best->visit); !done) return done;
        best.reset();
      }
      const auto rank = [](const Best& of) {
        return (of.visit.place.is_disputed ? 0 : 2) + (of.is_begun ? 1 : 0);
      };
      if (!best || rank(next) > rank(*best)) best = next;
      id = whole(row[3]);
      run = whole(row[0]);
      at = whole(row[1]);
      begun = whole(row[4]);
    }
    if (rows->size() < page_rows) break;
  }
  return best ? visit(best->visit) : Result<void>();
}

Result<std::vector<TabledNote>> TableReader::notes() {
  const auto rows = database_.ask(
      "SELECT run, number, disputed, dialogue, act, time, weather, event, staff, note FROM opened_notes "
      "ORDER "
      "BY run, number",
      "ttttttbbbb");
  if (!rows) return rows.error();
  std::vector<TabledNote> notes;
  for (const auto& row : *rows) {
    TabledNote note{
        place_of(row), whole(row[3]), std::nullopt, {whole(row[5]), row[6], row[7], row[8], row[9]}};
    if (row[4] != "0") note.act = static_cast<core::HostAct>(whole(row[4]));
    notes.push_back(std::move(note));
  }
  return notes;
}

Result<std::vector<TabledClock>> TableReader::clocks() {
  const auto rows = database_.ask(
      "SELECT run, number, disputed, boot, boot_ms, wall_ms, source FROM opened_clocks ORDER BY run, number",
      "ttttttt");
  if (!rows) return rows.error();
  std::vector<TabledClock> clocks;
  for (const auto& row : *rows) {
    const auto boot = platform::from_hex(row[3]);
    clocks.push_back({place_of(row),
                      {boot ? platform::exactly<16>(*boot).value_or(std::array<std::uint8_t, 16>{})
                            : std::array<std::uint8_t, 16>{},
                       whole(row[4]), whole(row[5]), static_cast<core::ClockSource>(whole(row[6]))}});
  }
  return clocks;
}

Result<Times> TableReader::times() {
  const auto all = clocks();
  if (!all) return all.error();
  Times times;
  for (const auto& one : *all) times.add(one.place.run, one.place.number, one.clock);
  return times;
}

Result<void> TableReader::unreadable(const std::function<Result<void>(const UnreadableRecords&)>& visit) {
  std::int64_t run = 0, at = 0;
  for (;;) {
    const auto rows = database_.ask(
        "SELECT run, number, disputed, last, why FROM opened_unreadable WHERE (run, number) > (:p0, :p1) "
        "ORDER BY "
        "run, number LIMIT " +
            std::to_string(page_rows),
        "ttttb", {run, at});
    if (!rows) return rows.error();
    for (const auto& row : *rows) {
      if (auto done = visit({place_of(row), number(row[3]), row[4]}); !done) return done;
      run = whole(row[0]);
      at = whole(row[1]);
    }
    if (rows->size() < page_rows) return {};
  }
}

}  // namespace talt::receiver
