// SPDX-License-Identifier: EUPL-1.2
// What is seen from across the square: the first question, as large as it fits, where to tap, and every
// language by its own name. Nothing moves here, so that a kiosk which nobody touches rests.
#include <algorithm>
#include <cmath>

#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

constexpr float cap_most_mm = 34;
constexpr float start_mm = 25;  // the height of the button that begins, on a small glass:
constexpr float start_least_mm = 20;
constexpr float small_mm = 110;  // a glass this low has no room for hints
constexpr float language_least_mm = 38;
constexpr float masthead_mm = 13;

TextStyle question_style(float cap_mm) {
  return {.cap_mm = cap_mm, .weight = platform::TextWeight::Bold, .line_spacing = 0.95f};
}

/// Cells as wide as the longest name wants, in as few rows as that allows; at most this many rows in view.
Happened languages(Page& page, Rect& sheet) {
  const std::size_t count = page.dialogue.languages.size();
  if (count < 2) return {};
  Happened happened;
  const float gap = page.px(mm::gap), target = page.px(mm::target);
  float widest = page.px(language_least_mm);
  for (const core::Language& language : page.dialogue.languages)
    widest = std::max(widest, button_width(page.frame, {autonym(language.tag), language.tag}));
  const auto across_in = [&](float width) {
    return std::clamp<std::size_t>(static_cast<std::size_t>((width + gap) / (widest + gap)), 1, count);
  };
  const std::size_t rows_most = page.is_upright() ? 4 : 2;
  std::size_t across = across_in(sheet.width());
  if ((count + across - 1) / across > rows_most) across = across_in(sheet.width() - pager_width(page) - gap);
  const std::size_t rows = (count + across - 1) / across;
  across = (count + rows - 1) / rows;
  const float pitch = target + gap;
  const std::size_t rows_shown = std::min(rows, rows_most);
  const std::size_t pages = (rows + rows_shown - 1) / rows_shown;
  const Rect area = sheet.cut_bottom(static_cast<float>(rows_shown) * pitch - gap);
  sheet.cut_bottom(gap);
  ScrollArea scroll(page.frame, "languages", area, static_cast<float>(pages * rows_shown) * pitch - gap,
                    {.step = pitch});
  Rect block = scroll.content;
  block.bottom = block.top + static_cast<float>(rows) * pitch - gap;
  const std::vector<Rect> cells = block.grid(count, across, gap);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string& tag = page.dialogue.languages[i].tag;
    if (button(page.frame, {.id = "language:" + tag, .label = {autonym(tag), tag}, .area = cells[i]}))
      note(happened, core::event::Start{i});
  }
  return happened;
}

/// The one large button, and beside or above it what one should know before.
Happened start(Page& page, Rect& sheet) {
  const std::string_view words = page.words().start;
  const float wanted = button_width(page.frame, words, Icon::Hand, mm::cap_title) + page.px(14);
  const bool is_small = page.frame.screen.height() < page.px(small_mm);
  Rect area = sheet.cut_bottom(page.px(is_small ? start_least_mm : start_mm));
  sheet.cut_bottom(page.px(mm::gap));
  const TextStyle style = soft(page);
  Rect beside = area;
  const Rect place = beside.cut_start(std::min(area.width(), wanted));
  beside.cut_start(page.px(6));
  const std::string_view hint = page.words().start_hint;
  const bool is_beside = fits(page.frame, hint, beside.width(), beside.height(), style);
  if (!is_beside && !is_small) {
    const auto height = static_cast<float>(measure_text(page.frame, hint, sheet.width(), style).height);
    label(page.frame, "", hint, sheet.cut_bottom(height), style);
    sheet.cut_bottom(page.px(2));
  }
  const bool tapped = button(page.frame, {.id = "start",
                                          .label = words,
                                          .area = is_beside ? place : area,
                                          .style = ButtonStyle::Primary,
                                          .icon = Icon::Hand,
                                          .cap_mm = mm::cap_title});
  if (is_beside) label(page.frame, "", hint, beside, style, Vertical::Middle);
  if (tapped) return core::event::Start{page.language};
  return {};
}

