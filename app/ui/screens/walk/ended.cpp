// SPDX-License-Identifier: EUPL-1.2
// What the walk came to: good places counted as much as bad ones, what has been received, what happens next.
#include <algorithm>

#include "app/ui/screens/host_facts.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

using core::walk::Verdict;

void draw_sum(Page& page, Verdict verdict, const Rect& card) {
  const auto& notes = walk_of(page).notes;
  const auto count = std::count_if(
      notes.begin(), notes.end(), [&](const core::walk::Observation& one) { return one.verdict == verdict; });
  paint_card(page.frame, card);
  Rect inside = card.inset(page.px(2), page.px(3));
  const Rect words = inside.cut_bottom(page.px(10));
  Rect mark = inside.cut_start(inside.width() * 0.5f);
  paint_verdict(page.frame, verdict, mark.centred(page.px(14), page.px(14)));
  const std::string number = std::to_string(count);
  TextStyle large = on_card(page, 9, platform::TextWeight::Bold);
  paint_text(page.frame, number, inside.inset(page.px(1), 0), large, Vertical::Middle);
  const std::string_view name = verdict_in(page.words(), verdict);
  TextStyle small = on_card(page);
  small.align = platform::TextAlign::Centre;
  const PaintedText painted = paint_text(page.frame, name, words, small, Vertical::Middle);
  Node node;
  node.role = Role::Status;
  node.name = name;
  node.value = number;
  node.rect = card;
  node.shortened = painted.shortened;
  node.cap_height_mm = small.cap_mm;
  add_node(page.frame, std::move(node));
}

}  // namespace

Happened walk_ended(Page& page) {
  const WalkWords& words = page.words().walk;
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (main_action(page, actions, "finish", words.finish, Icon::Check)) happened = core::event::Done{};
  sheet.cut_top(page.px(page.is_upright() ? 12 : 4));
  heading(page, sheet, words.ended, 9, sheet.height() * 0.3f);
  sheet.cut_top(page.px(2));
  paragraph_row(page, sheet, words.ended_thanks, {.cap_mm = mm::cap_large}, 5);
  const std::vector<Rect> cells = sheet.cut_top(page.px(32)).columns(3, page.px(mm::gap));
  draw_sum(page, Verdict::Good, cells[0]);
  draw_sum(page, Verdict::Bad, cells[1]);
  draw_sum(page, Verdict::Question, cells[2]);
  sheet.cut_top(page.px(6));
  const Said next = said(page, page.dialogue.next);
  std::vector<std::string> lines = sync_lines(page);
  const auto add = [&](const Spoken& text, const TextStyle& style, float gap_mm, Role role) {
    const auto high = static_cast<float>(measure_text(page.frame, text, sheet.width(), style).height);
    if (high <= sheet.height()) paragraph_row(page, sheet, text, style, gap_mm, role);
  };
  add(page.words().what_next, {.cap_mm = mm::cap_large, .weight = platform::TextWeight::Bold}, 2,
      Role::Heading);
  add(next.empty() ? Spoken(words.ended_next) : Spoken(next), {}, 4, Role::Text);
  for (const std::string& line : lines) add(line, soft(page), 1, Role::Status);
  return happened;
}

}  // namespace talt::ui
