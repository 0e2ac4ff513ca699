// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/walk/map.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/core/geo.h"
#include "app/ui/map_tiles.h"
#include "app/ui/screens/map_attribution.h"
#include "app/ui/screens/walk/map_marks.h"
#include "app/ui/screens/walk/parts.h"

namespace talt::ui {
namespace {

constexpr double plan_zoom_most = 20;     // of a plain plan: some 7 cm of ground a pixel
constexpr double plan_half_least_m = 60;  // it shows as much to each side of a single point
constexpr double margin_share = 0.12;     // around what is shown at first
constexpr double near_m = 15'000;         // further off than this from the walk is a mistake of position
constexpr double metres_of_world = 40'075'017;
constexpr float night_share = 0.35f;  // of a bright map that is darkened

std::size_t key_of(WalkView view) {
  return std::numeric_limits<std::size_t>::max() - static_cast<std::size_t>(view);
}

struct Bounds {
  core::PlanePoint upper_left{1, 1}, lower_right{0, 0};  // of the mercator square

  bool is_empty() const { return upper_left.x > lower_right.x; }
  void take(core::LatLon place) {
    const core::PlanePoint at = core::to_mercator(place);
    upper_left = {std::min(upper_left.x, at.x), std::min(upper_left.y, at.y)};
    lower_right = {std::max(lower_right.x, at.x), std::max(lower_right.y, at.y)};
  }
};

/// All that the plan and the walk know of; of what was measured only what lies near the plan.
Bounds bounds_of(const core::walk::Plan& plan, const core::walk::Walk& walk) {
  Bounds bounds;
  for (const core::walk::Stop& stop : plan.stops) bounds.take(stop.at);
  for (const core::LatLon& point : plan.route) bounds.take(point);
  for (const core::Place& place : plan.places) bounds.take({place.lat, place.lon});
  std::optional<core::LatLon> centre;
  if (!plan.stops.empty()) centre = plan.stops.front().at;
  const auto take_near = [&](core::LatLon place) {
    if (!centre) centre = place;
    if (core::metres_between(*centre, place) < near_m) bounds.take(place);
  };
  for (const core::LatLon& point : walk.trail) take_near(point);
  for (const core::walk::Observation& note : walk.notes)
    if (note.where.at) take_near(*note.where.at);
  if (walk.position.state == core::walk::PositionState::Fix) take_near(walk.position.at);
  if (bounds.is_empty()) bounds.take({62, 15});
  return bounds;
}

/// A plain plan of all that is known, with some ground around.
MapPlane plain_plane(const Bounds& bounds) {
  MapPlane plane;
  const core::PlanePoint middle{(bounds.upper_left.x + bounds.lower_right.x) / 2,
                                (bounds.upper_left.y + bounds.lower_right.y) / 2};
  const double lat = core::from_mercator(middle).lat * 3.14159265358979 / 180;
  const double least = plan_half_least_m / (metres_of_world * std::max(0.05, std::cos(lat)));
  const double half =
      std::max({least, (bounds.lower_right.x - bounds.upper_left.x) * (0.5 + 2 * margin_share),
                (bounds.lower_right.y - bounds.upper_left.y) * (0.5 + 2 * margin_share)});
  plane.upper_left = {(middle.x - half) * world_px, (middle.y - half) * world_px};
  plane.lower_right = {(middle.x + half) * world_px, (middle.y + half) * world_px};
  plane.zoom_most = plan_zoom_most;
  return plane;
}

/// At first the walk, not all of the municipality.
void begin_view(MapView& view, const MapPlane& plane, const Frame& frame, const Bounds& bounds,
                std::optional<core::LatLon> about, const Rect& area) {
  if (view.set) return;
  MapLook look = look_of(frame, plane, view, area);
  const core::PlanePoint from = plane.of(core::from_mercator(bounds.upper_left)),
                         to = plane.of(core::from_mercator(bounds.lower_right));
  const double wide = std::max(1e-9, std::abs(to.x - from.x)) * (1 + 2 * margin_share),
               high = std::max(1e-9, std::abs(to.y - from.y)) * (1 + 2 * margin_share);
  look.middle = about ? plane.of(*about) : core::PlanePoint{(from.x + to.x) / 2, (from.y + to.y) / 2};
  const double whole = std::log2(std::min(look.free.width() / wide, look.free.height() / high));
  look.zoom = std::max(look.zoom, std::min(whole + (about ? 1.5 : 0), plane.zoom_most - 1));
  keep(view, plane, look);
}

void draw_buttons(Page& page, const MapPlane& plane, const MapLook& look, MapView& view) {
  const std::vector<Rect> places = button_places(page.frame, look.area);
  const std::optional<core::LatLon> now = here(page);
  const Words& words = page.words();
  const auto press = [&](std::string_view id, std::string_view name, Icon icon, const Rect& area) {
    const bool pressed =
        button(page.frame, {.id = id, .label = name, .area = area, .icon = icon, .icon_only = true});
    if (pressed) page.frame.wants_another_frame = true;
    return pressed;
  };
  if (press("zoom.in", words.zoom_in, Icon::Plus, places[0]))
    keep(view, plane, zoomed(look, plane, 1, look.free.centre()));
  if (press("zoom.out", words.zoom_out, Icon::Minus, places[1]))
    keep(view, plane, zoomed(look, plane, -1, look.free.centre()));
  if (!press("centre", now ? words.walk.to_position.view() : words.centre.view(), Icon::Centre, places[2]))
    return;
  MapLook moved = look;
  if (now) moved.middle = plane.of(*now);
  now ? keep(view, plane, moved) : void(view = {});
}

/// The ground of a plain plan, or a bright map made bearable by night.
void draw_night(Page& page, const WalkMap& map, const MapLook& look) {
  const ImVec2 from = look.on_screen(map.plane.upper_left), to = look.on_screen(map.plane.lower_right);
  const Rect content = Rect{from.x, from.y, to.x, to.y}.shared_with(look.area);
  if (content.is_empty() || !map.shown.map) return;
  page.frame.list->AddRectFilled(content.min(), content.max(), faded(page.theme().ground, night_share));
}

}  // namespace

WalkMap walk_map(Textures& textures, const core::Dialogue& dialogue, const core::walk::Walk& walk,
                 WalkView view) {
  WalkMap map;
  map.shown.view = key_of(view);
  const core::walk::Plan& plan = *dialogue.walk;
  if (plan.map)
    if (const auto plane = plane_of(textures, dialogue, *plan.map)) {
      map.shown.map = plan.map;
      map.plane = *plane;
      return map;
    }
  map.plane = plain_plane(bounds_of(plan, walk));
  return map;
}

WalkMapTouched draw_walk_map(Page& page, WalkView which, const Rect& area,
                             std::optional<core::LatLon> marked) {
  const core::walk::Walk& walk = walk_of(page);
  const WalkMap map = walk_map(page.frame.textures, page.dialogue, walk, which);
  MapView& view = page.frame.state.maps[map.shown.view];
  begin_view(view, map.plane, page.frame, bounds_of(plan_of(page), walk),
             which == WalkView::Placing ? (marked ? marked : here(page)) : std::nullopt, area);
  WalkMapTouched touched;
  touched.tapped = map_view(page.frame, page.dialogue, map.shown, map.plane, area);
  const MapLook look = look_of(page.frame, map.plane, view, area);
  page.frame.list->PushClipRect(area.min(), area.max(), true);
  draw_night(page, map, look);
  draw_route(page, map.plane, look);
  draw_trail(page, map.plane, look);
  draw_stops(page, map.plane, look);
  const NoteTouched note = draw_notes(page, map.plane, look, which == WalkView::Tab);
  draw_here(page, map.plane, look);
  if (marked) draw_marked(page, look.on_screen(map.plane.of(*marked)));
  if (!map.shown.map) draw_scale(page, map.plane, look);
  page.frame.list->PopClipRect();
  paint_outline(page.frame, area, 0.1f, 0.4f, page.theme().line);
  draw_buttons(page, map.plane, look, view);
  if (note.opened) touched.note = note.opened;
  if (note.closer) {
    keep(view, map.plane, zoomed(look, map.plane, 2, *note.closer));
    page.frame.wants_another_frame = true;
  }
  if (note.opened || note.closer) touched.tapped.reset();
  return touched;
}

void name_mapmaker(Page& page, Rect& area) {
  constexpr float share_max = 0.3f;
  const core::walk::Plan& plan = plan_of(page);
  if (plan.map && *plan.map < page.dialogue.maps.size())
    draw_attribution(page, page.dialogue.maps[*plan.map], area, area.height() * share_max);
}

std::optional<ImVec2> place_on_walk(Frame& frame, const core::State& state, const core::Dialogue& dialogue,
                                    const Rect& area, core::LatLon place) {
  if (!state.walk || !dialogue.walk) return std::nullopt;
  const bool is_tab = std::holds_alternative<core::walk::Walking>(state.walk->screen);
  const WalkMap map =
      walk_map(frame.textures, dialogue, *state.walk, is_tab ? WalkView::Tab : WalkView::Placing);
  const core::PlanePoint point = map.plane.of(place);
  if (point.x < map.plane.upper_left.x || point.x > map.plane.lower_right.x ||
      point.y < map.plane.upper_left.y || point.y > map.plane.lower_right.y)
    return std::nullopt;
  const ImVec2 at = look_of(frame, map.plane, frame.state.maps[map.shown.view], area).on_screen(point);
  return area.contains(at) ? std::optional(at) : std::nullopt;
}

void forget_view(UiState& state, WalkView view) {
  state.maps.erase(key_of(view));
}

}  // namespace talt::ui
