// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/walks/walk_standing.h"

#include <algorithm>

#include "sync/receiver/walks/walk_finding.h"

namespace talt::receiver {

using namespace core::walk;

namespace {

void set_status(Standing& now, Status status, std::int64_t time_s, const std::string& by) {
  now.status = status;
  now.status_s = time_s;
  now.status_by = by;
}

void take(Standing& now, const ActionChange& change) {
  if (change.party) now.party = *change.party;
  if (change.party) now.is_party_decided = true;
  if (change.status && change.status != now.status) now.reason.clear();
  if (change.status) {
    set_status(now, *change.status, change.time_s, change.by);
    now.seen_done = now.is_contested = false;
  }
  if (change.deadline) now.deadline = change.deadline;
  if (change.reason) now.reason = *change.reason;
  if (now.status == Status::WillNot) now.deadline.reset();
}

void take(Standing& now, const Finding& found) {
  if (found.seriousness > 0) now.seriousness = found.seriousness;
  if (!found.party.empty() && !now.is_party_decided) now.party = found.party;
  now.is_contested = found.is_contested;
  now.seen_done = found.outcome == Outcome::Done;
  const bool was_done = now.status == Status::Done;
  if (now.seen_done == was_done && now.status) return;
  set_status(now, now.seen_done ? Status::Done : Status::Open, found.time_s, "");
  now.reason.clear();
}

/// Actions are by time, findings too. A finding whose time nobody knows comes last: a later walk found it.
Standing folded(Standing now, const std::vector<ActionChange>& actions,
                const std::vector<AccountOutcome>& outcomes) {
  auto action = actions.begin();
  const auto take_until = [&](std::int64_t time_s) {
    for (; action != actions.end() && action->time_s <= time_s; ++action) take(now, *action);
  };
  auto findings = findings_of(outcomes);
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.time_s < b.time_s; });
  for (const auto& finding : findings) {
    if (finding.time_s == 0) continue;
    take_until(finding.time_s);
    take(now, finding);
  }
  take_until(INT64_MAX);
  for (const auto& finding : findings)
    if (finding.time_s == 0) take(now, finding);
  return now;
}

}  // namespace

Standing standing_of_earlier(const WalkAccount& walk, std::size_t index) {
  const auto& plan = *walk.dialogue.walk;
  const auto& earlier = plan.earlier[index];
  Standing begun;
  begun.status = earlier.status;
  begun.party = earlier.party ? plan.parties[*earlier.party].id : "";
  begun.deadline = earlier.deadline;
  begun.reason = earlier.reason;
  begun.seriousness = walk.earlier[index].seriousness;
  return folded(std::move(begun), walk.earlier[index].actions, walk.earlier[index].outcomes);
}

Standing standing_of(const WalkAccount& walk, const AccountNote& note) {
  const auto& noted = note.latest;
  if (noted.earlier) return standing_of_earlier(walk, *noted.earlier);
  Standing begun;
  if (noted.verdict == Verdict::Bad || noted.verdict == Verdict::Question) begun.status = Status::Open;
  if (noted.party) begun.party = walk.dialogue.walk->parties[*noted.party].id;
  begun.seriousness = noted.seriousness;
  return folded(std::move(begun), note.actions, note.outcomes);
}

}  // namespace talt::receiver
