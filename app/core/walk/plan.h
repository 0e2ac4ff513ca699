// SPDX-License-Identifier: EUPL-1.2
// What a walk dialogue plans: route and stops, the checklist of themes, who may be responsible, whose
// perspective, the questions of a walk-and-talk, and what an earlier walk saw. The `[walk]` table of
// dialogue.toml (DOMAIN sections 2 and 3). Plain constant values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/core/dialogue_text.h"
#include "app/core/geo_place.h"

namespace talt::core::walk {

enum class Kind : std::uint8_t { Safety = 1, WalkAndTalk = 2 };

/// Good places count as much as bad ones. Values travel in records: never renumber.
enum class Verdict : std::uint8_t { Good = 1, Bad = 2, Question = 3 };

/// Of what an action comes to. Values stand in databases: never renumber.
enum class Status : std::uint8_t { Open = 1, Quick = 2, Planned = 3, NeedsBudget = 4, WillNot = 5, Done = 6 };

/// A place on the route where the walk stands still and talks.
struct Stop {
  std::string id;
  Text title;
  LatLon at;
  std::vector<Text> ask;  // to discuss there
};

/// A line of the checklist: lighting, sightlines, upkeep, ...
struct Theme {
  std::string id;
  Text title;
  Text help;  // what to look for; optional
  Picture picture;
};

/// Who may be responsible: parks, streets, a housing company. Or, of people: residents, youths, officials -
/// a group, never a name.
struct Named {
  std::string id;
  Text title;
};

/// Of a walk-and-talk's template.
struct Question {
  std::string id;
  Text title;
  Text help;
};

/// What an earlier walk noted, to be looked at again. Words are staff's own, in one language.
struct Earlier {
  std::string id;  // the observation's, 16 hex digits
  std::optional<std::size_t> theme;
  Verdict verdict = Verdict::Bad;
  int seriousness = 0;  // 1 to 3; 0 = not said
  std::string saw;
  std::string proposal;
  std::string where;  // a stop or a named place, in words
  std::optional<LatLon> at;
  std::optional<std::size_t> party;
  Status status = Status::Open;
  std::optional<Date> deadline;
  std::string reason;   // why it will not be done
  std::string picture;  // relative to the dialogue's folder; empty = none
};

struct Plan {
  Kind kind = Kind::Safety;
  std::optional<std::size_t> map;  // index into Dialogue::maps
  std::vector<LatLon> route;       // a line; empty: from stop to stop
  std::vector<Stop> stops;
  std::vector<Theme> themes;
  std::vector<Named> parties;
  std::vector<Named> groups;
  std::vector<Place> places;  // named places that serve where there is no position
  std::vector<Question> questions;
  std::string earlier_walk;  // its code; empty = this is the first one
  std::vector<Earlier> earlier;
};

}  // namespace talt::core::walk
