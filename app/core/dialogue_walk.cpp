// SPDX-License-Identifier: EUPL-1.2
// `[walk]` as a whole: what a walk of its kind must have.
#include "app/core/dialogue_walk_parts.h"
#include "app/core/toml_assert.h"

#include <toml++/toml.h>

namespace talt::core {

namespace {

/// Where `kind` is missing or misspelt, the walk is read as what it looks like.
walk::Kind guessed_kind(const toml::table& table) {
  return table.contains("question") && !table.contains("theme") ? walk::Kind::WalkAndTalk
                                                                : walk::Kind::Safety;
}

void check_what_its_kind_must_have(Section& walk, const walk::Plan& plan) {
  const bool is_safety = plan.kind == walk::Kind::Safety;
  if (is_safety && plan.themes.empty())
    walk.fault("theme", "the safety walk has no checklist", "add [[walk.theme]] tables, each with a picture");
  if (!is_safety && plan.questions.empty())
    walk.fault("question", "the walk-and-talk asks nothing", "add [[walk.question]] tables");
  if (plan.groups.empty())
    walk.fault("group", "the walk does not say which groups come along",
               "add [[walk.group]] tables: residents, youths, officials; never names");
  if (is_safety && plan.parties.empty())
    walk.warn("party", "the walk does not say who may be responsible",
              "add [[walk.party]] tables: the list of actions is sorted by them");
  if (plan.stops.empty() && plan.places.empty())
    walk.warn("stop", "the walk has no stop and no place",
              "add [[walk.stop]] or [[walk.place]] tables: they serve where there is no position");
}

}  // namespace

std::optional<walk::Plan> read_walk(Section& top, const std::vector<Map>& maps, Findings& findings) {
  const auto* node = top.find("walk");
  if (node == nullptr) return std::nullopt;
  const auto* table = node->as_table();
  if (table == nullptr) {
    findings.fault(*node, "the walk should be a table", "write [walk]");
    return std::nullopt;
  }
  Section section(*table, "the walk", findings);
  walk::Plan plan;
  plan.kind = section.one_of<walk::Kind>(
      "kind", guessed_kind(*table),
      {{"safety", walk::Kind::Safety}, {"walk-and-talk", walk::Kind::WalkAndTalk}}, true);
  plan.map = one_named(section, "map", maps, "map", "add a [[map]] with that id, or name another");
  plan.route = read_route(section, findings);
  plan.stops = read_stops(section, findings);
  plan.themes = read_walk_themes(section, plan.kind, findings);
  plan.parties = read_named(section, "party", walk::parties_max, findings);
  plan.groups = read_named(section, "group", walk::groups_max, findings);
  plan.places = read_walk_places(section, findings);
  plan.questions = read_walk_questions(section, findings);
  read_earlier(section, plan, findings);
  check_what_its_kind_must_have(section, plan);
  warn_of_strange_places(section, plan);
  section.finish();
  return plan;
}

}  // namespace talt::core
