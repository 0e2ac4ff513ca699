// SPDX-License-Identifier: EUPL-1.2
// What the protocol tells, in the order in which it is told: a walk's account with its notes sorted, what
// became of each action reckoned up, and every id turned into its words. Pure; any thread. It points into the
// account, which must outlive it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/receiver/protocol/words.h"
#include "sync/receiver/walks/walk_account.h"

namespace talt::receiver::protocol {

/// An action as it stands today: what was noted on the walk, and every change since.
struct Action {
  std::string party_id;                      // of the plan's parties; empty: nobody yet
  std::string party_title;                   // in words
  std::optional<core::walk::Status> status;  // nothing: no action is asked for
  std::optional<core::Date> deadline;
  std::string reason;
  std::string by;              // the role that changed it last
  std::int64_t changed_s = 0;  // 0: never since the walk
  std::int64_t done_s = 0;     // 0: is not done, or nobody knows when
  std::int64_t status_s = 0;   // since when it stands so, and the role that set it; 0: since it was noted
  std::string status_by;       // empty: a walk found it so
  bool is_contested = false;   // of this walk's devices some found it done, others not
};

/// Where a note lies: its own position, or its stop's or named place's.
struct Whereabouts {
  std::optional<core::LatLon> at;
  core::walk::PlacedBy by = core::walk::PlacedBy::Nothing;
  bool is_earlier = false;  // where the earlier walk had it: nobody set it anew
};

/// Which sign stands for it: by its verdict, and for what was found done a sign of its own.
enum class Sign : std::uint8_t { Good, Bad, Question, Note, Done };

struct Item {
  const AccountNote* note = nullptr;
  const core::walk::Earlier* earlier = nullptr;  // what it looks at again; nothing: it is new
  std::size_t earlier_number = 0;                // of that, from 1
  /// Of the matter: of what is looked at again, as it was then. The kiosk calls what is done good, and what
  /// is not bad, even where it was a question.
  std::optional<core::walk::Verdict> verdict;
  int seriousness = 0;  // as it says itself, else as was said last of what it looks at; 0: never
  Action action;
  Whereabouts where;
  std::string theme, stop, place, perspective;  // in words; empty: none
  std::string saw, proposal;                    // of the matter: of an earlier one, what all devices said now
  std::string about;  // what it is called in a list: the theme, the question, the earlier observation's words
  const core::walk::Observation& noted() const { return note->latest; }
  bool is_seen() const { return note->number > 0; }  // else an earlier one that nobody looked at
  bool is_good() const { return verdict == core::walk::Verdict::Good; }
  bool is_question() const { return verdict == core::walk::Verdict::Question; }
  bool is_done() const { return action.status == core::walk::Status::Done; }
  Sign sign() const;
};

using Items = std::vector<const Item*>;

struct AtStop {
  const core::walk::Stop* stop = nullptr;  // nothing: between the stops and elsewhere
  Items items;
  Items again;  // looks at earlier ones: told in the follow-up
};
struct OfParty {
  std::string title;                         // empty: nobody is responsible
  std::optional<core::walk::Status> closed;  // nobody's, and nobody needs to be: done, or will not be done
  Items items;
};
struct OfQuestion {
  const core::walk::Question* question = nullptr;
  Items items;
};
struct OfEarlier {
  const core::walk::Earlier* earlier = nullptr;
  std::string theme, party;
  Items items;                // each device's word on it
  const Item* now = nullptr;  // the one of them that counts, or one of Story::unseen
};

struct Counts {
  std::size_t good = 0, bad = 0, questions = 0, notes = 0;  // new ones
  std::size_t answers = 0;                                  // to the template's questions
  std::size_t seen_again = 0;                               // of the earlier walk's
  std::size_t quotes = 0, photos = 0, voices = 0, withdrawn = 0, disputed = 0;
};

struct Story {
  Story() = default;
  Story(Story&&) = default;  // a copy would point into the one it was copied from
  Story& operator=(Story&&) = default;

  const WalkAccount* account = nullptr;
  std::size_t language = 0;               // of the dialogue's texts
  std::vector<Item> all;                  // by number; without those that were taken back
  std::vector<AccountNote> unseen_notes;  // what the next point to: no numbers, no words
  std::vector<Item> unseen;  // what the earlier walk noted, nobody looked at, and is not said to be done
  Counts counts;
  std::vector<AtStop> stops;  // in the route's order, elsewhere last; without answers
  // Of what was looked at again, by several devices perhaps, the word that counts; of what was not, what is
  // unseen.
  Items serious;  // very serious, then serious; bad ones and questions that are not done
  Items good;     // new ones
  Items open_questions;
  std::vector<OfQuestion> questions;  // a walk-and-talk's template
  Items reflections;
  std::vector<OfEarlier> earlier;
  /// Nobody's first, then as the plan has them, then others by name, and last what is closed without one.
  std::vector<OfParty> actions;
  std::int64_t began_s = 0, ended_s = 0;  // 0: not known
  double length_m = 0;                    // of the longest track
};

Story tell(const WalkAccount& account, std::size_t language);

/// Not the Gulf of Guinea, nor anything that is no place.
bool is_place(core::LatLon at);

}  // namespace talt::receiver::protocol
