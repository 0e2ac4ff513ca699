// SPDX-License-Identifier: EUPL-1.2
#include "app/core/dialogue_parse.h"

#include <algorithm>
#include <cmath>
#include <regex>

#include "app/core/contrast.h"
#include "app/core/dialogue_section.h"
#include "app/core/geo.h"
#include "app/core/toml_assert.h"
#include "app/core/utf8.h"

#include <toml++/toml.h>

namespace talt::core {

bool is_right_to_left(std::string_view tag) {
  const auto base = tag.substr(0, tag.find('-'));
  if (tag.find("-Arab") != std::string_view::npos || tag.find("-Hebr") != std::string_view::npos) return true;
  if (tag.find("-Latn") != std::string_view::npos || tag.find("-Cyrl") != std::string_view::npos)
    return false;
  constexpr std::string_view right_to_left[] = {"ar", "fa",  "prs", "ps", "ckb", "ur", "he",
                                                "yi", "syr", "aii", "ug", "sd",  "dv"};
  return std::find(std::begin(right_to_left), std::end(right_to_left), base) != std::end(right_to_left);
}

namespace {

void read_languages(Section& top, Findings& findings, std::span<const std::string_view> interface_languages) {
  static const std::regex tag_form("[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?");
  const auto tags = top.strings("languages", true);
  const auto incomplete = top.strings("incomplete", false);
  std::set<std::string> seen;
  for (const auto& tag : tags) {
    if (!std::regex_match(tag, tag_form))
      top.fault("languages", "\"" + tag.substr(0, 40) + "\" is not a language tag",
                "use tags such as sv, en, ar, sma");
    else if (!seen.insert(tag).second)
      top.fault("languages", "the language " + tag + " stands twice", "name it once");
    const bool is_incomplete = std::find(incomplete.begin(), incomplete.end(), tag) != incomplete.end();
    findings.languages.push_back({tag, is_incomplete});
    if (std::find(interface_languages.begin(), interface_languages.end(), tag) == interface_languages.end())
      if (const auto* node = top.find("languages"))
        findings.warn(*node, "the interface has no words in " + tag,
                      "its buttons will show in the first language");
  }
  for (const auto& tag : incomplete)
    if (!seen.contains(tag) || (!tags.empty() && tag == tags[0]))
      top.fault("incomplete", "\"" + tag.substr(0, 40) + "\" cannot be incomplete",
                "list a language that is not the first");
  if (findings.languages.empty() && top.has("languages"))
    top.fault("languages", "the dialogue has no language", "add languages = [\"sv\"]");
  if (findings.languages.size() > languages_max) {
    top.fault("languages", "more languages than the start screen can show",
              "use at most " + std::to_string(languages_max));
    findings.languages.resize(languages_max);
  }
}

Date read_date(Section& section, std::string_view key) {
  const auto* node = section.find(key);
  const auto value = node != nullptr ? node->value<toml::date>() : std::nullopt;
  if (!value)
    section.fault(key, "the promise does not say when people hear back",
                  "add " + std::string(key) + " = 2027-02-01");
  return value ? Date{value->year, value->month, value->day} : Date{};
}

Promise read_promise(Section& top, Findings& findings) {
  Promise promise;
  const auto* node = top.find("promise");
  const auto* table = node != nullptr ? node->as_table() : nullptr;
  if (table == nullptr) {
    top.fault("promise", "the dialogue has no promise",
              "add a [promise]: a dialogue about what is already decided is none");
    return promise;
  }
  Section section(*table, "the promise", findings);
  const auto* level = section.find("level");
  if (level != nullptr && level->value_or(std::string()) == "information")
    findings.fault(*level, "level is \"information\", and information is no dialogue (SKR)",
                   "tell people by a sign instead, or use consultation, dialogue, influence or co-decision");
  else
    promise.level = section.one_of<Level>("level", Level::Consultation,
                                          {{"consultation", Level::Consultation},
                                           {"dialogue", Level::Dialogue},
                                           {"influence", Level::Influence},
                                           {"co-decision", Level::CoDecision}},
                                          true);
  promise.influence = section.text("influence", true);
  promise.decided = section.text("decided", true);
  promise.decider = section.text("decider", true);
  promise.hear_back = section.text("hear_back", true);
  promise.hear_back_by = read_date(section, "hear_back_by");
  promise.contact = section.text("contact", true);
  section.finish();
  return promise;
}

Theme read_theme(Section& top, Findings& findings) {
  Theme theme;
  const auto* node = top.find("theme");
  if (node == nullptr) return theme;
  const auto* table = node->as_table();
  if (table == nullptr) {
    findings.fault(*node, "theme should be a table", "write [theme]");
    return theme;
  }
  Section section(*table, "the theme", findings);
  if (const auto accent = section.string("accent", false); !accent.empty()) {
    static const std::regex form("#[0-9a-fA-F]{6}");
    if (!std::regex_match(accent, form)) {
      section.fault("accent", "accent is not a colour", "write it as \"#005b6e\"");
    } else {
      const auto value = std::stoul(accent.substr(1), nullptr, 16);
      theme.accent = {static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8),
                      static_cast<std::uint8_t>(value)};
      if (contrast(theme.accent, {255, 255, 255}) < contrast_min)
        section.fault("accent",
                      "white text on " + accent + " is hard to read in sunlight: its contrast is below 7:1",
                      "choose a darker colour");
    }
  }
  theme.logo = section.file("logo", false);
  section.finish();
  return theme;
}

std::vector<ControlPoint> read_control_points(Section& map, Findings& findings) {
  constexpr std::size_t control_points_max = 64;
  constexpr double pixels_max = 100'000;
  std::vector<ControlPoint> points;
  map.each("control_point", control_points_max, [&](const toml::table& table) {
    Section section(table, "a control point", findings);
    points.push_back({section.number("x", 0, pixels_max), section.number("y", 0, pixels_max),
                      section.number("lat", -85, 85), section.number("lon", -180, 180)});
    section.finish();
  });
  return points;
}

/// A picture is a map only where its control points agree with each other: they may turn and scale it, and
/// pull it a little as a drawing does, not mirror it or stretch it out of shape.
void check_fit(Section& section, const Map& map) {
  const auto fitted = fit(map.control_points);
  if (!fitted)
    return section.fault("control_point", "the control points of map " + map.id + " lie on one line",
                         "spread them out to the picture's corners");
  const auto misfit = worst_misfit(map.control_points, *fitted);
  constexpr double misfit_part_max = 0.03;  // of the length that the points span
  if (misfit.part > misfit_part_max)
    return section.fault_in_each("control_point", misfit.point,
                                 "control points of map " + map.id + " do not fit: number " +
                                     std::to_string(misfit.point + 1) + " is the worst, " +
                                     std::to_string(std::lround(misfit.metres)) + " m off",
                                 "check its x, y, lat and lon; x and y count in pixels from the upper left");
  if (is_out_of_shape(*fitted))
    section.fault("control_point",
                  "control points of map " + map.id + " do not fit: they mirror or stretch the picture",
                  "check that lat and lon, x and y are not exchanged");
}

std::vector<Map> read_maps(Section& top, Findings& findings) {
  constexpr std::size_t maps_max = 16;
  std::vector<Map> maps;
  std::set<std::string> ids;
  top.each("map", maps_max, [&](const toml::table& table) {
    Section section(table, "the map", findings);
    Map map;
    map.id = section.id(ids);
    map.file = section.file("file", true, ParsedDialogue::NamedFile::Use::Map);
    map.attribution = section.string("attribution", true);
    map.kind = map.file.ends_with(".mbtiles") ? MapKind::MbTiles
               : map.file.ends_with(".gpkg")  ? MapKind::GeoPackage
                                              : MapKind::Picture;
    map.control_points = read_control_points(section, findings);
    if (!map.file.empty()) findings.files.back().control_points = map.control_points;
    if (map.kind == MapKind::Picture && !map.file.empty() && map.control_points.size() < 3)
      section.fault("control_point", "a picture as a map needs at least three control points",
                    "add [[map.control_point]] tables with x, y, lat and lon");
    else if (map.kind == MapKind::Picture && map.control_points.size() >= 3)
      check_fit(section, map);
    section.finish();
    maps.push_back(std::move(map));
  });
  return maps;
}

Dialogue read_dialogue(const toml::table& table, Findings& findings,
                       std::span<const std::string_view> interface_languages) {
  Section top(table, "the dialogue", findings);
  Dialogue dialogue;
  std::set<std::string> ids;
  read_languages(top, findings, interface_languages);
  dialogue.languages = findings.languages;
  dialogue.id = top.id(ids);
  dialogue.version = top.integer("version", 1, 1, 1'000'000);
  dialogue.method =
      top.one_of<Method>("method", Method::Tent, {{"tent", Method::Tent}, {"walk", Method::Walk}});
  dialogue.time_grain = top.one_of<TimeGrain>(
      "time_grain", TimeGrain::Hour,
      {{"hour", TimeGrain::Hour}, {"minute", TimeGrain::Minute}, {"none", TimeGrain::None}});
  dialogue.title = top.text("title", true);
  dialogue.next = top.text("next", false);
  dialogue.promise = read_promise(top, findings);
  dialogue.theme = read_theme(top, findings);
  dialogue.maps = read_maps(top, findings);
  dialogue.questions = read_questions(top, dialogue.maps, findings);
  top.finish();
  return dialogue;
}

Fault whole_file(std::string_view file, std::string what, std::string remedy) {
  return {std::string(file), 1, 1, std::move(what), std::move(remedy)};
}

}  // namespace