void draw_logo(Page& page, Rect& row) {
  if (page.dialogue.theme.logo.empty()) return;
  const auto side = static_cast<int>(std::ceil(std::max(row.height(), row.width() / 2)));
  const Texture logo = page.frame.textures.picture(page.dialogue.theme.logo, side);
  if (logo.is_none()) return;
  const float scale = std::min(row.height() / logo.height, row.width() / 2 / logo.width);
  const Rect place = row.cut_end(logo.width * scale);
  paint_texture(page.frame, logo, place.centred(logo.width * scale, logo.height * scale));
  row.cut_end(page.px(mm::gap));
}

/// What the dialogue is about and the municipality's logo, on one calm line; paged where it is far too long.
void masthead(Page& page, Rect& sheet) {
  const Said title = said(page, page.dialogue.title);
  TextStyle style = soft(page);
  style.weight = platform::TextWeight::Medium;
  style.cap_mm = mm::cap_large;
  Rect row = sheet.cut_top(page.px(masthead_mm));
  draw_logo(page, row);
  style = fitted(page.frame, title, row, style);
  sheet.cut_top(page.px(2));
  if (fits(page.frame, title, row.width(), row.height(), style))
    return void(label(page.frame, "", title, row, style, Vertical::Middle));
  const float most = page.px(mm::target);
  row.bottom = row.top + most;
  sheet.top = row.bottom + page.px(mm::gap);
  const float width = row.width() - pager_width(page) - page.px(mm::gap);
  const auto height = static_cast<float>(measure_text(page.frame, title, width, style).height);
  ScrollArea scroll(page.frame, "title", row, height, {.ground = page.theme().ground});
  label(page.frame, "", title, scroll.content, style);
}

/// A few stickers that lie where nothing else does: the vote is under way.
void stickers(Page& page, const Rect& lies, const Rect& area) {
  const float room = std::min(area.width() - lies.width(), area.height());
  const float size = std::min(page.px(26), room / 2.3f);
  if (size < dot_diameter(page.frame)) return;
  const float side = area.right_to_left ? 1.0f : -1.0f;
  const float x = area.end() + side * size * 0.75f, y = area.bottom - size * 0.75f;
  paint_dot(page.frame, {x, y}, size, 3);
  paint_dot(page.frame, {x + side * size * 1.02f, y + size * 0.12f}, size, 8);
  paint_dot(page.frame, {x + side * size * 0.5f, y - size * 0.86f}, size, 6);
}

void question(Page& page, const Rect& area) {
  const bool any = !page.dialogue.questions.empty();
  const Said words = said(page, any ? page.dialogue.questions.front().title : page.dialogue.title);
  // Where it fills the area about as densely as type does; then down until it fits.
  const auto letters = static_cast<float>(std::max<std::size_t>(words.text.size(), 8));
  const float guess = std::sqrt(area.width() * area.height() / letters) / page.frame.px_per_mm;
  const TextStyle style =
      fitted(page.frame, words, area, question_style(std::min(cap_most_mm, guess)), mm::cap_body);
  if (fits(page.frame, words, area.width(), area.height(), style)) {
    const Rect lies = label(page.frame, "", words, area, style, Vertical::Middle, Role::Heading);
    return stickers(page, lies, area);
  }
  const float width = area.width() - pager_width(page) - page.px(mm::gap);
  const auto height = static_cast<float>(measure_text(page.frame, words, width, style).height);
  ScrollArea scroll(page.frame, "question", area, height, {.ground = page.theme().ground});
  label(page.frame, "", words, scroll.content, style, Vertical::Top, Role::Heading);
}

}  // namespace

Happened attract(Page& page) {
  Rect sheet = sheet_of(page);
  Happened happened;
  masthead(page, sheet);
  note(happened, languages(page, sheet));
  note(happened, start(page, sheet));
  question(page, sheet);
  note(happened, host_corner(page));
  return happened;
}

}  // namespace talt::ui
