// SPDX-License-Identifier: EUPL-1.2
// A place: tapped on the map, or chosen from a list by those who do not read maps. What it is about and a
// comment stand beside the map.
#include <algorithm>
#include <cmath>

#include "app/core/check.h"
#include "app/core/limits.h"
#include "app/core/utf8.h"
#include "app/ui/keyboard.h"
#include "app/ui/map_view.h"
#include "app/ui/screens/map_attribution.h"
#include "app/ui/screens/pin_panel.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

constexpr float panel_wide_mm = 92;   // lying
constexpr float panel_share = 0.42f;  // upright
constexpr double zoom_step = 1;
constexpr float attribution_share_max = 0.4f;  // of the height that the map and it share

/// A drop with its number, the tip on the place; pale around, so that it shows on any map.
void draw_marker(Page& page, ImVec2 foot, const std::string& number, bool selected) {
  const Theme& theme = page.theme();
  const float size = page.px(selected ? 12 : 9.5f);
  const ImVec2 head{foot.x, foot.y - size};
  const auto drop = [&](float wider_mm, ImU32 colour) {
    const float wider = page.px(wider_mm), radius = size / 2 + wider;
    page.frame.list->AddTriangleFilled({head.x - radius * 0.84f, head.y + size * 0.3f},
                                       {head.x + radius * 0.84f, head.y + size * 0.3f},
                                       {foot.x, foot.y + wider}, colour);
    const Rect disc{head.x - radius, head.y - radius, head.x + radius, head.y + radius};
    paint_box(page.frame, disc, radius / page.frame.px_per_mm, colour);
  };
  drop(selected ? 1.4f : 0.8f, theme.card);
  if (selected) drop(0.7f, theme.ink);
  drop(0, theme.accent);
  const Rect disc{head.x - size, head.y - size / 2, head.x + size, head.y + size / 2};
  paint_text(page.frame, number, disc.inset(0, -page.px(1)),
             {.weight = platform::TextWeight::Bold,
              .align = platform::TextAlign::Centre,
              .colour = theme.on_accent,
              .background = theme.accent},
             Vertical::Middle);
}

void draw_markers(Page& page, const MapPlane& plane, const MapLook& look, const core::PinDraft& draft) {
  page.frame.list->PushClipRect(look.area.min(), look.area.max(), true);
  for (std::size_t i = 0; i < draft.pins.size(); ++i)
    draw_marker(page, look.on_screen(plane.of({draft.pins[i].lat, draft.pins[i].lon})), std::to_string(i + 1),
                draft.selected == i);
  page.frame.list->PopClipRect();
}

void draw_map_buttons(Page& page, const MapPlane& plane, const MapLook& look, MapView& view) {
  const std::vector<Rect> places = button_places(page.frame, look.area);
  const Words& words = page.words();
  const struct {
    std::string_view id;
    std::string_view label;
    Icon icon;
    double by;
  } buttons[] = {{"zoom.in", words.zoom_in, Icon::Plus, zoom_step},
                 {"zoom.out", words.zoom_out, Icon::Minus, -zoom_step},
                 {"centre", words.centre, Icon::Centre, 0}};
  for (std::size_t i = 0; i < std::size(buttons); ++i) {
    const auto& one = buttons[i];
    if (!button(page.frame,
                {.id = one.id, .label = one.label, .area = places[i], .icon = one.icon, .icon_only = true}))
      continue;
    if (one.by == 0)
      view = {};
    else
      keep(view, plane, zoomed(look, plane, one.by, look.free.centre()));
    page.frame.wants_another_frame = true;
  }
}

Happened comment(Page& page, const core::PinDraft& draft, Rect area) {
  const Words& words = page.words();
  Happened happened;
  const Rect keys = cut_keyboard(page, area);
  Rect side = area.cut_end(page.px(page.is_upright() ? 44 : 62));
  area.cut_end(page.px(mm::gap));
  const std::size_t used = core::count_characters(draft.comment.text);
  note(happened,
       text_field(page.frame,
                  {.id = "comment", .name = words.comment_add, .placeholder = words.no_names, .area = area},
                  draft.comment));
  if (button(page.frame, {.id = "comment.done",
                          .label = words.comment_close,
                          .area = side.cut_bottom(page.px(mm::target)),  // away from leaving
                          .icon = Icon::Check}))
    note(happened, core::event::CloseComment{});
  side.cut_bottom(page.px(1));
  const std::string left = filled(
      words.characters_left, core::comment_characters_max - std::min(used, core::comment_characters_max));
  if (static_cast<float>(measure_text(page.frame, left, side.width(), soft(page)).height) <= side.height())
    label(page.frame, "left", left, side, soft(page), Vertical::Top, Role::Status);
  note(happened, keyboard(page.frame, keys, draft.comment, page.dialogue.languages));
  return happened;
}

Happened draw_map(Page& page, const core::Asking& screen, const core::PinDraft& draft, const MapPlane& plane,
                  const Rect& area) {
  Happened happened;
  MapView& view = page.frame.state.maps[screen.question];
  if (const auto tapped = map_view(page.frame, page.dialogue, screen.question, plane, area))
    happened = core::event::SetPin{tapped->lat, tapped->lon};
  const MapLook look = look_of(page.frame, plane, view, area);
  draw_markers(page, plane, look, draft);
  paint_outline(page.frame, area, 0.1f, 0.4f, page.theme().line);
  draw_map_buttons(page, plane, look, view);
  return happened;
}

/// Where the selected pin would go, a few millimetres of the screen further.
Happened nudged(Page& page, const MapPlane& plane, const MapLook& look, const core::Pin& pin, ImVec2 by_mm) {
  ImVec2 at = look.on_screen(plane.of({pin.lat, pin.lon}));
  at.x += page.px(by_mm.x);
  at.y += page.px(by_mm.y);
  const core::LatLon place = plane.place(look.on_plane(at));
  return core::event::MovePin{place.lat, place.lon};
}

}  // namespace

Happened pin(Page& page, const core::Asking& screen, Rect area) {
  const auto& draft = std::get<core::PinDraft>(screen.visit.questions[screen.question].draft);
  if (draft.commenting) return comment(page, draft, area);
  const core::Question& question = page.dialogue.questions[screen.question];
  const std::optional<MapPlane> plane = plane_of(page.frame.textures, page.dialogue, question.map);

  Rect map = area;
  if (plane && page.is_upright()) {
    Rect rest = area.cut_bottom(area.height() * panel_share);
    map = area;
    draw_attribution(page, page.dialogue.maps[question.map], map, map.height() * attribution_share_max);
    area = rest;
    area.cut_top(page.px(3));
  } else if (plane) {
    draw_attribution(page, page.dialogue.maps[question.map], area, area.height() * attribution_share_max);
    map = area.cut_start(area.width() - page.px(panel_wide_mm + mm::gap));
    area.cut_start(page.px(mm::gap));
  }
  Happened happened;
  if (plane) happened = draw_map(page, screen, draft, *plane, map);
  const PinPanel chosen = pin_panel(page, question, draft, area, plane.has_value());
  note(happened, chosen.happened);
  if (chosen.nudge && plane && draft.selected && *draft.selected < draft.pins.size()) {
    const MapLook look = look_of(page.frame, *plane, page.frame.state.maps[screen.question], map);
    note(happened, nudged(page, *plane, look, draft.pins[*draft.selected], *chosen.nudge));
  }
  return happened;
}

}  // namespace talt::ui