void sort_by_place(std::vector<Fault>& faults) {
  std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
}

ParsedDialogue parse_dialogue(ByteView bytes, std::string_view file_name,
                              std::span<const std::string_view> interface_languages) {
  ParsedDialogue parsed;
  if (bytes.size() > dialogue_bytes_max) {
    parsed.faults.push_back(whole_file(file_name, "the file is larger than 1 MiB", "shorten it"));
    return parsed;
  }
  try {
    const auto table = toml::parse(as_text(bytes), file_name);
    Findings findings;
    findings.file = file_name;
    auto dialogue = read_dialogue(table, findings, interface_languages);
    parsed.faults = std::move(findings.faults);
    parsed.warnings = std::move(findings.warnings);
    parsed.files = std::move(findings.files);
    if (parsed.faults.empty()) {
      dialogue.source.assign(bytes.begin(), bytes.end());
      parsed.dialogue = std::move(dialogue);
    }
  } catch (const toml::parse_error& error) {
    const auto place = error.source().begin;
    parsed.faults.push_back({std::string(file_name), static_cast<int>(place.line),
                             static_cast<int>(place.column), std::string(error.description()),
                             "mend this line; the rest is read after it"});
  } catch (const std::exception& error) {
    parsed.faults.push_back(whole_file(file_name, error.what(), "mend the brackets"));
  }
  sort_by_place(parsed.faults);
  return parsed;
}

}  // namespace talt::core
