// SPDX-License-Identifier: EUPL-1.2
// What a later walk found of a matter, from all of its devices: several may have looked at it. Pure; any
// thread.
#pragma once

#include "sync/receiver/walks/walk_account.h"

namespace talt::receiver {

struct Finding {
  std::string dialogue;
  core::walk::Code code = 0;
  std::int64_t time_s = 0;  // of the last word; 0 = not known
  /// Done only where nobody found otherwise: what one does not see, another may.
  core::walk::Outcome outcome = core::walk::Outcome::Unknown;
  bool is_contested = false;  // some found it done, others not
  int seriousness = 0;        // the most that was said; 0 = nothing
  std::string saw, proposal;  // of all, in their order
  std::string party;          // an id: who was named last; empty: nobody
};
/// By walk, in the order of the walks' first words; `outcomes` are by time.
std::vector<Finding> findings_of(const std::vector<AccountOutcome>& outcomes);

/// Behind what is there, unless it says so already.
void join_words(std::string& words, const std::string& more);

}  // namespace talt::receiver
