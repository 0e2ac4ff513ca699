// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cmath>

#include "app/core/dialogue_section.h"
#include "app/core/geo.h"
#include "app/core/toml_assert.h"

#include <toml++/toml.h>

namespace talt::core {

namespace {

std::vector<ControlPoint> read_control_points(Section& map, Findings& findings,
                                              std::vector<ParsedDialogue::Place>& places) {
  constexpr std::size_t control_points_max = 64;
  constexpr double pixels_max = 100'000;
  std::vector<ControlPoint> points;
  map.each("control_point", control_points_max, [&](const toml::table& table, const std::string& name) {
    Section section(table, name, findings);
    points.push_back({section.number("x", 0, pixels_max), section.number("y", 0, pixels_max),
                      section.number("lat", -85, 85), section.number("lon", -180, 180)});
    section.finish();
    const auto place = table.source().begin;
    places.push_back({static_cast<int>(place.line), static_cast<int>(place.column)});
  });
  return points;
}

/// A picture is a map only where its control points agree with each other: they may turn and scale it, and
/// pull it a little as a drawing does, not mirror it or stretch it out of shape.
void check_fit(Section& section, const Map& map) {
  const bool are_whole =
      std::all_of(map.control_points.begin(), map.control_points.end(), [](const ControlPoint& point) {
        return std::isfinite(point.x) && std::isfinite(point.y) && std::isfinite(point.lat) &&
               std::isfinite(point.lon);
      });
  if (!are_whole) return;  // their own faults stand already
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

bool ends_in(std::string_view file, std::initializer_list<std::string_view> endings) {
  std::string lower(file);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return lower.ends_with(ending); });
}

void check_kind(Section& section, const Map& map) {
  if (map.file.empty()) return;
  if (ends_in(map.file, {".pmtiles"}))
    return section.fault("file", quoted(map.file) + " is a PMTiles file, which is not read",
                         "export the map as MBTiles with PNG or JPEG tiles, for example from QGIS");
  const bool is_picture = ends_in(map.file, {".png", ".jpg", ".jpeg", ".webp"});
  if (map.kind == MapKind::Picture && !is_picture)
    return section.fault("file", quoted(map.file) + " is no kind of map that is known",
                         "use .mbtiles or .gpkg, or a picture: .png, .jpg or .webp");
  if (map.kind != MapKind::Picture && !map.control_points.empty())
    return section.warn("control_point", "control points are not used with " + quoted(map.file),
                        "remove them; the file knows where it lies");
  if (map.kind != MapKind::Picture) return;
  if (map.control_points.size() < 3)
    return section.fault("control_point", "a picture as a map needs at least three control points",
                         "add [[map.control_point]] tables with x, y, lat and lon");
  check_fit(section, map);
}

Map read_map(const toml::table& table, const std::string& name, std::set<std::string>& ids,
             Findings& findings) {
  constexpr std::size_t attribution_advised = 120;
  Section section(table, name, findings);
  Map map;
  map.id = section.id(ids);
  map.file = section.file("file", true, ParsedDialogue::NamedFile::Use::Map);
  map.attribution = section.string("attribution", true);
  if (map.attribution.size() > attribution_advised * 4)
    section.fault("attribution", "attribution of " + name + " is too long to stand on the map always",
                  "stay below " + std::to_string(attribution_advised) + " characters");
  map.kind = ends_in(map.file, {".mbtiles"}) ? MapKind::MbTiles
             : ends_in(map.file, {".gpkg"})  ? MapKind::GeoPackage
                                             : MapKind::Picture;
  std::vector<ParsedDialogue::Place> places;
  map.control_points = read_control_points(section, findings, places);
  if (!map.file.empty()) {
    findings.files.back().control_points = map.control_points;
    findings.files.back().control_point_places = std::move(places);
  }
  check_kind(section, map);
  section.finish();
  return map;
}

}  // namespace

std::vector<Map> read_maps(Section& top, Findings& findings) {
  constexpr std::size_t maps_max = 16;
  std::vector<Map> maps;
  std::set<std::string> ids;
  top.each("map", maps_max, [&](const toml::table& table, const std::string& name) {
    maps.push_back(read_map(table, name, ids, findings));
  });
  return maps;
}

}  // namespace talt::core
