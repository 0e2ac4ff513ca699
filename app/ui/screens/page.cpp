// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/page.h"

#include <algorithm>

#include "app/ui/keyboard.h"

namespace talt::ui {
namespace {

constexpr std::int64_t corner_hold_ms = 2000;
constexpr float edge_mm = 5;  // between the actions and the screen's edge
constexpr float edge_top_mm = 3.5f;

bool is_digit(char at) {
  return at >= '0' && at <= '9';
}

/// Groups of digits that are one number, as a telephone's, keep their order among words from right to left.
std::string numbers_isolated(std::string_view words) {
  constexpr std::string_view between = " -./";
  std::string isolated;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t end = at + (words[at] == '+' ? 1 : 0);
    bool has_groups = false;
    while (end < words.size() && is_digit(words[end])) {
      while (end < words.size() && is_digit(words[end])) ++end;
      const bool goes_on = end + 1 < words.size() && between.find(words[end]) != std::string_view::npos &&
                           is_digit(words[end + 1]);
      has_groups = has_groups || goes_on;
      if (goes_on) ++end;
    }
    if (end == at) ++end;
    const bool is_number = has_groups || (words[at] == '+' && end > at + 1);
    if (is_number) isolated += "\u2066";
    isolated += words.substr(at, end - at);
    if (is_number) isolated += "\u2069";
    at = end;
  }
  return isolated;
}

}  // namespace

Said said(const Page& page, const core::Text& text) {
  const std::vector<core::Language>& languages = page.dialogue.languages;
  if (text.has(page.language)) {
    const std::string& tag = languages[page.language].tag;
    const std::string_view words = text.in(page.language);
    return {core::is_right_to_left(tag) ? numbers_isolated(words) : std::string(words), tag};
  }
  std::string words(text.in(page.language));
  if (!words.empty()) words += " (" + languages.front().tag + ")";
  return {std::move(words), languages.front().tag};
}

Rect sheet_of(const Page& page) {
  Rect sheet = page.frame.screen.inset(page.px(mm::margin), page.px(edge_mm));
  sheet.top -= page.px(edge_mm - edge_top_mm);  // type keeps a distance of its own
  return sheet;
}

void note(Happened& happened, Happened other) {
  if (!happened) happened = std::move(other);
}

Happened host_corner(Page& page) {
  Rect corner = page.frame.screen;
  corner = corner.cut_top(page.px(mm::target)).cut_start(page.px(mm::target));
  Node node;
  node.id = "host";
  node.role = Role::Button;
  node.name = page.words().staff_only.view();
  node.rect = corner;
  add_node(page.frame, std::move(node));
  if (page.frame.input.hold("host", corner, corner_hold_ms)) return core::event::HostCorner{};
  return {};
}

Rect cut_actions(Page& page, Rect& sheet) {
  const Rect row = sheet.cut_bottom(page.px(mm::target));
  sheet.cut_bottom(page.px(mm::gap));
  return row;
}

bool main_action(Page& page, Rect& row, std::string_view id, std::string_view label, Icon icon,
                 bool enabled) {
  const float wanted = std::max(page.px(36), button_width(page.frame, label, icon));
  // The way back or out keeps its place beside it.
  const float beside = page.px(mm::target + mm::gap);
  const Rect area = row.cut_end(std::min(wanted, std::max(page.px(mm::target), row.width() - beside)));
  row.cut_end(page.px(mm::gap));
  return button(page.frame, {.id = id,
                             .label = label,
                             .area = area,
                             .style = ButtonStyle::Primary,
                             .icon = icon,
                             .enabled = enabled});
}

bool side_action(Page& page, Rect& row, std::string_view id, std::string_view label, Icon icon,
                 bool icon_only) {
  const float wanted = icon_only ? page.px(mm::target) : button_width(page.frame, label, icon, mm::cap_body);
  const Rect area = row.cut_start(std::max(page.px(mm::target), wanted));
  row.cut_start(page.px(mm::gap));
  return button(page.frame, {.id = id,
                             .label = label,
                             .area = area,
                             .style = ButtonStyle::Quiet,
                             .icon = icon,
                             .icon_only = icon_only,
                             .cap_mm = mm::cap_body});
}

Rect cut_strip(Page& page, Rect& area) {
  return cut_actions(page, area);
}

float pager_width(const Page& page) {
  return page.px(2 * mm::target + mm::gap);
}

void heading(Page& page, Rect& sheet, const Spoken& words, float cap_mm, float height_max) {
  Rect area = sheet;
  area = area.cut_top(std::min(height_max, sheet.height()));
  const TextStyle style =
      fitted(page.frame, words, area, {.cap_mm = cap_mm, .weight = platform::TextWeight::Bold}, mm::cap_body);
  const Rect lies = label(page.frame, "", words, area, style, Vertical::Top, Role::Heading);
  sheet.cut_top(lies.bottom - sheet.top);
}

void paragraph_row(Page& page, Rect& sheet, const Spoken& words, const TextStyle& style, float gap_mm,
                   Role role) {
  if (words.text.empty()) return;
  const platform::TextSize size = measure_text(page.frame, words, sheet.width(), style);
  label(page.frame, "", words, sheet.cut_top(static_cast<float>(size.height)), style, Vertical::Top, role);
  sheet.cut_top(page.px(gap_mm));
}

Rect cut_keyboard(Page& page, Rect& area) {
  constexpr float field_mm = 23.5f;  // two lines of it show above the keys
  const KeyboardHeight wanted = keyboard_height(page.frame);
  const float room = area.height() - page.px(field_mm + 2);
  Rect keys = area.cut_bottom(std::clamp(room, wanted.least, wanted.likes));
  area.cut_bottom(page.px(2));
  if (page.is_upright()) {
    // Upright the margins go to the keys: eleven in a row need all of the width.
    keys.left = page.frame.screen.left + page.px(1);
    keys.right = page.frame.screen.right - page.px(1);
  }
  return keys;
}

Rect dialog_card(Page& page, float width_mm, float height_mm, std::string_view name) {
  veil(page.frame, 0.55f);
  const Rect room = page.frame.screen.inset(page.px(mm::margin), page.px(edge_mm));
  const Rect card = room.centred(page.px(width_mm), page.px(height_mm));
  paint_card(page.frame, card, 2);
  Node node;
  node.role = Role::Dialog;
  node.name = name;
  node.rect = card;
  add_node(page.frame, std::move(node));
  return card.inset(page.px(mm::margin));
}

TextStyle soft(const Page& page) {
  return {.colour = page.theme().ink_soft};
}

TextStyle on_card(const Page& page, float cap_mm, platform::TextWeight weight) {
  return {.cap_mm = cap_mm, .weight = weight, .background = page.theme().card};
}

}  // namespace talt::ui
