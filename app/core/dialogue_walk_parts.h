// SPDX-License-Identifier: EUPL-1.2
// The parts of `[walk]`, one function a list, for the parser's own files only. What they find wrong stands in
// their Findings. One thread.
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/core/dialogue_section.h"
#include "app/core/walk/limits.h"

namespace talt::core {

std::vector<walk::Stop> read_stops(Section& walk, Findings& findings);
std::vector<walk::Theme> read_walk_themes(Section& walk, walk::Kind kind, Findings& findings);
/// `[[walk.party]]` or `[[walk.group]]`.
std::vector<walk::Named> read_named(Section& walk, std::string_view key, std::size_t most,
                                    Findings& findings);
std::vector<Place> read_walk_places(Section& walk, Findings& findings);
std::vector<walk::Question> read_walk_questions(Section& walk, Findings& findings);
/// `route`: points, each [lat, lon].
std::vector<LatLon> read_route(Section& walk, Findings& findings);
/// Warns of stops, named places and a route that lie where no walk goes: at 0, 0, or far from each other.
void warn_of_strange_places(Section& walk, const walk::Plan& plan);
/// What an earlier walk noted, with themes and parties known by then.
void read_earlier(Section& walk, walk::Plan& plan, Findings& findings);

/// The one of `items` whose id stands at `key`; a fault where none has it. `what` is how messages call them.
template <class Item>
std::optional<std::size_t> one_named(Section& section, std::string_view key, const std::vector<Item>& items,
                                     const std::string& what, const std::string& remedy) {
  const auto id = section.string(key, false);
  if (id.empty()) return std::nullopt;
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
  if (found != items.end()) return static_cast<std::size_t>(found - items.begin());
  std::set<std::string, std::less<>> ids;
  for (const auto& item : items) ids.insert(item.id);
  const auto near = nearest(id, ids);
  section.fault(key, "there is no " + what + " " + quoted(id),
                near.empty() ? remedy : "did you mean " + near + "?");
  return std::nullopt;
}

}  // namespace talt::core
