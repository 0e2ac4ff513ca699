// SPDX-License-Identifier: EUPL-1.2
// What is seen from across the square: the first question, as large as it fits, where to tap, and every
// language by its own name. Nothing moves here, so that a kiosk which nobody touches rests.
#include <algorithm>
#include <cmath>

#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

constexpr float cap_most_mm = 34;

Happened languages(Page& page, Rect& sheet) {
  const std::size_t count = page.dialogue.languages.size();
  if (count < 2) return {};
  Happened happened;
  const float gap = page.px(mm::gap);
  const auto fit = static_cast<std::size_t>((sheet.width() + gap) / (page.px(44) + gap));
  const std::size_t across = std::min(count, std::max<std::size_t>(1, fit));
  const std::size_t rows = (count + across - 1) / across;
  const std::size_t shown_rows = std::min<std::size_t>(rows, page.is_upright() ? 4 : 2);
  const float row = page.px(mm::target) + gap;
  Rect area = sheet.cut_bottom(static_cast<float>(shown_rows) * row - gap);
  sheet.cut_bottom(gap);
  ScrollArea scroll(page.frame, "languages", area, static_cast<float>(rows) * row - gap);
  const std::vector<Rect> cells = scroll.content.grid(count, across, gap);
  for (std::size_t i = 0; i < count; ++i) {
    const core::Language& language = page.dialogue.languages[i];
    if (button(page.frame,
               {.id = "language:" + language.tag, .label = autonym(language.tag), .area = cells[i]}))
      note(happened, core::event::Start{i});
  }
  return happened;
}

Happened start(Page& page, Rect& sheet) {
  Rect area = sheet.cut_bottom(page.px(24));
  sheet.cut_bottom(page.px(mm::gap + 2));
  const std::string_view words = page.words().start;
  const float wanted = button_width(page.frame, words, Icon::Hand, mm::cap_title) + page.px(16);
  if (!page.is_upright()) area = area.cut_start(std::min(area.width(), wanted));
  if (button(page.frame, {.id = "start",
                          .label = words,
                          .area = area,
                          .style = ButtonStyle::Primary,
                          .icon = Icon::Hand,
                          .cap_mm = mm::cap_title}))
    return core::event::Start{page.language};
  return {};
}

/// The municipality's logo and what the dialogue is about, on one calm line. The corner beside it is the
/// host's.
void masthead(Page& page, Rect& sheet) {
  Rect row = sheet.cut_top(page.px(16));
  sheet.cut_top(page.px(2));
  row.cut_start(page.px(mm::target));
  if (!page.dialogue.theme.logo.empty()) {
    const Texture logo =
        page.frame.textures.picture(page.dialogue.theme.logo, static_cast<int>(row.height() * 4));
    if (!logo.is_none()) {
      const float width = std::min(row.height() * logo.width / logo.height, row.width() / 2);
      paint_texture(page.frame, logo, row.cut_end(width));
      row.cut_end(page.px(mm::gap));
    }
  }
  const std::string title = said(page, page.dialogue.title);
  const TextStyle style = fitted(page.frame, title, row,
                                 {.cap_mm = mm::cap_large,
                                  .weight = platform::TextWeight::Medium,
                                  .colour = page.theme().ink_soft,
                                  .lines_max = 2,
                                  .line_spacing = 1.1f});
  label(page.frame, "", title, row, style, Vertical::Middle);
}

/// A few stickers that lie where nothing else does: the vote is under way.
void stickers(Page& page, const Rect& area) {
  const float size = dot_diameter(page.frame) * 1.6f;
  const float x = area.end() + (area.right_to_left ? 1.0f : -1.0f) * size * 0.9f;
  const float side = area.right_to_left ? 1.0f : -1.0f;
  paint_dot(page.frame, {x, area.bottom - size * 0.7f}, size, 3);
  paint_dot(page.frame, {x + side * size * 1.15f, area.bottom - size * 0.5f}, size, 8);
  paint_dot(page.frame, {x + side * size * 0.45f, area.bottom - size * 1.6f}, size, 5);
}

}  // namespace

Happened attract(Page& page) {
  Rect sheet = sheet_of(page);
  Happened happened;
  masthead(page, sheet);
  note(happened, languages(page, sheet));
  note(happened, start(page, sheet));
  paragraph_row(page, sheet, "", soft(page));
  const std::string_view hint = page.words().start_hint;
  const auto hint_height =
      static_cast<float>(measure_text(page.frame, hint, sheet.width(), soft(page)).height);
  Rect hint_row = sheet.cut_bottom(hint_height);
  sheet.cut_bottom(page.px(2));
  label(page.frame, "", hint, hint_row, soft(page));

  const bool one = !page.dialogue.questions.empty();
  const std::string question = said(page, one ? page.dialogue.questions.front().title : page.dialogue.title);
  const TextStyle style = fitted(
      page.frame, question, sheet,
      {.cap_mm = cap_most_mm, .weight = platform::TextWeight::Bold, .line_spacing = 1.08f}, mm::cap_title);
  const Rect lies = label(page.frame, "", question, sheet, style, Vertical::Middle, Role::Heading);
  if (sheet.bottom - lies.bottom > dot_diameter(page.frame) * 4) stickers(page, sheet);
  note(happened, host_corner(page));
  return happened;
}

}  // namespace talt::ui
