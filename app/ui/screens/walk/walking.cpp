// SPDX-License-Identifier: EUPL-1.2
// Under way: the header, one tab, and the tabs at the bottom edge where the thumb is.
#include <algorithm>

#include "app/core/check.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

using core::walk::Tab;

struct TabShown {
  Tab tab;
  std::string_view id;
  std::string_view name;
  Icon icon;
};

/// Those that this walk has anything for.
std::vector<TabShown> tabs_of(const Page& page) {
  const core::walk::Plan& plan = plan_of(page);
  const WalkWords& words = page.words().walk;
  std::vector<TabShown> tabs{{Tab::Note, "tab:note", words.tab_note, Icon::Note},
                             {Tab::List, "tab:list", words.tab_list, Icon::Rows},
                             {Tab::Map, "tab:map", words.tab_map, Icon::Pin}};
  const bool asks = std::any_of(plan.stops.begin(), plan.stops.end(),
                                [](const core::walk::Stop& stop) { return !stop.ask.empty(); });
  if (asks || !plan.questions.empty())
    tabs.push_back({Tab::Questions, "tab:questions", words.tab_questions, Icon::Question});
  if (!plan.earlier.empty()) tabs.push_back({Tab::Earlier, "tab:earlier", words.tab_earlier, Icon::Earlier});
  return tabs;
}

/// An icon over its word, or alone where not every word has room.
bool draw_tab(Page& page, const TabShown& tab, const Rect& area, bool selected, bool with_words) {
  const Theme& theme = page.theme();
  const Press press = pressable(
      page.frame, {.id = tab.id, .name = tab.name, .area = area, .role = Role::Option, .selected = selected});
  const std::size_t mine = page.frame.semantics.nodes().size() - 1;
  const ImU32 ground = press.held ? theme.card_pressed : selected ? theme.accent : theme.card;
  const ImU32 ink = selected && !press.held ? theme.on_accent : theme.ink;
  paint_card(page.frame, area, press.held ? 0.f : 1.f, ground);
  Rect inside = area.inset(page.px(1), page.px(1.5f));
  const TextStyle style{.weight = platform::TextWeight::Medium,
                        .align = platform::TextAlign::Centre,
                        .colour = ink,
                        .background = ground};
  if (with_words) paint_text(page.frame, tab.name, inside.cut_bottom(page.px(9.2f)), style, Vertical::Middle);
  const float side = std::min(page.px(with_words ? 8.f : 10.f), inside.height());
  paint_icon(page.frame, tab.icon, inside.centred(side, side), ink);
  Node& node = page.frame.semantics.at(mine);
  node.cap_height_mm = with_words ? style.cap_mm : 0;
  node.foreground = ink;
  node.background = ground;
  return press.activated;
}

Happened draw_tabs(Page& page, Rect& sheet, Tab shown) {
  const std::vector<TabShown> tabs = tabs_of(page);
  const float gap = page.px(mm::gap);
  const float wide = (sheet.width() + gap) / static_cast<float>(tabs.size()) - gap;
  const TextStyle style{.weight = platform::TextWeight::Medium};
  const bool with_words = std::all_of(tabs.begin(), tabs.end(), [&](const TabShown& tab) {
    return static_cast<float>(measure_text(page.frame, tab.name, 0, style).width) <= wide - page.px(2);
  });
  const Rect area = sheet.cut_bottom(page.px(with_words ? 21 : mm::target));
  sheet.cut_bottom(gap);
  const std::vector<Rect> cells = area.columns(tabs.size(), gap);
  Happened happened;
  for (std::size_t i = 0; i < tabs.size(); ++i)
    if (draw_tab(page, tabs[i], cells[i], tabs[i].tab == shown, with_words))
      note(happened, core::walk::event::ShowTab{tabs[i].tab});
  return happened;
}

Happened draw_tab_content(Page& page, Tab tab, const Rect& area) {
  switch (tab) {
    case Tab::Note:
      return walk_tab_note(page, area);
    case Tab::List:
      return walk_tab_list(page, area);
    case Tab::Map:
      return walk_tab_map(page, area);
    case Tab::Questions:
      return walk_tab_questions(page, area);
    case Tab::Earlier:
      return walk_tab_earlier(page, area);
  }
  core::check(false, "a tab that is none");
  return {};
}

Happened confirm_end(Page& page) {
  const WalkWords& words = page.words().walk;
  return confirm(page, {.title = words.end_title,
                        .hint = words.end_hint,
                        .yes_id = "end.yes",
                        .yes = words.end_yes,
                        .no = page.words().back,
                        .if_yes = core::walk::event::EndYes{},
                        .enabled = !walk_of(page).is_ending});
}

}  // namespace

Happened walk_walking(Page& page, const core::walk::Walking& screen) {
  if (screen.choosing_stop) return walk_choosing_stop(page);
  if (screen.reading) return walk_reading_earlier(page, *screen.reading);
  Rect sheet = sheet_of(page);
  Happened happened = walk_header(page, sheet);
  note(happened, draw_tabs(page, sheet, screen.tab));
  note(happened, draw_tab_content(page, screen.tab, sheet));
  if (screen.confirming_end) return confirm_end(page);
  return happened;
}

}  // namespace talt::ui
