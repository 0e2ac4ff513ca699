// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/protocol/map_frame.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace talt::receiver::protocol {

namespace {

constexpr double far_m = 20'000;      // from the middle of them all: no walk goes so far
constexpr double least_side_m = 120;  // else a walk that stood still would be drawn by the centimetre
constexpr double margin_share = 0.09;
constexpr double flattest = 0.6,
                 tallest = 0.9;  // height to width: what an A4 page has room for, at a size to be read
constexpr double equator_m = 40'075'016.686;

std::vector<core::LatLon> places_of(const Story& story) {
  std::vector<core::LatLon> places;
  const auto add = [&](core::LatLon at) {
    if (is_place(at)) places.push_back(at);
  };
  for (const auto& item : story.all)
    if (item.where.at) add(*item.where.at);
  for (const auto& track : story.account->tracks)
    for (const auto& segment : track.segments)
      for (const auto& point : segment) add(point.at);
  if (const auto& plan = story.account->dialogue.walk) {
    for (const auto& stop : plan->stops) add(stop.at);
    for (const auto& point : plan->route) add(point);
  }
  return places;
}

double middle(std::vector<double> values) {
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), half, values.end());
  return *half;
}

core::LatLon middle_of(const std::vector<core::LatLon>& places) {
  std::vector<double> lats, lons;
  for (const auto& place : places) {
    lats.push_back(place.lat);
    lons.push_back(place.lon);
  }
  return {middle(lats), middle(lons)};
}

}  // namespace

bool MapFrame::shows(core::LatLon place) const {
  const auto at = on_drawing(place);
  return is_place(place) && at.x >= 0 && at.y >= 0 && at.x <= width && at.y <= height;
}

std::optional<MapFrame> frame_of(const Story& story) {
  const auto places = places_of(story);
  if (places.empty()) return {};
  const auto centre = middle_of(places);
  core::PlanePoint low{2, 2}, high{-1, -1};
  for (const auto& place : places) {
    if (core::metres_between(place, centre) > far_m) continue;
    const auto at = core::to_mercator(place);
    low = {std::min(low.x, at.x), std::min(low.y, at.y)};
    high = {std::max(high.x, at.x), std::max(high.y, at.y)};
  }
  const double metre = 1 / (equator_m * std::cos(centre.lat * std::numbers::pi / 180));
  const double across = std::max(high.x - low.x, least_side_m * metre) * (1 + 2 * margin_share);
  const double down = std::max(high.y - low.y, least_side_m * metre) * (1 + 2 * margin_share);
  const double width = std::max(across, down / tallest);
  const double height = std::max(down, width * flattest);
  MapFrame frame;
  frame.corner = {(low.x + high.x - width) / 2, (low.y + high.y - height) / 2};
  frame.scale = frame.width / width;
  frame.height = height * frame.scale;
  frame.units_per_metre = metre * frame.scale;
  return frame;
}

double bar_metres(const MapFrame& frame) {
  const double most = frame.width / 5 / frame.units_per_metre;
  const double ten = std::pow(10, std::floor(std::log10(most)));
  return most >= 5 * ten ? 5 * ten : most >= 2 * ten ? 2 * ten : ten;
}

}  // namespace talt::receiver::protocol
