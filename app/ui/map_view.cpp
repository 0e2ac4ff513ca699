// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/map_view.h"

#include <algorithm>
#include <cmath>

#include "app/ui/paint.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"

namespace talt::ui {
namespace {

constexpr int picture_side_max = 2048;   // DESIGN section 8: textures stay within it
constexpr double beyond_tiles = 1.5;     // zoom steps beyond the sharpest tiles
constexpr double picture_zoom_most = 2;  // four screen pixels a picture pixel
constexpr double tiles_a_side_max = 24;  // of one frame: a map drawn from far away would need too many

double least_zoom(const MapPlane& plane, const Rect& area) {
  const double width = std::max(1e-9, plane.lower_right.x - plane.upper_left.x);
  const double height = std::max(1e-9, plane.lower_right.y - plane.upper_left.y);
  return std::log2(
      std::min(static_cast<double>(area.width()) / width, static_cast<double>(area.height()) / height));
}

double bounded(double value, double low, double high) {
  return low > high ? (low + high) / 2 : std::clamp(value, low, high);
}

MapLook within(MapLook look, const MapPlane& plane) {
  const double least = least_zoom(plane, look.area);
  look.zoom = std::clamp(look.zoom, least, std::max(least, plane.zoom_most));
  const double half_x = look.area.width() / 2 / std::exp2(look.zoom);
  const double half_y = look.area.height() / 2 / std::exp2(look.zoom);
  look.middle.x = bounded(look.middle.x, plane.upper_left.x + half_x, plane.lower_right.x - half_x);
  look.middle.y = bounded(look.middle.y, plane.upper_left.y + half_y, plane.lower_right.y - half_y);
  return look;
}

void draw_tiles(Frame& frame, const core::Dialogue& dialogue, std::size_t map, const MapPlane& plane,
                const MapLook& look) {
  const MapInfo* info = frame.textures.map(map);
  if (!info || map >= dialogue.maps.size()) return;
  const int level = std::clamp(static_cast<int>(std::lround(look.zoom)), info->zoom_min, info->zoom_max);
  const double side = plane.tile_px / std::exp2(level);  // of a tile, on the plane
  const core::PlanePoint from = look.on_plane(look.area.min());
  const core::PlanePoint to = look.on_plane(look.area.max());
  const double x0 = std::floor(std::max(from.x, plane.upper_left.x) / side);
  const double y0 = std::floor(std::max(from.y, plane.upper_left.y) / side);
  const double x1 = std::min({std::ceil(std::min(to.x, plane.lower_right.x) / side), x0 + tiles_a_side_max});
  const double y1 = std::min({std::ceil(std::min(to.y, plane.lower_right.y) / side), y0 + tiles_a_side_max});
  for (double y = y0; y < y1; ++y)
    for (double x = x0; x < x1; ++x) {
      const Texture tile = frame.textures.tile(map, level, static_cast<int>(x), static_cast<int>(y));
      if (tile.is_none()) continue;
      const ImVec2 corner = look.on_screen({x * side, y * side});
      const ImVec2 opposite = look.on_screen({(x + 1) * side, (y + 1) * side});
      // Whole pixels, so that neighbours meet without a seam.
      frame.list->AddImage(tile.id, {std::floor(corner.x), std::floor(corner.y)},
                           {std::floor(opposite.x), std::floor(opposite.y)}, tile.uv_min, tile.uv_max);
    }
}

void draw_picture(Frame& frame, const core::Map& map, const MapPlane& plane, const MapLook& look) {
  const Texture picture = frame.textures.picture(map.file, picture_side_max);
  if (picture.is_none()) return;
  frame.list->AddImage(picture.id, look.on_screen(plane.upper_left), look.on_screen(plane.lower_right),
                       picture.uv_min, picture.uv_max);
}

MapLook moved_by_hand(Frame& frame, MapLook look, const MapPlane& plane, bool& moved) {
  const Drag drag = frame.input.drag("map", look.area);
  if (drag.active && (drag.x != 0 || drag.y != 0)) {
    look.middle.x -= drag.x / std::exp2(look.zoom);
    look.middle.y -= drag.y / std::exp2(look.zoom);
    moved = true;
  }
  const Pinch pinch = frame.input.pinch(look.area);
  if (pinch.active && pinch.zoom > 0) {
    look = zoomed(look, plane, std::log2(static_cast<double>(pinch.zoom)), pinch.centre);
    moved = true;
  }
  if (const float lines = frame.input.wheel(look.area); lines != 0) {
    look = zoomed(look, plane, static_cast<double>(lines) * 0.25, look.area.centre());
    moved = true;
  }
  return within(look, plane);
}

}  // namespace

core::PlanePoint MapPlane::of(core::LatLon place) const {
  const core::PlanePoint at = core::to_mercator(place);
  if (!picture) return {at.x * tile_px, at.y * tile_px};
  return picture->inverse().value_or(core::Affine{})(at);
}

core::LatLon MapPlane::place(core::PlanePoint point) const {
  if (picture) return core::from_mercator((*picture)(point));
  return core::from_mercator({point.x / tile_px, point.y / tile_px});
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
    plane.zoom_most = picture_zoom_most;
    return plane;
  }
  plane.tile_px = info->tile_px;
  plane.upper_left = plane.of({info->north, info->west});
  plane.lower_right = plane.of({info->south, info->east});
  plane.zoom_most = info->zoom_max + beyond_tiles;
  return plane;
}

