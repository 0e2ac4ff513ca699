// SPDX-License-Identifier: EUPL-1.2
// How an account is gathered from the tables. For walk_accounts.cpp.
#pragma once

#include <vector>

#include "sync/receiver/tables/tables.h"
#include "sync/receiver/walks/walk_account.h"
#include "sync/receiver/walks/walk_records.h"

namespace talt::receiver {

struct GatheredWalk {
  WalkAccount account;        // without numbers and actions
  std::vector<NoteKey> keys;  // of account.notes, by index
};

/// Each of those walks. Within Tables::read(); `runs` gets its times.
core::Result<std::vector<GatheredWalk>> gather(Tables& tables, WalkRuns& runs,
                                               const std::vector<WalkName>& walks);

}  // namespace talt::receiver
