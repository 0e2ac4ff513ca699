// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/walks/walk_finding.h"

#include <algorithm>

namespace talt::receiver {

using core::walk::Outcome;

namespace {

void take(Finding& finding, const AccountOutcome& one) {
  const bool was_done = finding.outcome == Outcome::Done, is_done = one.outcome == Outcome::Done;
  if (finding.outcome != Outcome::Unknown && was_done != is_done) finding.is_contested = true;
  // As they count up: unknown, done, not done, worse. The worst that was seen is there to be seen.
  finding.outcome = std::max(finding.outcome, one.outcome);
  finding.time_s = std::max(finding.time_s, one.time_s);
  finding.seriousness = std::max(finding.seriousness, one.seriousness);
  join_words(finding.saw, one.saw);
  join_words(finding.proposal, one.proposal);
  if (!one.party.empty()) finding.party = one.party;
}

static_assert(Outcome::Unknown < Outcome::Done && Outcome::Done < Outcome::NotDone &&
              Outcome::NotDone < Outcome::Worse);

}  // namespace

std::vector<Finding> findings_of(const std::vector<AccountOutcome>& outcomes) {
  std::vector<Finding> findings;
  for (const auto& one : outcomes) {
    auto known = std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) {
      return finding.code == one.code && finding.dialogue == one.dialogue;
    });
    if (known == findings.end()) {
      Finding begun;
      begun.dialogue = one.dialogue;
      begun.code = one.code;
      findings.push_back(std::move(begun));
      known = std::prev(findings.end());
    }
    take(*known, one);
  }
  return findings;
}

void join_words(std::string& words, const std::string& more) {
  if (more.empty() || words.find(more) != std::string::npos) return;
  words += (words.empty() ? "" : " / ") + more;
}

}  // namespace talt::receiver
