// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/walks/walk_standing.h"

namespace talt::receiver {

using namespace core::walk;

namespace {

void take(Standing& now, const ActionChange& change) {
  if (change.party) now.party = *change.party;
  if (change.status && change.status != now.status) now.reason.clear();
  if (change.status) {
    now.status = change.status;
    now.seen_done = false;
  }
  if (change.deadline) now.deadline = change.deadline;
  if (change.reason) now.reason = *change.reason;
  if (now.status == Status::WillNot) now.deadline.reset();
}

void take(Standing& now, const AccountOutcome& found) {
  if (found.seriousness > 0) now.seriousness = found.seriousness;
  now.seen_done = found.outcome == Outcome::Done;
  if (now.seen_done) {
    now.status = Status::Done;
    now.reason.clear();
  } else if (now.status == Status::Done || !now.status) {
    now.status = Status::Open;
    now.reason.clear();
  }
}

/// Both are by time. An outcome whose time nobody knows comes last: a later walk found it.
Standing folded(Standing now, const std::vector<ActionChange>& actions,
                const std::vector<AccountOutcome>& outcomes) {
  auto action = actions.begin();
  const auto take_until = [&](std::int64_t time_s) {
    for (; action != actions.end() && action->time_s <= time_s; ++action) take(now, *action);
  };
  for (const auto& outcome : outcomes) {
    if (outcome.time_s == 0) continue;
    take_until(outcome.time_s);
    take(now, outcome);
  }
  take_until(INT64_MAX);
  for (const auto& outcome : outcomes)
    if (outcome.time_s == 0) take(now, outcome);
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
