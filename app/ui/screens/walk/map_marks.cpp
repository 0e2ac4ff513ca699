// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/walk/map_marks.h"

#include <algorithm>
#include <cmath>

#include "app/core/geo.h"
#include "app/ui/screens/walk/parts.h"

namespace talt::ui {
namespace {

constexpr float mark_mm = 9;
constexpr float stop_mm = 9;

void draw_line(Page& page, const std::vector<ImVec2>& points, ImU32 colour, float wide_mm) {
  if (points.size() < 2) return;
  // A dark edge, so that it shows on any ground.
  for (const auto& [ink, wide] : {std::pair{page.theme().ground, wide_mm + 0.8f}, std::pair{colour, wide_mm}})
    page.frame.list->AddPolyline(points.data(), static_cast<int>(points.size()), ink, 0, page.px(wide));
}

Rect around(ImVec2 at, float side, bool right_to_left) {
  return {at.x - side / 2, at.y - side / 2, at.x + side / 2, at.y + side / 2, right_to_left};
}

void add_picture_node(Page& page, std::string id, std::string name, std::string value, const Rect& area) {
  Node node;
  node.id = std::move(id);
  node.role = Role::Picture;
  node.name = std::move(name);
  node.value = std::move(value);
  node.rect = area;
  add_node(page.frame, std::move(node));
}

void disc(Page& page, ImVec2 at, float diameter, ImU32 colour) {
  const float radius = std::round(diameter / 2);
  paint_shape(page.frame, {.kind = Shape::Kind::Disc, .radius = radius},
              {at.x - radius, at.y - radius, at.x + radius, at.y + radius}, colour);
}

}  // namespace

void draw_route(Page& page, const MapPlane& plane, const MapLook& look) {
  const core::walk::Plan& plan = plan_of(page);
  std::vector<ImVec2> points;
  for (const core::LatLon& point : plan.route) points.push_back(look.on_screen(plane.of(point)));
  if (points.empty())
    for (const core::walk::Stop& stop : plan.stops) points.push_back(look.on_screen(plane.of(stop.at)));
  draw_line(page, points, faded(page.theme().ink_soft, 0.8f), 1);
}

void draw_trail(Page& page, const MapPlane& plane, const MapLook& look) {
  const core::walk::Walk& walk = walk_of(page);
  std::vector<ImVec2> points;
  for (std::size_t i = 0; i < walk.trail.size(); ++i) {
    const bool is_break =
        std::find(walk.trail_breaks.begin(), walk.trail_breaks.end(), i) != walk.trail_breaks.end();
    if (is_break) {
      draw_line(page, points, page.theme().accent, 1.2f);
      points.clear();
    }
    const ImVec2 at = look.on_screen(plane.of(walk.trail[i]));
    // Closer than this it adds nothing that can be seen.
    const bool is_far = points.empty() || std::hypot(at.x - points.back().x, at.y - points.back().y) > 2;
    if (is_far) points.push_back(at);
  }
  draw_line(page, points, page.theme().accent, 1.2f);
}

void draw_stops(Page& page, const MapPlane& plane, const MapLook& look) {
  const core::walk::Plan& plan = plan_of(page);
  for (std::size_t i = 0; i < plan.stops.size(); ++i) {
    const ImVec2 at = look.on_screen(plane.of(plan.stops[i].at));
    const Rect area = around(at, page.px(stop_mm), false);
    if (area.shared_with(look.area).is_empty()) continue;
    const bool is_here = walk_of(page).stop == i;
    disc(page, at, page.px(stop_mm + 1.4f), page.theme().ground);
    disc(page, at, page.px(stop_mm), is_here ? page.theme().accent : page.theme().ink_soft);
    paint_text(page.frame, std::to_string(i + 1), area.inset(-page.px(2), -page.px(1)),
               {.weight = platform::TextWeight::Bold,
                .align = platform::TextAlign::Centre,
                .colour = page.theme().ground},
               Vertical::Middle);
    if (look.area.contains(at))
      add_picture_node(page, "", std::string(page.words().walk.stop.view()) + " " + std::to_string(i + 1),
                       said(page, plan.stops[i].title).text, area.shared_with(look.area));
  }
}

void draw_here(Page& page, const MapPlane& plane, const MapLook& look) {
  const std::optional<core::LatLon> now = here(page);
  if (!now) return;
  const ImVec2 at = look.on_screen(plane.of(*now));
  const float metres = walk_of(page).position.accuracy_m.value_or(0);
  constexpr double step = 0.001;  // degrees: far enough to measure by, near enough to be straight
  const ImVec2 north = look.on_screen(plane.of({now->lat + step, now->lon}));
  const auto degree_m = static_cast<float>(core::metres_between(*now, {now->lat + step, now->lon}));
  const float radius = std::hypot(north.x - at.x, north.y - at.y) / std::max(1.f, degree_m) * metres;
  const ImU32 colour = page.theme().question;
  if (radius > page.px(3) && radius < 4000) {
    page.frame.list->AddCircleFilled(at, radius, faded(colour, 0.16f), 64);
    page.frame.list->AddCircle(at, radius, faded(colour, 0.8f), 64, std::max(1.f, page.px(0.3f)));
  }
  disc(page, at, page.px(6.6f), page.theme().ground);
  disc(page, at, page.px(5.2f), page.theme().ink);
  disc(page, at, page.px(3.6f), colour);
  if (look.area.contains(at))
    add_picture_node(page, "map.here", std::string(page.words().walk.you_are_here.view()), position_in(page),
                     around(at, page.px(6), false).shared_with(look.area));
}

void draw_marked(Page& page, ImVec2 at) {
  const Theme& theme = page.theme();
  const float size = page.px(12);
  const ImVec2 head{at.x, at.y - size};
  for (const auto& [wider_mm, colour] : {std::pair{1.f, theme.ground}, std::pair{0.f, theme.accent}}) {
    const float wider = page.px(wider_mm), radius = size / 2 + wider;
    page.frame.list->AddTriangleFilled({head.x - radius * 0.84f, head.y + size * 0.3f},
                                       {head.x + radius * 0.84f, head.y + size * 0.3f}, {at.x, at.y + wider},
                                       colour);
    disc(page, head, 2 * radius, colour);
  }
  disc(page, head, size * 0.4f, theme.on_accent);
}

void draw_scale(Page& page, const MapPlane& plane, const MapLook& look) {
  const ImVec2 left{look.area.left + page.px(4), look.area.bottom - page.px(5)};
  const float most = std::min(page.px(45), look.area.width() * 0.4f);
  const double metres = core::metres_between(plane.place(look.on_plane(left)),
                                             plane.place(look.on_plane({left.x + most, left.y})));
  if (!(metres > 0.5)) return;
  // The longest round stretch that has room: 1, 2 or 5 and noughts.
  double round = std::pow(10, std::floor(std::log10(metres)));
  for (const double times : {5., 2.})
    if (round * times <= metres) {
      round *= times;
      break;
    }
  const float wide = most * static_cast<float>(round / metres);
  const std::string words =
      filled(page.words().walk.metres, static_cast<std::uint64_t>(std::lround(std::max(1., round))));
  const float thick = page.px(0.6f), tick = page.px(2);
  const ImU32 ink = page.theme().ink;
  page.frame.list->AddRectFilled({left.x, left.y - thick}, {left.x + wide, left.y}, ink);
  for (const float x : {left.x, left.x + wide - thick})
    page.frame.list->AddRectFilled({x, left.y - tick}, {x + thick, left.y}, ink);
  const Rect place{left.x, left.y - page.px(11), left.x + page.px(60), left.y - tick, false};
  paint_text(page.frame, words, place, {}, Vertical::Bottom);
  add_picture_node(page, "scale", words, "", {left.x, left.y - page.px(10), left.x + wide, left.y, false});
}

NoteTouched draw_notes(Page& page, const MapPlane& plane, const MapLook& look, bool to_open) {
  const auto& notes = walk_of(page).notes;
  const float side = page.px(mm::target), apart = page.px(mm::target + mm::gap + 0.5f);
  Rect room = look.free.inset(side / 2 + page.px(mm::gap));
  std::vector<ImVec2> taken;  // middles of what is tapped
  NoteTouched touched;
  for (std::size_t i = notes.size(); i-- > 0;) {
    if (!notes[i].where.at) continue;
    const ImVec2 at = look.on_screen(plane.of(*notes[i].where.at));
    if (!look.area.contains(at)) continue;
    const auto is_near = [&](ImVec2 other) {
      return std::abs(at.x - other.x) < apart && std::abs(at.y - other.y) < apart;
    };
    const std::string id = "observation:" + std::to_string(i + 1);
    const std::string name = std::to_string(i + 1) + ". " + subject_in(page, notes[i]).text;
    const std::string value(notes[i].verdict ? verdict_in(page.words(), *notes[i].verdict)
                                             : page.words().walk.tab_note.view());
    disc(page, at, page.px(mark_mm + 2), page.theme().ground);
    const Rect mark = around(at, page.px(mark_mm), false);
    if (notes[i].verdict)
      paint_verdict(page.frame, *notes[i].verdict, mark);
    else
      paint_icon(page.frame, Icon::Note, mark.inset(page.px(1)), page.theme().ink);
    const bool is_free = std::none_of(taken.begin(), taken.end(), is_near);
    if (!to_open || !is_free || !room.contains(at)) {
      add_picture_node(page, id, name, value, mark.shared_with(look.area));
      continue;
    }
    taken.push_back(at);
    const bool has_others =
        std::any_of(notes.begin(), notes.begin() + static_cast<std::ptrdiff_t>(i),
                    [&](const core::walk::Observation& other) {
                      return other.where.at && is_near(look.on_screen(plane.of(*other.where.at)));
                    });
    const Rect reach = around(at, side, false);
    if (!pressable(page.frame, {.id = id, .name = name, .value = value, .area = reach}).activated) continue;
    if (has_others && look.zoom < plane.zoom_most - 0.1)
      touched.closer = at;
    else
      touched.opened = i;
  }
  return touched;
}

}  // namespace talt::ui
