// SPDX-License-Identifier: EUPL-1.2
// A person's own words: a field, what is left of its length, a kind hint, and the keyboard.
#include <algorithm>

#include "app/core/utf8.h"
#include "app/ui/keyboard.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {

namespace {

/// This where a field can show it whole; else the words that every field has.
std::string_view fitting(const Page& page, const Rect& field, std::string_view text) {
  const Rect inside = field_inside(page.frame, field);
  const auto height = static_cast<float>(measure_text(page.frame, text, inside.width(), {}).height);
  return height <= inside.height() ? text : page.words().write_here.view();
}

}  // namespace

Happened text(Page& page, const core::Asking& screen, Rect area) {
  const core::Question& question = page.dialogue.questions[screen.question];
  const core::Field& field = std::get<core::TextDraft>(screen.visit.questions[screen.question].draft).field;
  const Words& words = page.words();
  Happened happened;

  const Rect keys = cut_keyboard(page, area);
  const std::size_t used = core::count_characters(field.text);
  const auto most = static_cast<std::size_t>(question.length_max);
  const std::string count = filled(words.characters_left, most - std::min(used, most));
  // Upright the heading has the question's help and the hint not to write names stands below the field.
  // Lying, the hint has the narrow place beside the field where it fits, else the empty field, and the help
  // the other.
  const Said help = page.is_upright() ? Said{} : said(page, question.help);
  const Spoken hint(words.no_names);
  bool is_hint_beside = false;
  const TextStyle style = soft(page);
  if (page.is_upright()) {
    constexpr float field_mm = 20;  // two lines; on a small screen the hint gives way to them
    const float count_high =
        std::max(page.px(9), static_cast<float>(measure_text(page.frame, count, area.width(), style).height));
    const auto height = static_cast<float>(measure_text(page.frame, hint, area.width(), style).height);
    if (height + count_high + page.px(field_mm) <= area.height()) {
      label(page.frame, "", hint, area.cut_bottom(height), style);
      area.cut_bottom(page.px(1));
    }
    if (count_high + page.px(field_mm) <= area.height())
      label(page.frame, "left", count, area.cut_bottom(count_high), style, Vertical::Middle, Role::Status);
  } else {
    Rect side = area.cut_end(page.px(62));
    area.cut_end(page.px(mm::gap));
    const auto count_high = static_cast<float>(measure_text(page.frame, count, side.width(), style).height);
    label(page.frame, "left", count, side.cut_top(count_high), style, Vertical::Top, Role::Status);
    side.cut_top(page.px(1));
    const auto fits_beside = [&](const Spoken& text) {
      return static_cast<float>(measure_text(page.frame, text, side.width(), style).height) <= side.height();
    };
    is_hint_beside = fits_beside(hint);
    const Spoken beside = is_hint_beside ? hint : Spoken(help);
    if (is_hint_beside || (!help.empty() && fits_beside(beside))) label(page.frame, "", beside, side, style);
  }
  std::string_view placeholder = words.write_here.view();
  if (!page.is_upright() && !is_hint_beside) placeholder = fitting(page, area, hint.text);
  if (is_hint_beside && !help.empty()) placeholder = fitting(page, area, Spoken(help).text);
  note(happened,
       text_field(
           page.frame,
           {.id = "text", .name = said(page, question.title).text, .placeholder = placeholder, .area = area},
           field));
  note(happened, keyboard(page.frame, keys, field, page.dialogue.languages));
  return happened;
}

}  // namespace talt::ui
