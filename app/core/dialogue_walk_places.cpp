// SPDX-License-Identifier: EUPL-1.2
// Where a walk goes: its route, and whether its places can be of one walk.
#include <cmath>

#include "app/core/dialogue_walk_parts.h"
#include "app/core/geo.h"
#include "app/core/toml_assert.h"

#include <toml++/toml.h>

namespace talt::core {

namespace {

constexpr double far_m = 50'000;             // nobody walks so far
constexpr double null_island_degrees = 0.1;  // where a lat and a lon that were never filled in lie

struct Located {
  std::string key;
  std::size_t index;
  std::string name;
  LatLon at;
};

void read_point(const toml::node& node, std::size_t number, std::vector<LatLon>& route, Findings& findings) {
  const auto name = "point " + std::to_string(number) + " of the route";
  const auto* pair = node.as_array();
  if (pair == nullptr || pair->size() != 2 || !pair->get(0)->is_number() || !pair->get(1)->is_number())
    return findings.fault(node, name + " should be two numbers",
                          "write e.g. [63.3121, 13.6504], lat and lon");
  const LatLon at{pair->get(0)->value_or(0.0), pair->get(1)->value_or(0.0)};
  if (!(std::abs(at.lat) <= 85 && std::abs(at.lon) <= 180))
    return findings.fault(node, name + " is out of range", "use lat -85 to 85, then lon -180 to 180");
  route.push_back(at);
}

std::vector<Located> located(const walk::Plan& plan) {
  std::vector<Located> all;
  const auto add = [&](const char* key, std::size_t index, std::string name, LatLon at) {
    if (std::isfinite(at.lat) && std::isfinite(at.lon)) all.push_back({key, index, std::move(name), at});
  };
  for (std::size_t i = 0; i < plan.stops.size(); ++i)
    add("stop", i, "stop " + plan.stops[i].id, plan.stops[i].at);
  for (std::size_t i = 0; i < plan.places.size(); ++i)
    add("place", i, "place " + plan.places[i].id, {plan.places[i].lat, plan.places[i].lon});
  for (std::size_t i = 0; i < plan.route.size(); ++i)
    add("route", i, "point " + std::to_string(i + 1) + " of the route", plan.route[i]);
  return all;
}

bool is_null_island(LatLon at) {
  return std::abs(at.lat) < null_island_degrees && std::abs(at.lon) < null_island_degrees;
}

/// The place that has the least way to all others: one that is wrong does not draw it to itself.
LatLon midst(const std::vector<Located>& places) {
  LatLon best;
  double least = INFINITY;
  const auto step = places.size() / 200 + 1;  // of a long route a part is enough
  for (std::size_t i = 0; i < places.size(); i += step) {
    double way = 0;
    for (std::size_t j = 0; j < places.size(); j += step) way += metres_between(places[i].at, places[j].at);
    if (way < least) best = places[i].at;
    least = std::min(least, way);
  }
  return best;
}

}  // namespace

std::vector<LatLon> read_route(Section& walk, Findings& findings) {
  std::vector<LatLon> route;
  const auto* node = walk.find("route");
  if (node == nullptr) return route;
  const auto* points = node->as_array();
  if (points == nullptr) {
    findings.fault(*node, "route of the walk should be a list of points",
                   "write e.g. route = [[63.3121, 13.6504], [63.3125, 13.6510]]");
    return route;
  }
  if (points->size() > walk::route_points_max)
    findings.fault(*points->get(walk::route_points_max),
                   "the route has " + std::to_string(points->size()) + " points",
                   "use at most " + std::to_string(walk::route_points_max));
  if (points->size() < 2)
    findings.fault(*node, "the route is no line",
                   "give it two points or more, or remove it: then it goes from stop to stop");
  for (std::size_t i = 0; i < points->size() && i < walk::route_points_max; ++i)
    read_point(*points->get(i), i + 1, route, findings);
  return route;
}

void warn_of_strange_places(Section& walk, const walk::Plan& plan) {
  std::vector<Located> places;
  for (auto& place : located(plan)) {
    if (is_null_island(place.at))
      walk.warn_in_each(place.key, place.index, place.name + " lies at 0, 0, in the Gulf of Guinea",
                        "fill in its lat and lon");
    else
      places.push_back(std::move(place));
  }
  const auto centre = midst(places);
  for (const auto& place : places)
    if (const auto metres = metres_between(place.at, centre); metres > far_m)
      walk.warn_in_each(place.key, place.index,
                        place.name + " lies " + std::to_string(std::lround(metres / 1000)) +
                            " km from the rest of the walk",
                        "check its lat and lon, and that they are not exchanged");
}

}  // namespace talt::core
