// SPDX-License-Identifier: EUPL-1.2
// One calm card before the questions: how much a person's word weighs, what it can change, what it cannot,
// who decides, and where and when one hears how it went.
#include <algorithm>
#include <vector>

#include "app/ui/screens/flow.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

constexpr float part_gap_mm = 4;

void add_part(Flow& flow, const Page& page, const Spoken& title, std::initializer_list<Said> lines) {
  TextStyle style = on_card(page, mm::cap_body, platform::TextWeight::Bold);
  style.colour = page.theme().accent_ink;
  if (lines.size() == 1 && lines.begin()->empty()) return;
  flow.words(title, style, Role::Heading);
  for (const Said& line : lines) {
    flow.keep_with_next();
    flow.words(line, on_card(page));
  }
  flow.gap(part_gap_mm);
}

Flow leaflet(Page& page, float width, float height) {
  const core::Promise& promise = page.dialogue.promise;
  const Words& words = page.words();
  Flow flow(page, width, height);
  add_part(flow, page, words.can_influence, {said(page, promise.influence)});
  add_part(flow, page, words.decided, {said(page, promise.decided)});
  add_part(flow, page, words.decider, {said(page, promise.decider)});
  const std::string by = filled(words.hear_back_by, std::vector{date_in(words, promise.hear_back_by)});
  add_part(flow, page, words.hear_back, {said(page, promise.hear_back), {by, {}}});
  add_part(flow, page, words.contact, {said(page, promise.contact)});
  flow.words(words.anonymous, on_card(page));
  return flow;
}

/// How much a person's word weighs: over all columns, on every page.
void draw_level(Page& page, Rect& area) {
  paragraph_row(page, area, level_in(page.words(), page.dialogue.promise.level),
                on_card(page, mm::cap_large, platform::TextWeight::Bold), part_gap_mm, Role::Heading);
}

/// In two columns where the screen lies, in one where it stands; in pages where it is longer.
void draw_leaflet(Page& page, Rect area, Rect strip) {
  draw_level(page, area);
  const std::size_t columns = page.is_upright() ? 1 : 2;
  const float gap = page.px(9);
  const float width = (area.width() + gap) / static_cast<float>(columns) - gap;
  if (leaflet(page, width, area.height()).pages(columns) > 1 && strip.width() < pager_width(page))
    strip = cut_strip(page, area);
  const Flow flow = leaflet(page, width, area.height());
  const Pages pages = pages_of(page, area.height(), flow.pages(columns));
  ScrollArea scroll(page.frame, "promise", area, pages.height, {.buttons = strip, .step = pages.pitch});
  flow.draw(scroll.content.columns(columns, gap), pages.pitch);
}

/// Staff who answer for someone begin in the first language: here they change to that person's.
Happened other_languages(Page& page, Rect& sheet, const core::Visit& visit) {
  if (visit.given == core::Given::Self || page.dialogue.languages.size() < 2) return {};
  Happened happened;
  Rect row = sheet.cut_top(page.px(mm::target));
  sheet.cut_top(page.px(mm::gap));
  const float gap = page.px(mm::gap);
  const std::size_t count = page.dialogue.languages.size();
  const auto across =
      std::min(count, static_cast<std::size_t>((row.width() - page.px(22)) / (page.px(40) + gap)));
  const std::size_t rows = (count + across - 1) / across;
  ScrollArea scroll(page.frame, "languages", row,
                    static_cast<float>(rows) * (page.px(mm::target) + gap) - gap);
  const std::vector<Rect> cells = scroll.content.grid(count, across, gap);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string& tag = page.dialogue.languages[i].tag;
    if (button(page.frame, {.id = "language:" + tag,
                            .label = {autonym(tag), tag},
                            .area = cells[i],
                            .selected = i == visit.language,
                            .cap_mm = mm::cap_body}))
      note(happened, core::event::SetLanguage{i});
  }
  return happened;
}

}  // namespace

Happened promise(Page& page, const core::PromiseCard& screen) {
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (main_action(page, actions, "promise.continue", page.words().begin)) happened = core::event::Continue{};
  const bool is_narrow =
      actions.width() < button_width(page.frame, page.words().leave, Icon::None, mm::cap_body);
  if (side_action(page, actions, "leave", page.words().leave, is_narrow ? Icon::Close : Icon::None,
                  is_narrow))
    note(happened, core::event::Leave{});
  note(happened, other_languages(page, sheet, screen.visit));

  paint_card(page.frame, sheet);
  draw_leaflet(page, sheet.inset(page.px(mm::margin), page.px(mm::pad)), actions);
  note(happened, host_corner(page));
  return happened;
}

}  // namespace talt::ui
