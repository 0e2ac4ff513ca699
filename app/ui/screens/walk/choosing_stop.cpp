// SPDX-License-Identifier: EUPL-1.2
// Where the walk is: one of its stops, with how far each is, or between them.
#include "app/core/geo.h"
#include "app/ui/screens/walk/choices.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {

Happened walk_choosing_stop(Page& page) {
  const core::walk::Plan& plan = plan_of(page);
  const core::walk::Walk& walk = walk_of(page);
  const std::optional<core::LatLon> now = here(page);
  std::vector<Choice> choices;
  choices.push_back({"stop:none",
                     {std::string(page.words().walk.between_stops.view()), {}},
                     {},
                     !walk.stop,
                     core::walk::event::AtStop{}});
  for (std::size_t i = 0; i < plan.stops.size(); ++i) {
    const core::walk::Stop& stop = plan.stops[i];
    const std::string away = now ? distance_in(page, core::metres_between(*now, stop.at)) : std::string();
    choices.push_back(
        {"stop:" + stop.id, said(page, stop.title), away, walk.stop == i, core::walk::event::AtStop{i}});
  }
  return draw_choices(page, page.words().walk.where_are_you, choices);
}

}  // namespace talt::ui
