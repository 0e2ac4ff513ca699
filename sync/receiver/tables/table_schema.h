// SPDX-License-Identifier: EUPL-1.2
// The tables that are made from the ledger (tables.h says when and why). Rows are added and never changed,
// but for `disputed`: whatever follows from other rows, such as whether an answer is void, is asked when it
// is read and stored nowhere, so that the order in which batches came makes no difference. Pure.
//
//   opened_state       one row: generation rises with each emptying
//   opened_runs        run, through (all records up to there are here), dialogue (the one in force there),
//                      disputed_from (0: nothing is disputed)
//   opened_dialogues   id, digest, source: dialogue.toml as it came
//   opened_visits      begun 1: the visit's first record; 0: an answer of it was seen without that
//   opened_ends        how a visit ended and how many questions it was shown
//   opened_answers     a row per chosen alternative, pin, text or step; a skip is one row. Questions,
//                      alternatives, languages, categories and places by their index in the dialogue, -1 for
//                      none; degrees in 1e-7; language -1: a poster
//   opened_posters     people who were counted at a paper poster, 0 where nobody counted them
//   opened_voids       question -1: the whole visit
//   opened_clocks      exact times, from which others are corrected
//   opened_notes       the host's notes and acts (act 0: a note)
//   opened_walks       records of walks: kind counts from 0 in the order of core::walk::Entry, body is the
//                      record's (record_coding.h), so that nothing of it is lost; observation is its id, and
//                      earlier the id of the one that it looks at again, hexadecimal, empty for none
//   opened_unreadable  records that cannot be read, up to number `last`, and why
//
// `run` is LedgerRun::id. A visit's id stands as the number that its 8 bytes make, big-endian.
#pragma once

#include <string>
#include <vector>

#include "platform/database.h"

namespace talt::receiver {

/// Their names; those whose rows stand for records have run, number and disputed.
const std::vector<std::string>& opened_tables();
const std::vector<std::string>& tables_of_records();
/// What makes those that are not there.
std::vector<std::string> opened_schema(const platform::Database& database);

}  // namespace talt::receiver
