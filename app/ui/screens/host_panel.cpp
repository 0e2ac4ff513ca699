// SPDX-License-Identifier: EUPL-1.2
// The host's day at a glance: answers, what is not sent and why, battery; and what a host can do.
#include <algorithm>

#include "app/ui/screens/host_facts.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

constexpr std::size_t actions_across = 2;
constexpr std::size_t facts_across = 2;

struct Action {
  std::string_view id;
  std::string_view label;
  core::Event event;
  bool enabled = true;
};

std::vector<Action> actions_of(const Page& page) {
  const Words& words = page.words();
  using namespace core::event;
  std::vector<Action> actions;
  actions.push_back({"host.sync", words.sync, HostSync{}, !page.facts.syncing});
  if (page.state.was_paused)
    actions.push_back({"resume", words.resume, Resume{}});
  else
    actions.push_back({"host.pause", words.pause, HostPause{}});
  actions.push_back({"host.note", words.note, OpenNote{}});
  if (!page.state.walk) {  // of visits, which a walk has none of
    actions.push_back({"host.void", words.void_last, OpenVoid{}, page.facts.can_void});
    actions.push_back({"host.assist", words.assist, StartAssisted{page.language}});
    actions.push_back({"host.poster", words.poster, OpenPoster{}});
  }
  actions.push_back({"host.end", words.end_day, OpenEnd{}});
  actions.push_back({"host.back", words.close, HostBack{}});
  return actions;
}

Happened draw_actions(Page& page, const Rect& area) {
  const std::vector<Action> actions = actions_of(page);
  const std::vector<Rect> cells = area.grid(actions.size(), actions_across, page.px(mm::gap));
  Happened happened;
  for (std::size_t i = 0; i < actions.size(); ++i)
    if (button(page.frame, {.id = actions[i].id,
                            .label = actions[i].label,
                            .area = cells[i],
                            .style = i == 0 ? ButtonStyle::Primary : ButtonStyle::Secondary,
                            .enabled = actions[i].enabled,
                            .cap_mm = mm::cap_body}))
      note(happened, actions[i].event);
  return happened;
}

/// A sheet that is white while all is well and of the colour of hints where something is to be done.
void draw_state(Page& page, const Rect& area) {
  const bool is_well =
      page.facts.warning.empty() && (page.facts.trouble == core::SyncTrouble::None || page.facts.unsent == 0);
  const ImU32 ground = is_well ? page.theme().card : page.theme().warning_soft;
  paint_card(page.frame, area, 1, ground);
  const Rect inside = area.inset(page.px(3), page.px(2));
  const std::vector<std::string> lines = sync_lines(page);
  const auto style_of = [&](std::size_t line) {
    return TextStyle{.weight = line == 0 ? platform::TextWeight::Bold : platform::TextWeight::Regular,
                     .background = ground};
  };
  const auto height_in = [&](float width) {
    float height = 0;
    for (std::size_t i = 0; i < lines.size(); ++i)
      height +=
          static_cast<float>(measure_text(page.frame, lines[i], width, style_of(i)).height) + page.px(1);
    return height;
  };
  float height = height_in(inside.width());
  if (height > inside.height()) height = height_in(inside.width() - page.px(mm::target + mm::gap));
  ScrollArea scroll(page.frame, "state", inside, height);
  Rect column = scroll.content;
  for (std::size_t i = 0; i < lines.size(); ++i)
    paragraph_row(page, column, lines[i], style_of(i), 1, Role::Status);
}

Happened draw_upright(Page& page, Rect sheet) {
  const float gap = page.px(mm::gap);
  const Rect actions = sheet.cut_bottom(page.px(4 * mm::target + 3 * mm::gap));
  sheet.cut_bottom(gap);
  draw_facts(page, sheet.cut_top(page.px(44)), facts_across);
  sheet.cut_top(gap);
  draw_hours(page, sheet.cut_top(page.px(24)));
  sheet.cut_top(gap);
  draw_state(page, sheet);
  return draw_actions(page, actions);
}

Happened draw_lying(Page& page, Rect sheet) {
  const float gap = page.px(mm::gap);
  Rect column = sheet.cut_start(sheet.width() * 0.47f);
  sheet.cut_start(page.px(6));
  draw_facts(page, column.cut_top(page.px(48)), facts_across);
  column.cut_top(gap);
  draw_state(page, column);
  const Rect actions = sheet.cut_bottom(page.px(4 * mm::target + 3 * mm::gap));
  sheet.cut_bottom(gap);
  draw_hours(page, sheet);
  return draw_actions(page, actions);
}

}  // namespace

Happened host_panel(Page& page) {
  if (page.facts.syncing) page.frame.wants_another_frame = page.frame.motion;  // how far it has come
  const Rect sheet = sheet_of(page);
  return page.is_upright() ? draw_upright(page, sheet) : draw_lying(page, sheet);
}

}  // namespace talt::ui
