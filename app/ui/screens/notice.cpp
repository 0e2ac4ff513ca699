// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/notice.h"

#include <algorithm>
#include <cmath>

namespace talt::ui {
namespace {

constexpr float emblem_mm = 26;
constexpr float width_most_mm = 190;

/// The other languages that the interface speaks, each once.
std::vector<const Words*> others(const Page& page) {
  std::vector<const Words*> found;
  for (const core::Language& language : page.dialogue.languages) {
    const Words* words = find_words(language.tag);
    if (words && words != &page.words() && std::find(found.begin(), found.end(), words) == found.end())
      found.push_back(words);
  }
  return found;
}

void draw_emblem(Page& page, Rect& column, Icon icon) {
  const float side = page.px(emblem_mm);
  const Rect place = column.cut_top(side).cut_start(side);
  paint_box(page.frame, place, emblem_mm / 2, page.theme().accent);
  paint_icon(page.frame, icon, place.centred(side * 0.5f, side * 0.5f), page.theme().on_accent);
  column.cut_top(page.px(6));
}

}  // namespace

void draw_notice(Page& page, const Rect& area, Icon icon, const std::function<Notice(const Words&)>& in) {
  const Rect sheet = area.centred(page.px(width_most_mm), area.height());
  const Notice main = in(page.words());
  const TextStyle title =
      fitted(page.frame, main.title, sheet.centred(sheet.width(), page.px(44)),
             {.cap_mm = mm::cap_huge, .weight = platform::TextWeight::Bold}, mm::cap_title);
  const TextStyle hint{.cap_mm = mm::cap_large};
  TextStyle other = soft(page);
  const float gap = page.px(6);
  const auto height = [&](const Spoken& words, const TextStyle& style) {
    return static_cast<float>(measure_text(page.frame, words, sheet.width(), style).height);
  };
  float wanted =
      page.px(emblem_mm) + gap + height(main.title, title) + gap / 2 + height(main.hint, hint) + gap * 2;
  std::vector<const Words*> shown = others(page);
  for (const Words* words : shown) {
    const Notice said_there = in(*words);
    wanted += height({said_there.title.text, words->tag}, other) + gap / 2;
  }
  Rect column = sheet.centred(sheet.width(), std::min(wanted, sheet.height()));
  draw_emblem(page, column, icon);
  paragraph_row(page, column, main.title, title, 3, Role::Heading);
  paragraph_row(page, column, main.hint, hint, 0);
  column.cut_top(gap * 2);
  for (const Words* words : shown) {
    const Spoken title_there{in(*words).title.text, words->tag};
    if (column.height() + 1 < height(title_there, other)) break;
    paragraph_row(page, column, title_there, other, 3);
  }
}

}  // namespace talt::ui
