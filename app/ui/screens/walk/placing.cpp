// SPDX-License-Identifier: EUPL-1.2
// Where it is: a tap on the map, where we stand, a stop, or a named place.
#include <algorithm>

#include "app/ui/screens/walk/choices.h"
#include "app/ui/screens/walk/map.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

std::vector<ChoicePart> parts_of_list(Page& page, const core::walk::Whereabouts& where) {
  const core::walk::Plan& plan = plan_of(page);
  const WalkWords& words = page.words().walk;
  ChoicePart now, stops{{std::string(words.stops.view()), {}}, {}},
      places{{std::string(words.places.view()), {}}, {}};
  if (here(page))
    now.choices.push_back({"here",
                           {std::string(words.here.view()), {}},
                           position_in(page),
                           where.by == core::walk::PlacedBy::Position,
                           core::walk::event::PlaceHere{}});
  for (std::size_t i = 0; i < plan.stops.size(); ++i)
    stops.choices.push_back({"stop:" + plan.stops[i].id,
                             said(page, plan.stops[i].title),
                             {},
                             where.stop == i,
                             core::walk::event::PlaceAtStop{i}});
  for (std::size_t i = 0; i < plan.places.size(); ++i)
    places.choices.push_back({"place:" + plan.places[i].id,
                              said(page, plan.places[i].title),
                              {},
                              where.place == i,
                              core::walk::event::PlaceAt{i}});
  return {std::move(now), std::move(stops), std::move(places)};
}

}  // namespace

Happened walk_placing(Page& page) {
  const core::walk::Walk& walk = walk_of(page);
  const core::walk::Whereabouts where = walk.draft ? walk.draft->where : core::walk::Whereabouts{};
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (main_action(page, actions, "close", page.words().comment_close, Icon::Check))
    happened = core::walk::event::CloseText{};
  const std::string now = place_in(page, where).text;
  TextStyle style = soft(page);
  style.lines_max = 2;
  // Its beginning only, where it is long: all of it is the node's name.
  paint_text(page.frame, now, actions, style, Vertical::Middle);
  Node node;
  node.id = "place";
  node.role = Role::Status;
  node.name = now;
  node.rect = actions;
  add_node(page.frame, std::move(node));
  sheet.cut_top(page.px(2));
  if (page.is_upright()) {
    heading(page, sheet, page.words().walk.where_is_it, mm::cap_title, page.px(20));
    sheet.cut_top(page.px(3));
  }
  Rect map = page.is_upright() ? sheet.cut_top(sheet.height() * 0.55f)
                               : sheet.cut_start(sheet.width() - page.px(84 + mm::gap));
  page.is_upright() ? sheet.cut_top(page.px(mm::gap)) : sheet.cut_start(page.px(mm::gap));
  name_mapmaker(page, map);
  const WalkMapTouched touched = draw_walk_map(page, WalkView::Placing, map, where.at);
  if (touched.tapped) note(happened, core::walk::event::PlaceOnMap{*touched.tapped});
  paragraph_row(page, sheet, page.words().walk.tap_map, soft(page), 2);
  note(happened, draw_choice_parts(page, "placing", parts_of_list(page, where), sheet));
  return happened;
}

}  // namespace talt::ui
