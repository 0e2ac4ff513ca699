// SPDX-License-Identifier: EUPL-1.2
// The host's day at a glance: answers, what is not sent and why, battery; and what a host can do.
#include <algorithm>

#include "app/ui/screens/host_facts.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

struct Action {
  std::string_view id;
  std::string_view label;
  core::Event event;
  Icon icon = Icon::None;
  bool enabled = true;
};

std::vector<Action> actions_of(const Page& page) {
  const Words& words = page.words();
  using namespace core::event;
  std::vector<Action> actions;
  actions.push_back({"host.sync", words.sync, HostSync{}, Icon::Sync, !page.facts.syncing});
  if (page.state.was_paused)
    actions.push_back({"resume", words.resume, Resume{}, Icon::Play});
  else
    actions.push_back({"host.pause", words.pause, HostPause{}, Icon::Pause});
  actions.push_back({"host.note", words.note, OpenNote{}, Icon::Note});
  actions.push_back({"host.void", words.void_last, OpenVoid{}, Icon::None, page.facts.can_void});
  actions.push_back({"host.assist", words.assist, StartAssisted{0}, Icon::Person});
  actions.push_back({"host.poster", words.poster, OpenPoster{}, Icon::None});
  actions.push_back({"host.end", words.end_day, OpenEnd{}, Icon::None});
  actions.push_back({"host.back", words.close, HostBack{}, Icon::Close});
  return actions;
}

Happened draw_actions(Page& page, Rect area) {
  const std::vector<Action> actions = actions_of(page);
  const std::size_t across = page.is_upright() ? 2 : 3;
  const std::vector<Rect> cells = area.grid(actions.size(), across, page.px(mm::gap));
  Happened happened;
  for (std::size_t i = 0; i < actions.size(); ++i)
    if (button(page.frame, {.id = actions[i].id,
                            .label = actions[i].label,
                            .area = cells[i],
                            .style = i == 0 ? ButtonStyle::Primary : ButtonStyle::Secondary,
                            .icon = page.is_upright() ? Icon::None : actions[i].icon,
                            .enabled = actions[i].enabled,
                            .cap_mm = mm::cap_body}))
      note(happened, actions[i].event);
  return happened;
}

void draw_day(Page& page, Rect area) {
  const std::vector<Fact> facts = day_facts(page);
  const std::size_t across = page.is_upright() ? 2 : 4;
  const std::vector<Rect> cells = area.grid(facts.size(), across, page.px(mm::gap));
  for (std::size_t i = 0; i < facts.size(); ++i) draw_fact(page, cells[i], facts[i]);
}

void draw_state(Page& page, Rect area) {
  const std::vector<std::string> lines = sync_lines(page);
  const TextStyle style{.line_spacing = 1.15f};
  const float width = area.width() - page.px(mm::target + mm::gap);
  float height = 0;
  for (const std::string& line : lines)
    height += static_cast<float>(measure_text(page.frame, line, width, style).height) + page.px(1);
  ScrollArea scroll(page.frame, "state", area, height);
  Rect column = scroll.content;
  for (const std::string& line : lines) paragraph_row(page, column, line, style, 1, Role::Status);
}

}  // namespace

Happened host_panel(Page& page) {
  Rect sheet = sheet_of(page);
  const float target = page.px(mm::target);
  const float gap = page.px(mm::gap);
  const float rows = page.is_upright() ? 4 : 3;
  const Rect actions = sheet.cut_bottom(rows * target + (rows - 1) * gap);
  sheet.cut_bottom(gap);
  draw_day(page, sheet.cut_top(page.px(page.is_upright() ? 44 : 20)));
  sheet.cut_top(gap);
  Rect chart =
      page.is_upright() ? sheet.cut_top(sheet.height() * 0.4f) : sheet.cut_start(sheet.width() * 0.48f);
  page.is_upright() ? sheet.cut_top(gap) : sheet.cut_start(page.px(mm::margin));
  draw_hours(page, chart);
  draw_state(page, sheet);
  return draw_actions(page, actions);
}

}  // namespace talt::ui
