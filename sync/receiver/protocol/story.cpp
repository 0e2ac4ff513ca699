// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/protocol/story.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "app/core/geo.h"
#include "sync/receiver/walks/walk_finding.h"
#include "sync/receiver/walks/walk_standing.h"

namespace talt::receiver::protocol {

using core::walk::PlacedBy;
using core::walk::Plan;
using core::walk::Status;
using core::walk::Verdict;

namespace {

template <class List>
const typename List::value_type* element(const List& list, std::optional<std::size_t> at) {
  return at && *at < list.size() ? &list[*at] : nullptr;
}

class Telling {
 public:
  Telling(const WalkAccount& account, std::size_t language)
      : account_(account),
        plan_(account.dialogue.walk ? *account.dialogue.walk : nothing_),
        language_(language) {
    story_.account = &account;
    story_.language = language;
  }

  Story told() {
    take_notes();
    sort_by_stop();
    sort_questions();
    sort_earlier();
    sort_matters();
    sort_actions();
    measure();
    return std::move(story_);
  }

 private:
  template <class List>
  std::string title(const List& list, std::optional<std::size_t> at) const {
    const auto* found = element(list, at);
    return found ? std::string(found->title.in(language_)) : std::string();
  }

  /// As it stands today (walk_standing.h), and who said so last.
  Action action_of(const AccountNote& note) const {
    const auto standing = standing_of(account_, note);
    Action action;
    action.status = standing.status;
    action.deadline = standing.deadline;
    action.reason = standing.reason;
    action.status_s = standing.status_s;
    action.status_by = standing.status_by;
    action.is_contested = standing.is_contested;
    action.party_id = standing.party;
    action.party_title = standing.party;
    for (const auto& party : plan_.parties)
      if (party.id == standing.party) action.party_title = party.title.in(language_);
    for (const auto& change : note.actions) {
      action.by = change.by;
      action.changed_s = change.time_s;
      if (change.status == Status::Done) action.done_s = change.time_s;
    }
    if (standing.seen_done)
      for (const auto& found : note.outcomes) action.done_s = found.time_s;
    if (standing.seen_done && note.latest.outcome == core::walk::Outcome::Done) action.done_s = note.time_s;
    if (action.status != Status::Done) action.done_s = 0;
    return action;
  }

  Whereabouts where_of(const core::walk::Observation& noted) const {
    const auto* earlier = element(plan_.earlier, noted.earlier);
    const bool is_earlier = earlier && earlier->at && noted.where.at == earlier->at;
    if (noted.where.at && is_place(*noted.where.at)) return {noted.where.at, noted.where.by, is_earlier};
    if (const auto* place = element(plan_.places, noted.where.place))
      return {core::LatLon{place->lat, place->lon}, PlacedBy::NamedPlace};
    if (const auto* stop = element(plan_.stops, noted.where.stop)) return {stop->at, PlacedBy::Stop};
    if (earlier && earlier->at) return {earlier->at, PlacedBy::NamedPlace, true};
    return {};
  }

  Item item_of(const AccountNote& note) const {
    const auto& noted = note.latest;
    Item item;
    item.note = &note;
    item.action = action_of(note);
    item.where = where_of(noted);
    item.theme = title(plan_.themes, noted.theme);
    item.stop = title(plan_.stops, noted.where.stop);
    item.place = title(plan_.places, noted.where.place);
    item.perspective = title(plan_.groups, noted.perspective);
    item.about = item.theme;
    item.verdict = noted.verdict;
    item.seriousness = noted.seriousness;
    item.saw = noted.saw;
    item.proposal = noted.proposal;
    if (noted.question) item.about = title(plan_.questions, noted.question);
    if (const auto* earlier = element(plan_.earlier, noted.earlier)) take_earlier(item, *earlier);
    return item;
  }

  void take_earlier(Item& item, const core::walk::Earlier& earlier) const {
    const auto index = *item.noted().earlier;
    item.earlier = &earlier;
    item.earlier_number = index + 1;
    item.verdict = earlier.verdict;
    item.about = earlier.theme ? title(plan_.themes, earlier.theme) : earlier.where;
    if (item.seriousness == 0) item.seriousness = standing_of_earlier(account_, index).seriousness;
    for (const auto& note : account_.notes) {
      if (note.latest.earlier != index || note.latest.withdrawn || !note.disputed.empty()) continue;
      join_words(item.saw, note.latest.saw);
      join_words(item.proposal, note.latest.proposal);
    }
    if (item.proposal.empty()) item.proposal = earlier.proposal;
  }

