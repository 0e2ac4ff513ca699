// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/walks/follow_up.h"

#include <algorithm>
#include <cmath>

#include "app/core/utf8.h"
#include "app/core/walk/limits.h"
#include "platform/crypto.h"
#include "sync/receiver/walks/walk_finding.h"
#include "sync/receiver/walks/walk_standing.h"
#include "sync/receiver/walks/walk_words.h"

namespace talt::receiver {

using namespace core::walk;

namespace {

constexpr double lat_shown_max = 85;  // where maps end

/// As dialogue.toml takes it: nothing that nobody sees, and not too long.
std::string words(const std::string& text) {
  std::string seen;
  for (std::size_t at = 0; at < text.size();) {
    const auto bytes = core::code_point(text, at).bytes;
    if (const auto one = text.substr(at, bytes); !core::first_invisible(one)) seen += one;
    at += bytes;
  }
  return core::clean(seen, observation_characters_max);
}

template <class T>
std::optional<std::size_t> find(const std::vector<T>& all, const std::string& id) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const T& one) { return one.id == id; });
  return found == all.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - all.begin()));
}

class Gatherer {
 public:
  Gatherer(const WalkAccount& walk, const core::Dialogue& target)
      : walk_(walk), plan_(*walk.dialogue.walk), target_(*target.walk) {}

  FollowUp gather() {
    for (std::size_t i = 0; i < plan_.earlier.size(); ++i) take_earlier(i);
    for (const auto& note : walk_.notes) take(note);
    if (const auto count = result_.observations.size(); count > earlier_max) {
      result_.remarks.push_back("only the first " + std::to_string(earlier_max) + " of " +
                                std::to_string(count) + " observations fit into a dialogue");
      result_.observations.resize(earlier_max);
      result_.numbers.resize(earlier_max);
      result_.photos.resize(earlier_max);
    }
    return std::move(result_);
  }

 private:
  void take_earlier(std::size_t index) {
    auto earlier = plan_.earlier[index];
    const auto theme = earlier.theme;
    const auto& outcomes = walk_.earlier[index].outcomes;
    join_latest(earlier, outcomes);
    earlier.picture.clear();
    std::optional<core::Attachment> photo;
    for (const auto& note : walk_.notes)
      if (const auto& noted = note.latest;
          noted.earlier == index && !noted.withdrawn && note.disputed.empty()) {
        const auto again = photo_of(noted);
        if (again && noted.outcome != Outcome::Done) photo = again;  // it is still to be done
        if (!earlier.at && earlier.where.empty()) place(earlier, noted.where);
      }
    add(std::move(earlier), theme, standing_of_earlier(walk_, index), 0, photo);
  }

  void take(const AccountNote& note) {
    const auto& noted = note.latest;
    if (noted.earlier || noted.withdrawn || !note.disputed.empty()) return;
    const auto standing = standing_of(walk_, note);
    const bool is_asked = noted.verdict == Verdict::Bad || noted.verdict == Verdict::Question;
    if (!standing.status || (!is_asked && standing.status == Status::Done)) return;
    Earlier earlier;
    earlier.id = platform::to_hex(noted.id);
    earlier.verdict = noted.verdict.value_or(Verdict::Question);
    earlier.saw = noted.saw;
    earlier.proposal = noted.proposal;
    join_latest(earlier, note.outcomes);
    place(earlier, noted.where);
    add(std::move(earlier), noted.theme, standing, note.number, photo_of(noted));
  }

  /// What the last walk said of it, behind what was said first.
  static void join_latest(Earlier& earlier, const std::vector<AccountOutcome>& outcomes) {
    const auto findings = findings_of(outcomes);
    if (findings.empty()) return;
    join_words(earlier.saw, findings.back().saw);
    join_words(earlier.proposal, findings.back().proposal);
  }

  static std::optional<core::Attachment> photo_of(const Observation& noted) {
    for (const auto& attachment : noted.attachments)
      if (attachment.kind == core::AttachmentKind::Photo) return attachment;
    return std::nullopt;
  }

  void place(Earlier& earlier, const Whereabouts& where) const {
    earlier.at = where.at;
    if (where.place) {
      const auto& place = plan_.places[*where.place];
      earlier.where = place.title.in(0);
      if (!earlier.at) earlier.at = core::LatLon{place.lat, place.lon};
    } else if (where.stop) {
      const auto& stop = plan_.stops[*where.stop];
      earlier.where = stop.title.in(0);
      if (!earlier.at) earlier.at = stop.at;
    }
    if (earlier.at && std::abs(earlier.at->lat) > lat_shown_max) earlier.at.reset();
  }

  void add(Earlier earlier, std::optional<std::size_t> theme, const Standing& standing, int number,
           const std::optional<core::Attachment>& photo) {
    if (standing.seen_done) {
      ++result_.seen_done;
      return;
    }
    const auto name = number > 0 ? "observation " + std::to_string(number) : "observation " + earlier.id;
    earlier.theme = theme ? find(target_.themes, plan_.themes[*theme].id) : std::nullopt;
    if (theme && !earlier.theme)
      result_.remarks.push_back(name + " goes without its theme " + plan_.themes[*theme].id +
                                ", which the dialogue does not have");
    earlier.party = standing.party.empty() ? std::nullopt : find(target_.parties, standing.party);
    if (!standing.party.empty() && !earlier.party)
      result_.remarks.push_back(name + " goes without its party " + standing.party +
                                ", which the dialogue does not have");
    earlier.status = standing.status.value_or(Status::Open);
    earlier.deadline = standing.deadline;
    earlier.seriousness = standing.seriousness;
    earlier.saw = words(earlier.saw);
    earlier.proposal = words(earlier.proposal);
    earlier.where = words(earlier.where);
    earlier.reason = words(standing.reason);
    result_.observations.push_back(std::move(earlier));
    result_.numbers.push_back(number);
    result_.photos.push_back(photo);
  }

  const WalkAccount& walk_;
  const Plan& plan_;
  const Plan& target_;
  FollowUp result_;
};

}  // namespace

FollowUp follow_up_of(const WalkAccount& walk, const core::Dialogue& target) {
  return Gatherer(walk, target).gather();
}

}  // namespace talt::receiver
