// SPDX-License-Identifier: EUPL-1.2
// What stands over every tab: the code, the time, how much is noted; the stop and how sure the position is.
#include <algorithm>

#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

constexpr float high_mm = 20;  // two lines
constexpr float facts_wide_mm = 66;

/// An icon and what it counts, one after the other from the start of `line`.
void draw_count(Page& page, Rect& line, Icon icon, const std::string& text) {
  const float side = page.px(6);
  if (icon != Icon::None) {
    paint_icon(page.frame, icon, line.cut_start(side).centred(side, side), page.theme().ink_soft);
    line.cut_start(page.px(1.5f));
  }
  const TextStyle style = soft(page);
  const auto wide = static_cast<float>(measure_text(page.frame, text, 0, style).width) + 1;
  if (wide > line.width()) return;
  paint_text(page.frame, text, line.cut_start(wide), style, Vertical::Middle);
  line.cut_start(page.px(4));
}

void add_status(Page& page, std::string_view id, std::string name, const Rect& area) {
  Node node;
  node.id = id;
  node.role = Role::Status;
  node.name = std::move(name);
  node.rect = area;
  add_node(page.frame, std::move(node));
}

/// Not to be pressed: the host's corner lies over it.
void draw_facts_of_walk(Page& page, Rect area) {
  const core::walk::Walk& walk = walk_of(page);
  const WalkWords& words = page.words().walk;
  Rect first = area.cut_top(area.height() / 2);
  const std::string time = clock_in(page, page.facts.now_s);
  const TextStyle bold{.weight = platform::TextWeight::Bold};
  const Rect all = first;
  const std::string code = filled(words.code_is, std::vector{code_in(walk.code)});
  paint_text(page.frame, code, first, bold, Vertical::Middle);
  add_status(page, "walk.code", code, all);
  const Rect second = area;
  const std::size_t count = walk.notes.size();
  draw_count(page, area, Icon::None, time);
  draw_count(page, area, Icon::Note, std::to_string(count));
  std::string spoken = time + (time.empty() ? "" : ", ") + filled(words.notes_count, count);
  if (page.facts.battery_percent) {
    const std::string percent = std::to_string(*page.facts.battery_percent) + "\u00A0%";
    draw_count(page, area, Icon::None, percent);
    spoken += ", " + std::string(page.words().battery.view()) + " " + percent;
  }
  add_status(page, "walk.status", spoken, second);
}

Happened draw_place(Page& page, const Rect& area) {
  const core::walk::Plan& plan = plan_of(page);
  const core::walk::Walk& walk = walk_of(page);
  const WalkWords& words = page.words().walk;
  const std::string position = position_in(page);
  if (plan.stops.empty()) {
    label(page.frame, "position", position, area, {}, Vertical::Middle, Role::Status);
    return {};
  }
  const bool at_stop = walk.stop && *walk.stop < plan.stops.size();
  const Said stop =
      at_stop ? said(page, plan.stops[*walk.stop].title) : Said{std::string(words.between_stops.view()), {}};
  if (row(page, {.id = "stop",
                 .icon = Icon::Pin,
                 .title = position,
                 .value = stop,
                 .area = area,
                 .end = Icon::Down}))
    return core::walk::event::ChooseStop{};
  return {};
}

}  // namespace

Happened walk_header(Page& page, Rect& sheet) {
  const WalkWords& words = page.words().walk;
  const float gap = page.px(mm::gap), high = page.px(high_mm);
  Happened happened;
  Rect top = sheet.cut_top(high);
  sheet.cut_top(gap);
  const auto away = [&](std::string_view id, std::string_view name, Icon icon, core::Event event) {
    const Rect area = top.cut_end(page.px(mm::target));
    top.cut_end(gap);
    if (button(page.frame, {.id = id,
                            .label = name,
                            .area = area.centred(area.width(), page.px(mm::target)),
                            .icon = icon,
                            .icon_only = true}))
      note(happened, std::move(event));
  };
  away("end", words.end, Icon::Flag, core::walk::event::End{});
  away("pause", page.words().pause, Icon::Pause, core::walk::event::Pause{});
  if (page.is_upright()) {
    draw_facts_of_walk(page, top);
    Rect place = sheet.cut_top(page.px(high_mm + 2));
    sheet.cut_top(gap);
    note(happened, draw_place(page, place));
  } else {
    draw_facts_of_walk(page, top.cut_start(page.px(facts_wide_mm)));
    top.cut_start(gap);
    note(happened, draw_place(page, top));
  }
  return happened;
}

}  // namespace talt::ui
