// SPDX-License-Identifier: EUPL-1.2
// Where a walk begins: a new one, or joining one that others have begun. Where an unfinished walk's notes are
// locked, the way to open them comes first.
#include <algorithm>

#include "app/ui/screens/host_facts.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

constexpr float main_high_mm = 28;  // for a cold thumb

Happened languages(Page& page, Rect& sheet) {
  const std::size_t count = page.dialogue.languages.size();
  if (count < 2) return {};
  Happened happened;
  const float gap = page.px(mm::gap);
  const auto fit = static_cast<std::size_t>((sheet.width() + gap) / (page.px(36) + gap));
  const std::size_t across = std::max<std::size_t>(1, std::min(count, fit));
  const std::size_t rows = (count + across - 1) / across, rows_shown = std::min<std::size_t>(rows, 2);
  const float pitch = page.px(mm::target) + gap;
  const Rect area = sheet.cut_bottom(static_cast<float>(rows_shown) * pitch - gap);
  sheet.cut_bottom(gap);
  ScrollArea scroll(page.frame, "languages", area, static_cast<float>(rows) * pitch - gap, {.step = pitch});
  // With page buttons beside it the area is narrower than was counted on.
  const auto narrow = static_cast<std::size_t>((scroll.content.width() + gap) / (page.px(36) + gap));
  const std::vector<Rect> cells =
      scroll.content.columns(std::max<std::size_t>(1, std::min(across, narrow)), gap);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string& tag = page.dialogue.languages[i].tag;
    Rect cell = cells[i % cells.size()];
    cell.top = scroll.content.top + static_cast<float>(i / cells.size()) * pitch;
    cell.bottom = cell.top + pitch - gap;
    if (button(page.frame, {.id = "language:" + tag,
                            .label = {autonym(tag), tag},
                            .area = cell,
                            .selected = i == page.language,
                            .cap_mm = mm::cap_body}))
      note(happened, core::event::SetLanguage{i});
  }
  return happened;
}

struct Way {
  std::string_view id;
  std::string_view label;
  Icon icon;
  core::Event event;
};

std::vector<Way> ways_of(const Page& page, bool locked) {
  const WalkWords& words = page.words().walk;
  using namespace core::walk::event;
  if (locked)
    return {{"walk.open", words.open_notes, Icon::Note, OpenNotes{}},
            {"walk.forsake", words.forsake, Icon::Forward, Forsake{}}};
  return {{"walk.start", words.start, Icon::Flag, StartWalk{}},
          {"walk.join", words.join, Icon::People, JoinWalk{}}};
}

/// The main way stands lowest, where the thumb is; lying, at the end.
Happened ways(Page& page, Rect& sheet, bool locked) {
  const std::vector<Way> ways = ways_of(page, locked);
  const float gap = page.px(mm::gap), high = page.px(main_high_mm);
  Happened happened;
  Rect row = sheet.cut_bottom(page.is_upright() ? 2 * high + gap : high);
  sheet.cut_bottom(page.px(6));
  for (std::size_t i = 0; i < ways.size(); ++i) {
    Rect area;
    if (page.is_upright())
      area = row.cut_bottom(high);
    else
      area = i == 0 ? row.cut_end((row.width() - gap) / 2) : row;
    page.is_upright() ? row.cut_bottom(gap) : row.cut_end(gap);
    if (button(page.frame, {.id = ways[i].id,
                            .label = ways[i].label,
                            .area = area,
                            .style = i == 0 ? ButtonStyle::Primary : ButtonStyle::Secondary,
                            .icon = ways[i].icon}))
      note(happened, ways[i].event);
  }
  return happened;
}

void state_lines(Page& page, Rect& column) {
  const core::HostFacts& facts = page.facts;
  std::vector<std::string> lines;
  if (!facts.warning.empty()) lines.push_back(facts.warning);
  if (facts.unsent > 0) lines.push_back(filled(page.words().walk.unsent, facts.unsent));
  if (facts.attachments_named > 0)
    lines.push_back(
        filled(page.words().photos_received, facts.attachments_received, facts.attachments_named));
  for (const std::string& line : lines) {
    const auto high = static_cast<float>(measure_text(page.frame, line, column.width(), soft(page)).height);
    if (high <= column.height()) paragraph_row(page, column, line, soft(page), 1, Role::Status);
  }
}

/// What is locked and what each way out means comes first; the walk is named in what room there is.
void locked_notes(Page& page, Rect& sheet) {
  const WalkWords& words = page.words().walk;
  const TextStyle title{.cap_mm = mm::cap_title, .weight = platform::TextWeight::Bold};
  const auto high = [&](const Spoken& text, const TextStyle& style) {
    return static_cast<float>(measure_text(page.frame, text, sheet.width(), style).height);
  };
  const float needed = high(words.locked, title) + high(words.locked_hint, {}) +
                       high(words.forsake_hint, soft(page)) + page.px(8);
  const Said walk = said(page, page.dialogue.title);
  if (needed + high(walk, soft(page)) <= sheet.height()) paragraph_row(page, sheet, walk, soft(page), 2);
  paragraph_row(page, sheet, words.locked, title, 2, Role::Heading);
  paragraph_row(page, sheet, words.locked_hint, {}, 2);
  paragraph_row(page, sheet, words.forsake_hint, soft(page), 2);
}

Happened confirm_forsake(Page& page) {
  const WalkWords& words = page.words().walk;
  return confirm(page, {.title = words.forsake_title,
                        .hint = words.forsake_warning,
                        .yes_id = "forsake.yes",
                        .yes = words.forsake,
                        .no = page.words().back,
                        .if_yes = core::walk::event::ForsakeYes{}});
}

}  // namespace

Happened walk_home(Page& page, const core::walk::Home& screen) {
  const WalkWords& words = page.words().walk;
  Rect sheet = sheet_of(page);
  Happened happened = ways(page, sheet, screen.locked);
  note(happened, languages(page, sheet));
  if (screen.locked) {
    locked_notes(page, sheet);
  } else {
    sheet.cut_top(page.px(page.is_upright() ? 12 : 4));
    heading(page, sheet, said(page, page.dialogue.title), 9, sheet.height() * 0.5f);
    sheet.cut_top(page.px(4));
    paragraph_row(page, sheet, words.home_hint, {.cap_mm = mm::cap_large}, 6);
    state_lines(page, sheet);
  }
  return screen.confirming_forsake ? confirm_forsake(page) : happened;
}

}  // namespace talt::ui
