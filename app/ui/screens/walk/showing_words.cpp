// SPDX-License-Identifier: EUPL-1.2
// The code, to be said aloud to those who join, and the four words that open the notes again after a power
// cut. They are shown this once.
#include <algorithm>

#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

constexpr float word_high_mm = 24;

void draw_code(Page& page, Rect& column) {
  const core::walk::Code code = walk_of(page).code;
  const std::string digits = code_in(code);
  const Rect card = column.cut_top(page.px(page.is_upright() ? 34 : 28));
  paint_card(page.frame, card);
  TextStyle style{.cap_mm = 16,
                  .weight = platform::TextWeight::Bold,
                  .align = platform::TextAlign::Centre,
                  .background = page.theme().card};
  style = fitted(page.frame, {digits, "en"}, card, style, 9);
  const PaintedText painted = paint_text(page.frame, {digits, "en"}, card, style, Vertical::Middle);
  Node node;
  node.id = "walk.code";
  node.role = Role::Status;
  node.name = page.words().walk.code.view();
  node.value = std::string(digits).erase(3, 2);  // as it is typed in
  node.rect = card;
  node.shortened = painted.shortened;
  node.cap_height_mm = style.cap_mm;
  node.foreground = page.theme().ink;
  node.background = page.theme().card;
  add_node(page.frame, std::move(node));
}

void draw_word(Page& page, std::size_t index, const std::string& word, const Rect& card) {
  const std::string number = std::to_string(index + 1);
  paint_card(page.frame, card);
  Rect inside = card.inset(page.px(4), page.px(2));
  TextStyle small = soft(page);
  small.background = page.theme().card;
  paint_text(page.frame, number, inside.cut_start(page.px(8)), small, Vertical::Middle);
  TextStyle style = on_card(page, 8, platform::TextWeight::Bold);
  style = fitted(page.frame, {word, "en"}, inside, style);
  const PaintedText painted = paint_text(page.frame, {word, "en"}, inside, style, Vertical::Middle);
  Node node;
  node.id = "word:" + number;
  node.role = Role::Status;
  node.name = filled(page.words().walk.word, index + 1);
  node.value = word;
  node.rect = card;
  node.shortened = painted.shortened;
  node.cap_height_mm = style.cap_mm;
  node.foreground = page.theme().ink;
  node.background = page.theme().card;
  add_node(page.frame, std::move(node));
}

void draw_words(Page& page, const core::walk::ShowingWords& screen, Rect& column) {
  const WalkWords& words = page.words().walk;
  paragraph_row(page, column, words.four_words,
                {.cap_mm = mm::cap_large, .weight = platform::TextWeight::Bold}, 1, Role::Heading);
  paragraph_row(page, column, words.four_words_hint, soft(page), 3);
  const float gap = page.px(mm::gap);
  const float high = std::min(2 * page.px(word_high_mm) + gap, column.height());
  const Rect area = column.cut_top(high);
  if (!screen.words) {
    label(page.frame, "words.drawing", words.drawing_words, area, {.cap_mm = mm::cap_large}, Vertical::Top,
          Role::Status);
    return;
  }
  const std::vector<Rect> cells = area.grid(screen.words->size(), 2, gap);
  for (std::size_t i = 0; i < cells.size(); ++i) draw_word(page, i, (*screen.words)[i], cells[i]);
}

}  // namespace

Happened walk_showing_words(Page& page, const core::walk::ShowingWords& screen) {
  const WalkWords& words = page.words().walk;
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (main_action(page, actions, "words.noted", words.words_noted, Icon::Check, screen.words.has_value()))
    happened = core::walk::event::WordsNoted{};
  sheet.cut_top(page.px(page.is_upright() ? 8 : 3));
  Rect code = sheet;
  if (page.is_upright()) {
    code = sheet.cut_top(sheet.height() * 0.42f);
  } else {
    code = sheet.cut_start((sheet.width() - page.px(mm::margin)) / 2);
    sheet.cut_start(page.px(mm::margin));
  }
  heading(page, code, words.code, mm::cap_title, code.height() * 0.3f);
  code.cut_top(page.px(3));
  draw_code(page, code);
  code.cut_top(page.px(3));
  paragraph_row(page, code, words.code_hint, {}, 0);
  draw_words(page, screen, sheet);
  return happened;
}

}  // namespace talt::ui