ImVec2 MapLook::on_screen(core::PlanePoint point) const {
  const double scale = std::exp2(zoom);
  return {area.centre().x + static_cast<float>((point.x - middle.x) * scale),
          area.centre().y + static_cast<float>((point.y - middle.y) * scale)};
}

core::PlanePoint MapLook::on_plane(ImVec2 at) const {
  const double scale = std::exp2(zoom);
  return {middle.x + static_cast<double>(at.x - area.centre().x) / scale,
          middle.y + static_cast<double>(at.y - area.centre().y) / scale};
}

MapLook look_of(const MapPlane& plane, const MapView& view, const Rect& area) {
  MapLook look{area, {}, view.zoom};
  if (view.set) {
    look.middle = plane.of({view.lat, view.lon});
  } else {
    look.middle = {(plane.upper_left.x + plane.lower_right.x) / 2,
                   (plane.upper_left.y + plane.lower_right.y) / 2};
    look.zoom = least_zoom(plane, area);
  }
  return within(look, plane);
}

void keep(MapView& view, const MapPlane& plane, MapLook look) {
  look = within(look, plane);
  const core::LatLon middle = plane.place(look.middle);
  view = {true, middle.lat, middle.lon, look.zoom};
}

MapLook zoomed(MapLook look, const MapPlane& plane, double by, ImVec2 about) {
  const core::PlanePoint fixed = look.on_plane(about);
  const double least = least_zoom(plane, look.area);
  look.zoom = std::clamp(look.zoom + by, least, std::max(least, plane.zoom_most));
  const core::PlanePoint now = look.on_plane(about);
  look.middle.x += fixed.x - now.x;
  look.middle.y += fixed.y - now.y;
  return within(look, plane);
}

std::optional<core::LatLon> map_view(Frame& frame, const core::Dialogue& dialogue, std::size_t question,
                                     const MapPlane& plane, const Rect& area) {
  const std::size_t map = dialogue.questions[question].map;
  MapView& view = frame.state.maps[question];
  const Press press =
      pressable(frame, {.id = "map", .name = frame.words.map, .area = area, .role = Role::Map});
  bool moved = false;
  const MapLook look = moved_by_hand(frame, look_of(plane, view, area), plane, moved);
  if (moved) keep(view, plane, look);

  paint_box(frame, area, 0, frame.theme.card_pressed);
  frame.list->PushClipRect(area.min(), area.max(), true);
  if (plane.picture)
    draw_picture(frame, dialogue.maps[map], plane, look);
  else
    draw_tiles(frame, dialogue, map, plane, look);
  frame.list->PopClipRect();
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
  const ImVec2 at = look_of(*plane, frame.state.maps[question], area).on_screen(plane->of(place));
  return area.contains(at) ? std::optional(at) : std::nullopt;
}

}  // namespace talt::ui
