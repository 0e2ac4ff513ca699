// SPDX-License-Identifier: EUPL-1.2
// A person's own words: a field, what is left of its length, a kind hint, and the keyboard.
#include <algorithm>

#include "app/core/utf8.h"
#include "app/ui/keyboard.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {

Happened text(Page& page, const core::Asking& screen, Rect area) {
  const core::Question& question = page.dialogue.questions[screen.question];
  const core::Field& field = std::get<core::TextDraft>(screen.visit.questions[screen.question].draft).field;
  const Words& words = page.words();
  Happened happened;

  const Rect keys = cut_keyboard(page, area, 0.75f);
  const auto used = static_cast<std::int64_t>(core::count_characters(field.text));
  const std::int64_t left = std::max<std::int64_t>(0, question.length_max - used);
  const std::string count = filled(words.characters_left, static_cast<std::uint64_t>(left));
  // Upright there is room for the hint below the field; lying it stands in the field until one writes.
  const std::string placeholder =
      std::string(words.write_here.view()) + ". " + std::string(words.no_names.view());
  if (page.is_upright()) {
    const TextStyle style = soft(page);
    const auto height =
        static_cast<float>(measure_text(page.frame, words.no_names, area.width(), style).height);
    label(page.frame, "", words.no_names, area.cut_bottom(height), style);
    area.cut_bottom(page.px(1));
    label(page.frame, "left", count, area.cut_bottom(page.px(9)), style, Vertical::Middle, Role::Status);
  } else {
    Rect side = area.cut_end(page.px(78));
    area.cut_end(page.px(mm::gap));
    label(page.frame, "left", count, side, soft(page), Vertical::Top, Role::Status);
  }
  note(happened, text_field(page.frame,
                            {.id = "text",
                             .name = said(page, question.title),
                             .placeholder = page.is_upright() ? words.write_here.view() : placeholder,
                             .area = area},
                            field));
  note(happened, keyboard(page.frame, keys, field));
  return happened;
}

}  // namespace talt::ui
