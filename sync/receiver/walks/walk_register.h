// SPDX-License-Identifier: EUPL-1.2
// What the municipality adds to its walks, in tables of the ledger (ledger_rows.h): the numbers of notes and
// what became of observations. Rows are only ever added; `rebuild` leaves them alone and a backup holds them.
// They stand in clear: a number says nothing, and an action is the municipality's own public word.
// `database` is the ledger's. One thread; several processes at once.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/database.h"
#include "sync/receiver/walks/walk_account.h"
#include "sync/receiver/walks/walk_words.h"

namespace talt::receiver {

struct NoteKey {
  std::string device, observation;  // ids, hexadecimal
  auto operator<=>(const NoteKey&) const = default;
};
using NoteNumbers = std::map<NoteKey, int>;

/// The numbers of a walk's notes. Those that have none get the next ones, in the order of `notes`; durable
/// when it returns, and the same for whoever asks at the same time.
core::Result<NoteNumbers> number_notes(platform::Database& database, const std::string& dialogue,
                                       core::walk::Code code, const std::vector<NoteKey>& notes);

/// Every change of every observation, by its id in hexadecimal, oldest first.
core::Result<std::map<std::string, std::vector<ActionChange>>> read_actions(platform::Database& database);

/// Adds a change of an observation that was noted on that walk. Fails, keeping nothing, where the change says
/// nothing, says that something will not be done without the reason, or holds a text that is too long.
core::Result<void> keep_action(platform::Database& database, const std::string& observation,
                               const std::string& dialogue, core::walk::Code code,
                               const ActionChange& change);

}  // namespace talt::receiver
