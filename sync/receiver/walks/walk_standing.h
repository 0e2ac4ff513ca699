// SPDX-License-Identifier: EUPL-1.2
// How a matter stands today, folded from what the municipality decided and what later walks found. Pure; any
// thread.
#pragma once

#include <optional>
#include <string>

#include "sync/receiver/walks/walk_account.h"

namespace talt::receiver {

struct Standing {
  /// Nothing: no action is asked for (a good place, an answer to the template), and none was decided.
  std::optional<core::walk::Status> status;
  std::string party;  // an id of the plan's; empty: nobody yet
  std::optional<core::Date> deadline;
  std::string reason;             // of that status
  int seriousness = 0;            // 1 to 3, as was said last; 0 = never
  bool seen_done = false;         // a later walk found it done, and nothing has been decided since
  bool is_contested = false;      // of the last walk that looked some found it done, others not
  std::int64_t status_s = 0;      // since when that status stands; 0 = since it was noted
  std::string status_by;          // the role that set it; empty: a walk found it so
  bool is_party_decided = false;  // by the municipality: what is noted later does not change it
};

/// Of a note, or of what it looks at again. By time: a party, a status or a deadline stands until another is
/// set; a reason until the status changes; what will not be done has no deadline. A walk that finds a matter
/// done makes it so, and one that finds done work undone opens it again; where its devices disagree it is not
/// done.
Standing standing_of(const WalkAccount& walk, const AccountNote& note);
Standing standing_of_earlier(const WalkAccount& walk, std::size_t earlier);

}  // namespace talt::receiver
