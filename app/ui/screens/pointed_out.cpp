// SPDX-License-Identifier: EUPL-1.2
// Something in the text looks like it names a person: shown as it stands, and the person decides.
#include "app/core/check.h"
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

/// What was looked through, as core did: a text, or the first comment in which something was found.
std::string_view written(const core::Asking& screen) {
  const core::Draft& draft = screen.visit.questions[screen.question].draft;
  if (const auto* text = std::get_if<core::TextDraft>(&draft)) return text->field.text;
  const auto* pins = std::get_if<core::PinDraft>(&draft);
  if (pins == nullptr) return {};
  for (std::size_t i = 0; i < pins->pins.size(); ++i) {
    const bool is_open = pins->commenting && pins->selected == i;
    const std::string& comment = is_open ? pins->comment.text : pins->pins[i].comment;
    if (!core::find_personal_data(comment).empty()) return comment;
  }
  return {};
}

/// Each kind once, with all that is of that kind, as far as there is room.
void draw_findings(Page& page, std::string_view text, const std::vector<core::PersonalFinding>& findings,
                   Rect card) {
  for (const core::PersonalKind kind :
       {core::PersonalKind::PersonalNumber, core::PersonalKind::Phone, core::PersonalKind::Email}) {
    std::string found;
    for (const core::PersonalFinding& one : findings) {
      if (one.kind != kind || one.begin >= one.end || one.end > text.size()) continue;
      if (!found.empty()) found += ",  ";
      // Isolated from left to right: in Arabic words a number's groups would change places.
      found += "\u2066";
      found += text.substr(one.begin, one.end - one.begin);
      found += "\u2069";
    }
    if (found.empty() || card.height() < page.px(20)) continue;
    paragraph_row(page, card, kind_in(page.words(), kind), on_card(page), 1);
    TextStyle style = on_card(page, mm::cap_large, platform::TextWeight::Bold);
    style.lines_max = 2;
    paragraph_row(page, card, found, style, 3);
  }
}

}  // namespace

Happened pointed_out(Page& page, const core::Asking& screen) {
  return pointed_out(page, written(screen), screen.pointed_out);
}

Happened pointed_out(Page& page, std::string_view text, const std::vector<core::PersonalFinding>& findings) {
  const Words& words = page.words();
  Rect card =
      dialog_card(page, page.is_upright() ? 124 : 170, page.is_upright() ? 160 : 126, words.pointed_out);
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

  draw_findings(page, text, findings, card);
  return happened;
}

}  // namespace talt::ui
