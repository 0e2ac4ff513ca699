// SPDX-License-Identifier: EUPL-1.2
// One of a note's texts being written. Each letter is kept as it is written.
#include <algorithm>

#include "app/core/check.h"
#include "app/core/utf8.h"
#include "app/ui/keyboard.h"
#include "app/ui/screens/screens.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

using core::walk::TextOf;

struct Wording {
  std::string_view title;
  std::string_view hint;
};

Wording wording_of(const Page& page, TextOf text) {
  const Words& words = page.words();
  switch (text) {
    case TextOf::Saw: {
      const auto& draft = walk_of(page).draft;
      return {draft && draft->question ? words.walk.answer : words.walk.saw, words.no_names};
    }
    case TextOf::Said:
      return {words.walk.said, words.walk.verbatim};
    case TextOf::Proposal:
      return {words.walk.proposal, words.no_names};
    case TextOf::Reflection:
      return {words.walk.reflection, words.walk.own_thought};
  }
  core::check(false, "a text that is none");
  return {};
}

/// The question that is being answered, in place of a title of ours.
Said title_of(const Page& page, const core::walk::Writing& screen, const Wording& wording) {
  const auto& draft = walk_of(page).draft;
  if (screen.text == TextOf::Saw && draft && draft->question) return subject_in(page, *draft);
  return {std::string(wording.title), {}};
}

}  // namespace

Happened walk_writing(Page& page, const core::walk::Writing& screen) {
  const Words& words = page.words();
  const Wording wording = wording_of(page, screen.text);
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect keys = cut_keyboard(page, sheet);
  if (page.is_upright()) sheet.cut_top(page.px(2));
  Rect row = sheet.cut_bottom(page.px(mm::target));
  sheet.cut_bottom(page.px(mm::gap));
  if (main_action(page, row, "close", words.comment_close, Icon::Check))
    happened = core::walk::event::CloseText{};
  const std::size_t used = core::count_characters(screen.field.text);
  constexpr std::size_t most = core::walk::observation_characters_max;
  label(page.frame, "left", filled(words.characters_left, most - std::min(used, most)), row, soft(page),
        Vertical::Middle, Role::Status);
  const Said title = title_of(page, screen, wording);
  heading(page, sheet, title, mm::cap_large, sheet.height() * 0.5f);
  sheet.cut_top(page.px(1));
  const auto hint_high =
      static_cast<float>(measure_text(page.frame, wording.hint, sheet.width(), soft(page)).height);
  const bool has_room = sheet.height() - hint_high > page.px(34);
  if (has_room) paragraph_row(page, sheet, wording.hint, soft(page), 2);
  note(happened,
       text_field(page.frame,
                  {.id = "text", .name = title.text, .placeholder = words.write_here, .area = sheet},
                  screen.field));
  note(happened, keyboard(page.frame, keys, screen.field, page.dialogue.languages));
  if (!screen.pointed_out.empty()) return pointed_out(page, screen.field.text, screen.pointed_out);
  return happened;
}

}  // namespace talt::ui
