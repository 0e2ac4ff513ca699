// SPDX-License-Identifier: EUPL-1.2
// Something in the text looks like it names a person: shown as it stands, and the person decides.
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

std::string_view kind_in(const Words& words, core::PersonalKind kind) {
  switch (kind) {
    case core::PersonalKind::PersonalNumber:
      return words.personal_number;
    case core::PersonalKind::Phone:
      return words.phone;
    case core::PersonalKind::Email:
      return words.email;
  }
  core::check(false, "a kind of personal data that is none");
  return {};
}

/// All that this question's draft says in words, as core looked through it.
std::string written(const core::Asking& screen) {
  const core::Draft& draft = screen.visit.questions[screen.question].draft;
  if (const auto* text = std::get_if<core::TextDraft>(&draft)) return text->field.text;
  return {};
}

}  // namespace

Happened pointed_out(Page& page, const core::Asking& screen) {
  const Words& words = page.words();
  Rect card =
      dialog_card(page, page.is_upright() ? 124 : 170, page.is_upright() ? 150 : 112, words.pointed_out);
  Happened happened;
  const float gap = page.px(mm::gap);
  Rect row = card.cut_bottom(page.px(mm::target));
  std::vector<Rect> cells = row.columns(2, gap);
  if (page.is_upright()) {
    cells[0] = card.cut_bottom(page.px(mm::target) + gap).inset(0, gap / 2).moved(0, -gap / 2);
    cells[1] = row;
  }
  if (button(page.frame, {.id = "keep", .label = words.keep, .area = cells[0]}))
    happened = core::event::KeepText{};
  if (button(page.frame,
             {.id = "change", .label = words.change, .area = cells[1], .style = ButtonStyle::Primary}))
    note(happened, core::event::ChangeText{});
  card.cut_bottom(gap);
  paragraph_row(page, card, words.pointed_out, on_card(page, mm::cap_title, platform::TextWeight::Bold), 3,
                Role::Heading);
  paragraph_row(page, card, words.pointed_out_hint, on_card(page), 4);

  const core::PersonalFinding& first = screen.pointed_out.front();
  const std::string text = written(screen);
  paragraph_row(page, card, kind_in(words, first.kind), on_card(page), 1);
  if (first.begin < first.end && first.end <= text.size()) {
    TextStyle style = on_card(page, mm::cap_large, platform::TextWeight::Bold);
    style.lines_max = 1;
    paragraph_row(page, card, text.substr(first.begin, first.end - first.begin), style);
  }
  return happened;
}

}  // namespace talt::ui