  void count(const Item& item) {
    auto& counts = story_.counts;
    const auto& noted = item.noted();
    if (item.earlier == nullptr) {
      if (item.is_good()) ++counts.good;
      if (item.verdict == Verdict::Bad) ++counts.bad;
      if (item.is_question()) ++counts.questions;
      if (noted.question) ++counts.answers;
      if (!item.verdict && !noted.question) ++counts.notes;
    }
    if (!noted.said.empty()) ++counts.quotes;
    for (const auto& attachment : noted.attachments)
      ++(attachment.kind == core::AttachmentKind::Photo ? counts.photos : counts.voices);
  }

  void take_notes() {
    auto& counts = story_.counts;
    for (const auto& note : account_.notes) {
      if (!note.disputed.empty()) {
        ++counts.disputed;
        continue;
      }
      if (note.latest.withdrawn) {
        ++counts.withdrawn;
        continue;
      }
      story_.all.push_back(item_of(note));
      count(story_.all.back());
    }
    std::stable_sort(story_.all.begin(), story_.all.end(),
                     [](const Item& a, const Item& b) { return a.note->number < b.note->number; });
  }

  void sort_by_stop() {
    for (const auto& stop : plan_.stops) story_.stops.push_back({&stop, {}, {}});
    AtStop elsewhere;
    for (const auto& item : story_.all) {
      const auto& noted = item.noted();
      const bool is_at_stop = noted.where.stop && *noted.where.stop < plan_.stops.size();
      if (noted.question || (item.earlier && !is_at_stop)) continue;
      auto& at = is_at_stop ? story_.stops[*noted.where.stop] : elsewhere;
      (item.earlier ? at.again : at.items).push_back(&item);
    }
    if (!elsewhere.items.empty()) story_.stops.push_back(std::move(elsewhere));
  }

  void sort_questions() {
    for (std::size_t i = 0; i < plan_.questions.size(); ++i) {
      story_.questions.push_back({&plan_.questions[i], {}});
      for (const auto& item : story_.all)
        if (item.noted().question == i) story_.questions.back().items.push_back(&item);
    }
  }

  void sort_earlier() {
    story_.unseen_notes.reserve(plan_.earlier.size());  // they are pointed to
    story_.unseen.reserve(plan_.earlier.size());
    for (std::size_t i = 0; i < plan_.earlier.size(); ++i) {
      const auto& earlier = plan_.earlier[i];
      OfEarlier of{&earlier, title(plan_.themes, earlier.theme), title(plan_.parties, earlier.party), {}, {}};
      for (const auto& item : story_.all)
        if (item.noted().earlier == i) of.items.push_back(&item);
      of.now = of.items.empty() ? unseen(i) : last_of(of.items);
      if (!of.items.empty()) ++story_.counts.seen_again;
      story_.earlier.push_back(std::move(of));
    }
  }

  /// As walk_finding.h joins them: what is not done counts before what is, then the last word.
  static const Item* last_of(const Items& items) {
    return *std::max_element(items.begin(), items.end(), [](const Item* a, const Item* b) {
      const auto weight = [](const Item& item) {
        return std::tuple(item.noted().outcome, item.note->time_s == 0, item.note->time_s, item.note->number);
      };
      return weight(*a) < weight(*b);
    });
  }

  /// Nothing where the municipality says that it is done.
  const Item* unseen(std::size_t index) {
    if (standing_of_earlier(account_, index).status == Status::Done) return nullptr;
    AccountNote note;
    note.latest.earlier = index;
    note.latest.theme = plan_.earlier[index].theme;
    note.actions = account_.earlier[index].actions;
    note.outcomes = account_.earlier[index].outcomes;
    story_.unseen_notes.push_back(std::move(note));
    story_.unseen.push_back(item_of(story_.unseen_notes.back()));
    return &story_.unseen.back();
  }

