// SPDX-License-Identifier: EUPL-1.2
// Walks, joined from the records of all their devices by (dialogue, code). One thread. They take nothing in:
// Tables::catch_up first.
#pragma once

#include <string>
#include <vector>

#include "sync/receiver/ledger/ledger.h"
#include "sync/receiver/tables/tables.h"
#include "sync/receiver/walks/walk_account.h"
#include "sync/receiver/walks/walk_words.h"

namespace talt::receiver {

/// All of one walk, across the versions of its dialogue. Its notes that have no number yet are given one, and
/// keep it. Fails where nobody used the code, naming walks that there are; and where two dialogues did and
/// none is named.
core::Result<WalkAccount> account_of(Tables& tables, Ledger& ledger, const WalkName& walk);

/// Each walk as account_of tells it, by date.
core::Result<std::vector<WalkAccount>> numbered_walks(Tables& tables, Ledger& ledger);

/// All walks, by date, as account_of, but without numbers and actions: nothing is written.
core::Result<std::vector<WalkAccount>> read_walks(Tables& tables, Ledger& ledger);

/// The observation that a note's actions and outcomes are of, in hexadecimal: what it looks at again, or it.
std::string matter_of(const WalkAccount& walk, const core::walk::Observation& noted);

/// When the first of its devices began, or the first thing was noted; 0 = not known.
std::int64_t began_s(const WalkAccount& walk);

}  // namespace talt::receiver
