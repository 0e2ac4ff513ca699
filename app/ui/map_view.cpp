// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/map_view.h"

#include <algorithm>
#include <cmath>

#include "app/ui/map_tiles.h"
#include "app/ui/paint.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"

namespace talt::ui {
namespace {

constexpr int picture_side_max = 2048;  // DESIGN section 8: textures stay within it
constexpr double beyond_tiles = 2;      // zoom steps beyond the sharpest tiles
constexpr double beyond_picture = 2;
constexpr double wheel_zoom = 0.25;  // a line
constexpr double friction = 4;       // share of its speed that a throw loses in a second, as an exponent
constexpr float speed_least_mm = 8;  // a second; slower than this it stands
constexpr float buttons_inset_mm = 2;
constexpr std::size_t map_buttons = 3;

/// As many beside each other as the height makes needful.
std::size_t buttons_across(const Frame& frame, const Rect& area) {
  const auto high = [&](std::size_t down) {
    return frame.px(static_cast<float>(down) * (mm::target + mm::gap) - mm::gap + 2 * buttons_inset_mm);
  };
  for (std::size_t across = 1; across < map_buttons; ++across)
    if (high((map_buttons + across - 1) / across) <= area.height()) return across;
  return map_buttons;
}

double least_zoom(const MapPlane& plane, const Rect& free) {
  const double width = std::max(1e-9, plane.lower_right.x - plane.upper_left.x);
  const double height = std::max(1e-9, plane.lower_right.y - plane.upper_left.y);
  return std::log2(
      std::min(static_cast<double>(free.width()) / width, static_cast<double>(free.height()) / height));
}

double bounded(double value, double low, double high) {
  return low > high ? (low + high) / 2 : std::clamp(value, low, high);
}

MapLook within(MapLook look, const MapPlane& plane) {
  const double least = least_zoom(plane, look.free);
  look.zoom = std::clamp(look.zoom, least, std::max(least, plane.zoom_most));
  const double half_x = look.free.width() / 2 / std::exp2(look.zoom);
  const double half_y = look.free.height() / 2 / std::exp2(look.zoom);
  look.middle.x = bounded(look.middle.x, plane.upper_left.x + half_x, plane.lower_right.x - half_x);
  look.middle.y = bounded(look.middle.y, plane.upper_left.y + half_y, plane.lower_right.y - half_y);
  return look;
}

MapLook moved(MapLook look, double by_x, double by_y) {
  look.middle.x -= by_x / std::exp2(look.zoom);
  look.middle.y -= by_y / std::exp2(look.zoom);
  return look;
}

void draw_picture(Frame& frame, const core::Map& map, const MapPlane& plane, const MapLook& look) {
  const Texture picture = frame.textures.picture(map.file, picture_side_max);
  if (picture.is_none()) return;
  frame.list->AddImage(picture.id, look.on_screen(plane.upper_left), look.on_screen(plane.lower_right),
                       picture.uv_min, picture.uv_max);
}

/// Follows one finger; after a throw the map runs on and slows down.
bool follow_finger(Frame& frame, MapLook& look, MapView& view) {
  const Drag drag = frame.input.drag("map", look.area);
  if (drag.active || drag.ended) {
    look = moved(look, drag.x, drag.y);
    view.speed_x = drag.ended && frame.motion ? drag.speed_x : 0;
    view.speed_y = drag.ended && frame.motion ? drag.speed_y : 0;
    view.moved_at_ms = frame.now_ms;
    if (view.speed_x != 0 || view.speed_y != 0) frame.wants_another_frame = true;
    return true;
  }
  if (frame.input.is_touched()) view.speed_x = view.speed_y = 0;
  if (view.speed_x == 0 && view.speed_y == 0) return false;
  const double elapsed =
      static_cast<double>(std::clamp<std::int64_t>(frame.now_ms - view.moved_at_ms, 0, 100)) / 1000;
  look = moved(look, view.speed_x * elapsed, view.speed_y * elapsed);
  const auto slower = static_cast<float>(std::exp(-friction * elapsed));
  view.speed_x *= slower;
  view.speed_y *= slower;
  view.moved_at_ms = frame.now_ms;
  if (std::hypot(view.speed_x, view.speed_y) < frame.px(speed_least_mm)) view.speed_x = view.speed_y = 0;
  frame.wants_another_frame = true;
  return true;
}

MapLook moved_by_hand(Frame& frame, MapLook look, const MapPlane& plane, MapView& view, bool& has_moved) {
  has_moved = follow_finger(frame, look, view);
  const Pinch pinch = frame.input.pinch(look.area);
  if (pinch.active && pinch.zoom > 0) {
    look = moved(look, pinch.x, pinch.y);
    look = zoomed(look, plane, std::log2(static_cast<double>(pinch.zoom)), pinch.centre);
    has_moved = true;
  }
  if (const float lines = frame.input.wheel(look.area); lines != 0) {
    look = zoomed(look, plane, static_cast<double>(lines) * wheel_zoom, frame.input.wheel_at());
    has_moved = true;
  }
  return within(look, plane);
}

/// Only where there is map: what lies beside it is plain ground, and a tap there means nothing.
void draw_map(Frame& frame, const core::Dialogue& dialogue, std::size_t map, const MapPlane& plane,
              const MapLook& look) {
  const ImVec2 from = look.on_screen(plane.upper_left), to = look.on_screen(plane.lower_right);
  const Rect content = Rect{from.x, from.y, to.x, to.y}.shared_with(look.area);
  if (content.is_empty()) return;
  frame.list->PushClipRect(content.min(), content.max(), true);
  if (plane.picture)
    draw_picture(frame, dialogue.maps[map], plane, look);
  else
    draw_tiles(frame, map, plane, look);
  frame.list->PopClipRect();
}

}  // namespace

core::PlanePoint MapPlane::of(core::LatLon place) const {
  const core::PlanePoint at = core::to_mercator(place);
  if (!picture) return {at.x * world_px, at.y * world_px};
  return picture->inverse().value_or(core::Affine{})(at);
}

core::LatLon MapPlane::place(core::PlanePoint point) const {
  if (picture) return core::from_mercator((*picture)(point));
  return core::from_mercator({point.x / world_px, point.y / world_px});
}

std::optional<MapPlane> plane_of(Textures& textures, const core::Dialogue& dialogue, std::size_t map) {
  if (map >= dialogue.maps.size()) return {};
  const MapInfo* info = textures.map(map);
  if (!info) return {};
  MapPlane plane;
  if (dialogue.maps[map].kind == core::MapKind::Picture) {
    plane.picture = core::fit(dialogue.maps[map].control_points);
    if (!plane.picture || info->width <= 0 || info->height <= 0) return {};
    plane.lower_right = {static_cast<double>(info->width), static_cast<double>(info->height)};
    const double longest = std::max(info->width, info->height);
    plane.zoom_most = beyond_picture + std::min(0., std::log2(picture_side_max / longest));
    return plane;
  }
  if (info->levels.empty()) return {};
  plane.upper_left = plane.of({info->north, info->west});
  plane.lower_right = plane.of({info->south, info->east});
  plane.zoom_most = sharpest_zoom(info->levels.back()) + beyond_tiles;
  return plane;
}

std::vector<Rect> button_places(const Frame& frame, const Rect& area) {
  const std::size_t across = buttons_across(frame, area);
  const std::size_t down = (map_buttons + across - 1) / across;
  const float step = frame.px(mm::target + mm::gap), inset = frame.px(buttons_inset_mm);
  Rect block = area.inset(inset);
  block = block.cut_end(static_cast<float>(across) * step - frame.px(mm::gap));
  block.bottom = block.top + static_cast<float>(down) * step - frame.px(mm::gap);
  return block.grid(map_buttons, across, frame.px(mm::gap));
}

Rect free_of_buttons(const Frame& frame, Rect area) {
  const auto across = static_cast<float>(buttons_across(frame, area));
  area.cut_end(frame.px(across * (mm::target + mm::gap) - mm::gap + 2 * buttons_inset_mm));
  return area;
}

ImVec2 MapLook::on_screen(core::PlanePoint point) const {
  const double scale = std::exp2(zoom);
  return {free.centre().x + static_cast<float>((point.x - middle.x) * scale),
          free.centre().y + static_cast<float>((point.y - middle.y) * scale)};
}

core::PlanePoint MapLook::on_plane(ImVec2 at) const {
  const double scale = std::exp2(zoom);
  return {middle.x + static_cast<double>(at.x - free.centre().x) / scale,
          middle.y + static_cast<double>(at.y - free.centre().y) / scale};
}

MapLook look_of(const Frame& frame, const MapPlane& plane, const MapView& view, const Rect& area) {
  MapLook look{area, free_of_buttons(frame, area), {}, view.zoom};
  if (view.set) {
    look.middle = plane.of({view.lat, view.lon});
  } else {
    look.middle = {(plane.upper_left.x + plane.lower_right.x) / 2,
                   (plane.upper_left.y + plane.lower_right.y) / 2};
    look.zoom = least_zoom(plane, look.free);
  }
  return within(look, plane);
}

void keep(MapView& view, const MapPlane& plane, MapLook look) {
  look = within(look, plane);
  const core::LatLon middle = plane.place(look.middle);
  view.set = true;
  view.lat = middle.lat;
  view.lon = middle.lon;
  view.zoom = look.zoom;
}

MapLook zoomed(MapLook look, const MapPlane& plane, double by, ImVec2 about) {
  const core::PlanePoint fixed = look.on_plane(about);
  const double least = least_zoom(plane, look.free);
  look.zoom = std::clamp(look.zoom + by, least, std::max(least, plane.zoom_most));
  const core::PlanePoint now = look.on_plane(about);
  look.middle.x += fixed.x - now.x;
  look.middle.y += fixed.y - now.y;
  return within(look, plane);
}

std::optional<core::LatLon> map_view(Frame& frame, const core::Dialogue& dialogue, std::size_t question,
                                     const MapPlane& plane, const Rect& area) {
  return map_view(frame, dialogue, {question, dialogue.questions[question].map}, plane, area);
}

std::optional<core::LatLon> map_view(Frame& frame, const core::Dialogue& dialogue, const MapShown& shown,
                                     const MapPlane& plane, const Rect& area) {
  MapView& view = frame.state.maps[shown.view];
  const Press press =
      pressable(frame, {.id = "map", .name = frame.words.map, .area = area, .role = Role::Map});
  bool has_moved = false;
  const MapLook look = moved_by_hand(frame, look_of(frame, plane, view, area), plane, view, has_moved);
  if (has_moved) keep(view, plane, look);

  paint_box(frame, area, 0, frame.theme.card_pressed);
  if (shown.map) draw_map(frame, dialogue, *shown.map, plane, look);
  if (!press.activated) return {};
  const core::PlanePoint at = look.on_plane(press.at);
  const bool inside = at.x >= plane.upper_left.x && at.x <= plane.lower_right.x &&
                      at.y >= plane.upper_left.y && at.y <= plane.lower_right.y;
  return inside ? std::optional(plane.place(at)) : std::nullopt;
}

std::optional<ImVec2> place_on_screen(Frame& frame, const core::Dialogue& dialogue, std::size_t question,
                                      const Rect& area, core::LatLon place) {
  const auto plane = plane_of(frame.textures, dialogue, dialogue.questions[question].map);
  if (!plane) return {};
  const ImVec2 at = look_of(frame, *plane, frame.state.maps[question], area).on_screen(plane->of(place));
  return area.contains(at) ? std::optional(at) : std::nullopt;
}

}  // namespace talt::ui
