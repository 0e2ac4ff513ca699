// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/promise_leaflet.h"

#include <algorithm>
#include <vector>

#include "app/ui/screens/flow.h"

namespace talt::ui {
namespace {

constexpr float part_gap_mm = 4;

void add_part(Flow& flow, const Page& page, float cap_mm, const Spoken& title,
              std::initializer_list<Said> lines) {
  TextStyle style = on_card(page, cap_mm, platform::TextWeight::Bold);
  style.colour = page.theme().accent_ink;
  if (lines.size() == 1 && lines.begin()->empty()) return;
  flow.words(title, style, Role::Heading);
  for (const Said& line : lines) {
    flow.keep_with_next();
    flow.words(line, on_card(page, cap_mm));
  }
  flow.gap(part_gap_mm);
}

Flow leaflet(Page& page, float width, float height, float cap_mm) {
  const core::Promise& promise = page.dialogue.promise;
  const Words& words = page.words();
  Flow flow(page, width, height);
  add_part(flow, page, cap_mm, words.can_influence, {said(page, promise.influence)});
  add_part(flow, page, cap_mm, words.decided, {said(page, promise.decided)});
  add_part(flow, page, cap_mm, words.decider, {said(page, promise.decider)});
  const std::string by = filled(words.hear_back_by, std::vector{date_in(words, promise.hear_back_by)});
  add_part(flow, page, cap_mm, words.hear_back, {said(page, promise.hear_back), {by, {}}});
  add_part(flow, page, cap_mm, words.contact, {said(page, promise.contact)});
  flow.words(words.anonymous, on_card(page, cap_mm));
  return flow;
}

/// How much a person's word weighs: over all columns, on every page.
void draw_level(Page& page, Rect& area, float cap_mm) {
  paragraph_row(page, area, level_in(page.words(), page.dialogue.promise.level),
                on_card(page, cap_mm + (mm::cap_large - mm::cap_body), platform::TextWeight::Bold),
                part_gap_mm, Role::Heading);
}

}  // namespace

void draw_leaflet(Page& page, Rect area, Rect strip, float cap_mm) {
  draw_level(page, area, cap_mm);
  const std::size_t columns = page.is_upright() ? 1 : 2;
  const float gap = page.px(9);
  const float width = (area.width() + gap) / static_cast<float>(columns) - gap;
  if (leaflet(page, width, area.height(), cap_mm).pages(columns) > 1 && strip.width() < pager_width(page))
    strip = cut_strip(page, area);
  const Flow flow = leaflet(page, width, area.height(), cap_mm);
  const Pages pages = pages_of(page, area.height(), flow.pages(columns));
  ScrollArea scroll(page.frame, "promise", area, pages.height, {.buttons = strip, .step = pages.pitch});
  flow.draw(scroll.content.columns(columns, gap), pages.pitch);
}

}  // namespace talt::ui
