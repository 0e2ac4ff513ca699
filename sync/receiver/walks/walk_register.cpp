// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/walks/walk_register.h"

#include <fmt/core.h>

#include <algorithm>

#include "app/core/utf8.h"
#include "sync/receiver/ledger/ledger_rows.h"

namespace talt::receiver {

using core::Error;
using core::Result;
using core::walk::Status;

namespace {

constexpr std::size_t reason_bytes_max = 4 * 1024;
constexpr std::size_t role_bytes_max = 200;

// Bits of `changed`. They stand in databases: never renumber.
constexpr std::int64_t changed_party = 1, changed_status = 2, changed_deadline = 4, changed_reason = 8;

bool is_said(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") != std::string::npos;
}

Result<void> check(const ActionChange& change) {
  const char* what = "cannot keep the change";
  if (!change.party && !change.status && !change.deadline && !change.reason)
    return Error{what, "it changes nothing", "name a party, a status, a deadline or a reason"};
  if (change.status == Status::WillNot && !(change.reason && is_said(*change.reason)))
    return Error{what, "what will not be done needs the reason why", "add --reason \"...\""};
  if (change.status == Status::WillNot && change.deadline)
    return Error{what, "what will not be done has no deadline", "leave out one of the two"};
  if (change.reason && !is_said(*change.reason)) return Error{what, "the reason is empty", "write why"};
  for (const auto& [text, bytes_max] :
       {std::pair{change.reason.value_or(""), reason_bytes_max}, std::pair{change.by, role_bytes_max}}) {
    if (text.size() > bytes_max)
      return Error{what, fmt::format("a text of it has more than {} bytes", bytes_max), "write it shorter"};
    if (!core::is_utf8(text) || text.find('\0') != std::string::npos)
      return Error{what, "a text of it is not UTF-8", "write it in a UTF-8 terminal"};
  }
  return {};
}

ActionChange change_of(const platform::Row& row) {
  ActionChange change;
  change.time_s = rows::parameter(rows::number(row[1]));
  change.by = row[2];
  const auto changed = rows::parameter(rows::number(row[3]));
  if ((changed & changed_party) != 0) change.party = row[4];
  if ((changed & changed_status) != 0) change.status = static_cast<Status>(rows::number(row[5]));
  if ((changed & changed_deadline) != 0) change.deadline = date_of(row[6]);
  if ((changed & changed_reason) != 0) change.reason = row[7];
  return change;
}

}  // namespace

Result<NoteNumbers> number_notes(platform::Database& database, const std::string& dialogue,
                                 core::walk::Code code, const std::vector<NoteKey>& notes) {
  NoteNumbers numbers;
  const auto done = database.transaction([&]() -> Result<void> {
    const auto found = database.ask(
        "SELECT device, observation, note_number FROM walk_notes WHERE dialogue = :p0 AND code = :p1", "ttt",
        {dialogue, std::int64_t{code}});
    if (!found) return found.error();
    int last = 0;
    for (const auto& row : *found) {
      const auto number = static_cast<int>(rows::number(row[2]));
      numbers[{row[0], row[1]}] = number;
      last = std::max(last, number);
    }
    for (const auto& note : notes) {
      if (!numbers.try_emplace(note, last + 1).second) continue;
      ++last;
      const auto put =
          database.run(rows::insert_next("walk_notes"),
                       {dialogue, std::int64_t{code}, note.device, note.observation, std::int64_t{last}});
      if (!put) return put;
    }
    return {};
  });
  if (!done) return done.error();
  return numbers;
}

Result<std::map<std::string, std::vector<ActionChange>>> read_actions(platform::Database& database) {
  const auto found = database.ask(
      "SELECT observation, changed_at, by_role, changed, party, status, deadline, reason FROM walk_actions "
      "ORDER BY id",
      "tttttttt");
  if (!found) return found.error();
  std::map<std::string, std::vector<ActionChange>> actions;
  for (const auto& row : *found) actions[row[0]].push_back(change_of(row));
  return actions;
}

Result<void> keep_action(platform::Database& database, const std::string& observation,
                         const std::string& dialogue, core::walk::Code code, const ActionChange& change) {
  if (auto checked = check(change); !checked) return checked;
  const std::int64_t changed = (change.party ? changed_party : 0) | (change.status ? changed_status : 0) |
                               (change.deadline ? changed_deadline : 0) |
                               (change.reason ? changed_reason : 0);
  return database.transaction([&] {
    return database.run(
        rows::insert_next("walk_actions"),
        {observation, dialogue, std::int64_t{code}, change.time_s, change.by, changed,
         change.party.value_or(""),
         change.status ? static_cast<std::int64_t>(*change.status) : std::int64_t{0},
         change.deadline ? text_of(*change.deadline) : std::string(), change.reason.value_or("")});
  });
}

}  // namespace talt::receiver
