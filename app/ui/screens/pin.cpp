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
#include "app/ui/screens/pin_panel.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

constexpr double zoom_step = 1;

void draw_marker(Page& page, ImVec2 foot, const std::string& number, bool selected) {
  const float size = page.px(selected ? 12 : 9);
  const ImVec2 head{foot.x, foot.y - size};
  ImDrawList* list = page.frame.list;
  const ImU32 edge = selected ? page.theme().ink : page.theme().card;
  list->AddTriangleFilled({head.x - size * 0.42f, head.y + size * 0.3f},
                          {head.x + size * 0.42f, head.y + size * 0.3f}, foot, edge);
  const Rect disc{head.x - size / 2, head.y - size / 2, head.x + size / 2, head.y + size / 2, false};
  paint_box(page.frame, disc.inset(-page.px(0.7f)), (size / page.frame.px_per_mm) / 2 + 0.7f, edge);
  paint_box(page.frame, disc, (size / page.frame.px_per_mm) / 2, page.theme().accent);
  paint_text(page.frame, number, disc.inset(-page.px(1)),
             {.weight = platform::TextWeight::Bold,
              .align = platform::TextAlign::Centre,
              .colour = page.theme().on_accent,
              .background = page.theme().accent},
             Vertical::Middle);
}

void draw_markers(Page& page, const MapPlane& plane, const MapLook& look, const core::PinDraft& draft) {
  page.frame.list->PushClipRect(look.area.min(), look.area.max(), true);
  for (std::size_t i = 0; i < draft.pins.size(); ++i)
    draw_marker(page, look.on_screen(plane.of({draft.pins[i].lat, draft.pins[i].lon})), std::to_string(i + 1),
                draft.selected == i);
  page.frame.list->PopClipRect();
}

void draw_map_buttons(Page& page, const MapPlane& plane, MapLook look, MapView& view) {
  Rect column = look.area.inset(page.px(2));
  column = column.cut_end(page.px(mm::target));
  const Words& words = page.words();
  const struct {
    std::string_view id;
    std::string_view label;
    Icon icon;
  } buttons[] = {{"zoom.in", words.zoom_in, Icon::Plus},
                 {"zoom.out", words.zoom_out, Icon::Minus},
                 {"centre", words.centre, Icon::Centre}};
  for (const auto& one : buttons) {
    if (button(page.frame, {.id = one.id,
                            .label = one.label,
                            .area = column.cut_top(page.px(mm::target)),
                            .icon = one.icon,
                            .icon_only = true})) {
      if (one.icon == Icon::Centre)
        view = {};
      else
        keep(view, plane,
             zoomed(look, plane, one.icon == Icon::Plus ? zoom_step : -zoom_step, look.area.centre()));
      page.frame.wants_another_frame = true;
    }
    column.cut_top(page.px(mm::gap));
  }
}

Happened comment(Page& page, const core::PinDraft& draft, Rect area) {
  const Words& words = page.words();
  Happened happened;
  const Rect keys = cut_keyboard(page, area, 0.75f);
  Rect side = area.cut_end(page.px(40));
  area.cut_end(page.px(mm::gap));
  const auto used = static_cast<std::uint64_t>(core::count_characters(draft.comment.text));
  const std::string placeholder = std::string(words.no_names.view());
  note(happened,
       text_field(page.frame,
                  {.id = "comment", .name = words.comment_add, .placeholder = placeholder, .area = area},
                  draft.comment));
  if (button(page.frame, {.id = "comment.done",
                          .label = words.comment_close,
                          .area = side.cut_top(page.px(mm::target)),
                          .icon = Icon::Check}))
    note(happened, core::event::CloseComment{});
  side.cut_top(page.px(1));
  if (page.is_upright()) {
    const std::string left =
        filled(words.characters_left,
               core::comment_characters_max - std::min<std::uint64_t>(used, core::comment_characters_max));
    label(page.frame, "left", left, side, soft(page), Vertical::Top, Role::Status);
  }
  note(happened, keyboard(page.frame, keys, draft.comment));
  return happened;
}

Happened draw_map(Page& page, const core::Asking& screen, const core::PinDraft& draft, const MapPlane& plane,
                  Rect area) {
  Happened happened;
  const std::string& attribution =
      page.dialogue.maps[page.dialogue.questions[screen.question].map].attribution;
  if (!attribution.empty()) {
    TextStyle style = soft(page);
    style.lines_max = 2;
    style.line_spacing = 1.05f;
    const auto height = static_cast<float>(measure_text(page.frame, attribution, area.width(), style).height);
    label(page.frame, "attribution", attribution, area.cut_bottom(height), style, Vertical::Bottom);
    area.cut_bottom(page.px(1));
  }
  MapView& view = page.frame.state.maps[screen.question];
  if (const auto tapped = map_view(page.frame, page.dialogue, screen.question, plane, area))
    happened = core::event::SetPin{tapped->lat, tapped->lon};
  const MapLook look = look_of(plane, view, area);
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
  if (plane) {
    map = page.is_upright()
              ? area.cut_top(std::max(area.height() * 0.52f, page.px(mm::target * 3 + mm::gap * 2 + 18)))
              : area.cut_start(area.width() - page.px(104));
    page.is_upright() ? area.cut_top(page.px(3)) : area.cut_start(page.px(mm::gap));
  }
  Happened happened;
  if (plane) happened = draw_map(page, screen, draft, *plane, map);
  const PinPanel chosen = pin_panel(page, question, draft, area, plane.has_value());
  note(happened, chosen.happened);
  if (chosen.nudge && plane && draft.selected && *draft.selected < draft.pins.size()) {
    const MapLook look = look_of(*plane, page.frame.state.maps[screen.question], map);
    note(happened, nudged(page, *plane, look, draft.pins[*draft.selected], *chosen.nudge));
  }
  return happened;
}

}  // namespace talt::ui
