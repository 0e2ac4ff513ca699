// SPDX-License-Identifier: EUPL-1.2
// The lists of `[walk]` that people choose from: stops, themes, parties, groups, places, questions.
#include "app/core/dialogue_walk_parts.h"
#include "app/core/toml_assert.h"

#include <toml++/toml.h>

namespace talt::core {

namespace {

/// Titles that stand on a button beside others, read while walking.
constexpr std::size_t title_advised = 60;

/// "none" is what a choice of nothing is called on the screens and in walkthroughs.
std::string id_in_walk(Section& section, std::set<std::string>& ids) {
  auto id = section.id(ids);
  if (id == "none")
    section.fault("id", "\"none\" cannot be an id in a walk", "choose another: none stands for no choice");
  return id;
}

std::vector<Text> read_asks(Section& stop, Findings& findings) {
  std::vector<Text> asks;
  stop.each("ask", walk::asks_max, [&](const toml::table& table, const std::string& name) {
    Section section(table, name, findings);
    asks.push_back(section.text("title", true, 120));
    section.finish();
  });
  return asks;
}

LatLon read_place(Section& section) {
  return {section.number("lat", -85, 85), section.number("lon", -180, 180)};
}

}  // namespace

std::vector<walk::Stop> read_stops(Section& walk, Findings& findings) {
  std::vector<walk::Stop> stops;
  std::set<std::string> ids;
  walk.each("stop", walk::stops_max, [&](const toml::table& table, const std::string& name) {
    Section section(table, name, findings);
    walk::Stop stop;
    stop.id = id_in_walk(section, ids);
    stop.title = section.text("title", true, title_advised);
    stop.at = read_place(section);
    stop.ask = read_asks(section, findings);
    section.finish();
    stops.push_back(std::move(stop));
  });
  return stops;
}

std::vector<walk::Theme> read_walk_themes(Section& walk, walk::Kind kind, Findings& findings) {
  std::vector<walk::Theme> themes;
  std::set<std::string> ids;
  walk.each("theme", walk::themes_max, [&](const toml::table& table, const std::string& name) {
    Section section(table, name, findings);
    walk::Theme theme;
    theme.id = id_in_walk(section, ids);
    theme.title = section.text("title", true, title_advised);
    theme.help = section.text("help", false, 160);
    theme.picture = read_picture(section);
    if (kind == walk::Kind::Safety && !section.has("picture"))
      section.fault("picture", name + " has no picture",
                    "add picture = \"...\": a safety walk's checklist is read by its pictures, in the dark");
    section.finish();
    themes.push_back(std::move(theme));
  });
  return themes;
}

std::vector<walk::Named> read_named(Section& walk, std::string_view key, std::size_t most,
                                    Findings& findings) {
  std::vector<walk::Named> named;
  std::set<std::string> ids;
  walk.each(key, most, [&](const toml::table& table, const std::string& name) {
    Section section(table, name, findings);
    named.push_back({id_in_walk(section, ids), section.text("title", true, title_advised)});
    section.finish();
  });
  return named;
}

std::vector<Place> read_walk_places(Section& walk, Findings& findings) {
  std::vector<Place> places;
  std::set<std::string> ids;
  walk.each("place", places_max, [&](const toml::table& table, const std::string& name) {
    Section section(table, name, findings);
    auto id = id_in_walk(section, ids);
    auto title = section.text("title", true, title_advised);
    const auto at = read_place(section);
    section.finish();
    places.push_back({std::move(id), std::move(title), at.lat, at.lon});
  });
  return places;
}

std::vector<walk::Question> read_walk_questions(Section& walk, Findings& findings) {
  std::vector<walk::Question> questions;
  std::set<std::string> ids;
  walk.each("question", questions_max, [&](const toml::table& table, const std::string& name) {
    Section section(table, name, findings);
    questions.push_back(
        {id_in_walk(section, ids), section.text("title", true, 120), section.text("help", false, 160)});
    section.finish();
  });
  return questions;
}

}  // namespace talt::core
