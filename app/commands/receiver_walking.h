// SPDX-License-Identifier: EUPL-1.2
// What every command about walks begins with: the tables as they are now, and the walk that was named.
#pragma once

#include <cstdio>
#include <memory>
#include <string>

#include "app/commands/progress_line.h"
#include "app/commands/receiver_opening.h"
#include "sync/receiver/walks/walk_accounts.h"

namespace talt::commands {

struct OpenedWalks {
  OpenedReceiver town;
  std::unique_ptr<receiver::Tables> tables;
};

/// Takes in what is new; says on standard error what stays closed.
inline core::Result<OpenedWalks> open_walks(const std::string& data) {
  auto town = open_receiver(data);
  if (!town) return town.error();
  if (!town->municipality.sealing_key)
    return core::Error{"cannot open the walks", "the sealing key is not on this machine",
                       "put sealing.key into " + data + " for as long as it takes"};
  auto tables = receiver::Tables::open(town->municipality.database);
  if (!tables) return tables.error();
  const auto clock = platform::open_system_clock();
  const auto closed = (*tables)->catch_up(*town->ledger, *town->municipality.sealing_key,
                                          progress_line(*clock, "opened", "records"));
  if (!closed) return closed.error();
  if (!closed->empty())
    std::fprintf(stderr,
                 "talt: %zu runs were not sealed to the sealing key that is here: what was noted in them is "
                 "not in this\n",
                 closed->size());
  return OpenedWalks{std::move(*town), std::move(*tables)};
}

/// `name`: CODE, or DIALOGUE/CODE.
inline core::Result<receiver::WalkAccount> open_walk(const OpenedWalks& opened, const std::string& name) {
  const auto walk = receiver::walk_name_of(name);
  if (!walk)
    return core::Error{"there is no walk " + name, "a walk's name is its code of six digits",
                       "write e.g. 482913, or DIALOGUE/482913 where two dialogues have that code"};
  return receiver::account_of(*opened.tables, *opened.town.ledger, *walk);
}

}  // namespace talt::commands
