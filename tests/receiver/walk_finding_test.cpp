// SPDX-License-Identifier: EUPL-1.2
// Several devices of one walk, and one matter of an earlier one.
#include "sync/receiver/walks/walk_finding.h"

#include <catch2/catch.hpp>

#include "app/core/dialogue.h"
#include "sync/receiver/walks/walk_standing.h"

using namespace talt;
using namespace talt::receiver;
using core::walk::Outcome;
using core::walk::Status;

namespace {

AccountOutcome found(core::walk::Code code, std::int64_t time_s, Outcome outcome, const std::string& saw = "",
                     const std::string& proposal = "", const std::string& party = "", int seriousness = 0) {
  return {"evening", code, "Läsplatta", time_s, outcome, saw, proposal, party, seriousness};
}

ActionChange decided(std::int64_t time_s, std::optional<Status> status,
                     std::optional<std::string> party = {}) {
  ActionChange change;
  change.time_s = time_s;
  change.by = "samordnare";
  change.status = status;
  change.party = std::move(party);
  return change;
}

/// A walk whose dialogue has one earlier matter, planned and the parks'.
WalkAccount follow_up(std::vector<ActionChange> actions, std::vector<AccountOutcome> outcomes) {
  WalkAccount walk;
  core::walk::Plan plan;
  plan.parties = {{"parks", {}}, {"streets", {}}};
  core::walk::Earlier matter;
  matter.status = Status::Planned;
  matter.party = 0;
  plan.earlier = {matter};
  walk.dialogue.walk = plan;
  walk.earlier.push_back({std::move(actions), std::move(outcomes), 0});
  return walk;
}

}  // namespace

TEST_CASE("what all devices of a walk said of a matter is kept, once", "[follow-up]") {
  const auto all = findings_of({found(1, 10, Outcome::Worse, "porten hänger", "byt porten", "streets", 3),
                                found(1, 20, Outcome::Worse, "inga lås", "", "", 1),
                                found(1, 30, Outcome::NotDone, "inga lås", "byt porten")});
  REQUIRE(all.size() == 1);
  CHECK(all[0].saw == "porten hänger / inga lås");
  CHECK(all[0].proposal == "byt porten");
  CHECK(all[0].party == "streets");
  CHECK(all[0].seriousness == 3);
  CHECK(all[0].outcome == Outcome::Worse);
  CHECK(all[0].time_s == 30);
  CHECK_FALSE(all[0].is_contested);
  CHECK(findings_of({}).empty());
}

TEST_CASE("a matter is done only where no device found otherwise, whichever came last", "[follow-up]") {
  for (const bool done_first : {true, false}) {
    const auto done = done_first ? 10 : 20, open = done_first ? 20 : 10;
    auto outcomes = std::vector{found(1, done, Outcome::Done), found(1, open, Outcome::NotDone)};
    if (!done_first) std::swap(outcomes[0], outcomes[1]);
    const auto now = standing_of_earlier(follow_up({}, outcomes), 0);
    CHECK(now.is_contested);
    CHECK_FALSE(now.seen_done);
    CHECK(now.status == Status::Planned);  // what was decided stands
  }
  const auto later =
      standing_of_earlier(follow_up({}, {found(1, 10, Outcome::NotDone), found(2, 99, Outcome::Done)}), 0);
  CHECK(later.seen_done);  // two walks are no two opinions
  CHECK_FALSE(later.is_contested);
}

TEST_CASE("a status is told with who set it: a role, or the walk that found it so", "[follow-up]") {
  const auto by_role = standing_of_earlier(follow_up({decided(5, Status::Quick)}, {}), 0);
  CHECK(by_role.status_by == "samordnare");
  CHECK(by_role.status_s == 5);
  const auto by_walk =
      standing_of_earlier(follow_up({decided(5, {}, "streets")}, {found(1, 10, Outcome::Done)}), 0);
  CHECK(by_walk.status == Status::Done);
  CHECK(by_walk.status_by.empty());
  CHECK(by_walk.status_s == 10);
  const auto reopened =
      standing_of_earlier(follow_up({decided(5, Status::Done)}, {found(1, 10, Outcome::NotDone)}), 0);
  CHECK(reopened.status == Status::Open);
  CHECK(reopened.status_by.empty());
}

TEST_CASE("whom a follow-up names is responsible, unless the municipality has decided", "[follow-up]") {
  const auto named = std::vector{found(1, 10, Outcome::Worse, "", "", "streets")};
  CHECK(standing_of_earlier(follow_up({}, named), 0).party == "streets");
  CHECK(standing_of_earlier(follow_up({decided(5, {}, "parks")}, named), 0).party == "parks");
  CHECK(standing_of_earlier(follow_up({}, {found(1, 10, Outcome::Worse)}), 0).party == "parks");
}