  /// One item a matter: everything new, and one for each of the earlier walk's.
  void sort_matters() {
    for (const auto& item : story_.all) {
      const bool is_last = item.earlier == nullptr || story_.earlier[item.earlier_number - 1].now == &item;
      if (is_last) matters_.push_back(&item);
      if (!item.noted().reflection.empty()) story_.reflections.push_back(&item);
    }
    for (const auto& item : story_.unseen) matters_.push_back(&item);
    for (const auto* item : matters_) {
      if (item->is_good() && item->earlier == nullptr) story_.good.push_back(item);
      if (item->is_question() && !item->is_done()) story_.open_questions.push_back(item);
      if (!item->is_good() && item->seriousness >= 2 && !item->is_done()) story_.serious.push_back(item);
    }
    std::stable_sort(story_.serious.begin(), story_.serious.end(),
                     [](const Item* a, const Item* b) { return a->seriousness > b->seriousness; });
  }

  static bool asks_for_action(const Item& item) {
    const auto& noted = item.noted();
    return item.action.status || !noted.proposal.empty() || !item.action.party_id.empty();
  }

  std::size_t rank_of(const Item& item) const {
    const auto& action = item.action;
    const auto others = plan_.parties.size() + 1;
    if (action.party_id.empty() && is_closed(item)) return others + static_cast<std::size_t>(*action.status);
    if (action.party_id.empty()) return 0;  // nobody's first: it is what the reader must do something about
    for (std::size_t i = 0; i < plan_.parties.size(); ++i)
      if (plan_.parties[i].id == action.party_id) return i + 1;
    return others;
  }

  static bool is_closed(const Item& item) { return item.is_done() || item.action.status == Status::WillNot; }

  void sort_actions() {
    std::map<std::tuple<std::size_t, std::string>, OfParty> parties;
    for (const auto* item : matters_) {
      if (!asks_for_action(*item)) continue;
      auto& party = parties[{rank_of(*item), item->action.party_title}];
      party.title = item->action.party_title;
      if (item->action.party_id.empty() && is_closed(*item)) party.closed = item->action.status;
      party.items.push_back(item);
    }
    for (auto& [key, party] : parties) {
      std::stable_sort(party.items.begin(), party.items.end(), [](const Item* a, const Item* b) {
        return std::tuple(a->action.status, -a->seriousness) < std::tuple(b->action.status, -b->seriousness);
      });
      story_.actions.push_back(std::move(party));
    }
  }

  void measure() {
    const auto take = [&](std::int64_t from, std::int64_t to) {
      if (from != 0) story_.began_s = story_.began_s == 0 ? from : std::min(story_.began_s, from);
      story_.ended_s = std::max(story_.ended_s, to);
    };
    for (const auto& device : account_.devices) take(device.began_s, device.ended_s);
    if (story_.began_s == 0 || story_.ended_s == 0)
      for (const auto& item : story_.all) take(item.note->time_s, item.note->time_s);
    for (const auto& track : account_.tracks) {
      double length = 0;
      for (const auto& segment : track.segments)
        for (std::size_t i = 1; i < segment.size(); ++i)
          if (is_place(segment[i - 1].at) && is_place(segment[i].at))
            length += core::metres_between(segment[i - 1].at, segment[i].at);
      story_.length_m = std::max(story_.length_m, length);
    }
  }

  const WalkAccount& account_;
  const Plan nothing_{};
  const Plan& plan_;
  std::size_t language_;
  Story story_;
  Items matters_;
};

}  // namespace

Sign Item::sign() const {
  if (earlier != nullptr && noted().outcome == core::walk::Outcome::Done) return Sign::Done;
  if (!verdict) return Sign::Note;
  switch (*verdict) {
    case Verdict::Good:
      return Sign::Good;
    case Verdict::Bad:
      return Sign::Bad;
    case Verdict::Question:
      return Sign::Question;
  }
  return Sign::Note;
}

bool is_place(core::LatLon at) {
  const bool is_on_earth =
      std::isfinite(at.lat) && std::isfinite(at.lon) && std::abs(at.lat) <= 90 && std::abs(at.lon) <= 180;
  // A receiver that knows nothing says 0, 0: the sea south of Ghana, where nobody walks.
  return is_on_earth && (std::abs(at.lat) > 0.1 || std::abs(at.lon) > 0.1);
}

Story tell(const WalkAccount& account, std::size_t language) {
  return Telling(account, language).told();
}

}  // namespace talt::receiver::protocol
