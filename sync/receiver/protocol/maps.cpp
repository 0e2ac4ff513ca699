// SPDX-License-Identifier: EUPL-1.2
// walk.geojson and walk.gpkg. What lies nowhere is a feature without a geometry: it is in every table, on no
// map.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "platform/projection.h"
#include "sync/receiver/protocol/rows.h"

namespace talt::receiver::protocol {

using core::Result;
using platform::GeoColumn;
using platform::GeoShape;
using platform::GeoSystem;
using platform::GeoType;
using platform::GeoXY;

namespace {

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string value_of(const GeoColumn& column, const std::string& field) {
  const bool is_number = column.type == GeoType::Whole || column.type == GeoType::Real;
  if (field.empty()) return column.type == GeoType::Text ? "\"\"" : "null";
  return is_number ? field : quoted(field);
}

/// Maps have a label beside the ids, which tables leave to their codebook.
std::vector<GeoColumn> labelled(std::vector<GeoColumn> columns) {
  columns.push_back({"label"});
  return columns;
}
Row labelled(Row row, const Item& item) {
  row.push_back(label_of(item));
  return row;
}

std::string position(core::LatLon at) {
  return fmt::format("[{:.7f},{:.7f}]", at.lon, at.lat);
}

std::string point(const std::optional<core::LatLon>& at) {
  return at ? "{\"type\":\"Point\",\"coordinates\":" + position(*at) + "}" : "null";
}

std::string lines(const std::vector<std::vector<core::LatLon>>& all) {
  if (all.empty()) return "null";
  std::string text;
  for (const auto& line : all) {
    text += text.empty() ? "[" : ",[";
    for (std::size_t i = 0; i < line.size(); ++i) text += (i > 0 ? "," : "") + position(line[i]);
    text += "]";
  }
  return "{\"type\":\"MultiLineString\",\"coordinates\":[" + text + "]}";
}

std::string feature(const char* kind, const std::string& geometry, const std::vector<GeoColumn>& columns,
                    const Row& row) {
  auto text =
      "{\"type\":\"Feature\",\"geometry\":" + geometry + ",\"properties\":{\"feature\":" + quoted(kind);
  for (std::size_t i = 0; i < columns.size(); ++i)
    text += "," + quoted(columns[i].name) + ":" + value_of(columns[i], row[i]);
  return text + "}}";
}

/// The layers in one system; on the plane what lies too far from it has no place.
class Layers {
 public:
  Layers(platform::GeoPackage& package, const Story& story, platform::Projection* plane, std::size_t first)
      : package_(package), story_(story), plane_(plane), first_(first) {}

  Result<void> fill() {
    for (const auto& item : story_.all)
      if (auto done =
              package_.add(first_, on_plane(item.where.at), labelled(observation_row(story_, item), item));
          !done)
        return done;
    for (const auto& party : story_.actions)
      for (const auto* item : party.items)
        if (auto done = package_.add(first_ + 1, on_plane(item->where.at),
                                     labelled(action_row(story_, *item), *item));
            !done)
          return done;
    for (const auto& track : story_.account->tracks)
      if (auto done = package_.add_lines(first_ + 2, on_plane(lines_of(track)), track_row(track)); !done)
        return done;
    const auto& stops = story_.account->dialogue.walk->stops;
    for (std::size_t i = 0; i < stops.size(); ++i)
      if (auto done = package_.add(first_ + 3, on_plane(stops[i].at), stop_row(story_, i)); !done)
        return done;
    return {};
  }

 private:
  std::optional<GeoXY> on_plane(const std::optional<core::LatLon>& at) const {
    if (!at) return {};
    if (!plane_) return GeoXY{at->lon, at->lat};
    const auto projected = plane_->to_plane(*at);
    return projected ? std::optional(*projected) : std::nullopt;
  }
  std::vector<std::vector<GeoXY>> on_plane(const std::vector<std::vector<core::LatLon>>& all) const {
    std::vector<std::vector<GeoXY>> projected;
    for (const auto& line : all) {
      std::vector<GeoXY> points;
      for (const auto& place : line)
        if (const auto at = on_plane(std::optional(place))) points.push_back(*at);
      if (points.size() > 1) projected.push_back(std::move(points));
    }
    return projected;
  }

  platform::GeoPackage& package_;
  const Story& story_;
  platform::Projection* plane_;
  std::size_t first_;
};

std::vector<platform::GeoLayer> layers_there_are() {
  std::vector<platform::GeoLayer> layers;
  for (const auto system : {GeoSystem::Wgs84, GeoSystem::Sweref99Tm}) {
    const bool is_plane = system == GeoSystem::Sweref99Tm;
    const std::string ending = is_plane ? "_sweref99tm" : "",
                      where = is_plane ? ", SWEREF 99 TM" : ", WGS 84";
    layers.push_back({"observations" + ending, "What was noted on the walk" + where,
                      labelled(observation_columns()), GeoShape::Point, system});
    layers.push_back(
        {"actions" + ending, "The action list" + where, labelled(action_columns()), GeoShape::Point, system});
    layers.push_back(
        {"track" + ending, "Where the devices went" + where, track_columns(), GeoShape::Lines, system});
    layers.push_back(
        {"stops" + ending, "The planned stops" + where, stop_columns(), GeoShape::Point, system});
  }
  return layers;
}

}  // namespace

Result<void> write_geojson(ExportFiles& files, const Story& story) {
  const auto file = files.begin("walk.geojson");
  if (!file) return file.error();
  auto done = (*file)->append("{\"type\":\"FeatureCollection\",\"name\":\"walk\",\"features\":[");
  const char* before = "\n";
  const auto put = [&](const std::string& text) {
    if (done) done = (*file)->append(before + text);
    before = ",\n";
  };
  for (const auto& item : story.all)
    put(feature("observation", point(item.where.at), labelled(observation_columns()),
                labelled(observation_row(story, item), item)));
  for (const auto& track : story.account->tracks)
    put(feature("track", lines(lines_of(track)), track_columns(), track_row(track)));
  const auto& stops = story.account->dialogue.walk->stops;
  for (std::size_t i = 0; i < stops.size(); ++i)
    put(feature("stop", point(stops[i].at), stop_columns(), stop_row(story, i)));
  if (!done) return done;
  return (*file)->append("\n]}\n");
}

Result<void> write_geopackage(ExportFiles& files, const Story& story) {
  const auto plane = platform::open_sweref99tm();
  if (!plane) return plane.error();
  const auto layers = layers_there_are();
  auto package = platform::begin_geopackage(files.path("walk.gpkg"), layers);
  if (!package) return package.error();
  if (auto filled = Layers(**package, story, nullptr, 0).fill(); !filled) return filled;
  if (auto filled = Layers(**package, story, plane->get(), layers.size() / 2).fill(); !filled) return filled;
  if (auto finished = (*package)->finish(); !finished) return finished;
  files.add_finished("walk.gpkg");
  return {};
}

}  // namespace talt::receiver::protocol
