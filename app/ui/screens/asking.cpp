// SPDX-License-Identifier: EUPL-1.2
// The frame around each question: how far one has come, the question, and the ways on, back and out in the
// same places whatever is asked.
#include <algorithm>

#include "app/core/check.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

const core::Question& question_of(const Page& page, const core::Asking& screen) {
  return page.dialogue.questions[screen.question];
}

struct HasAnswer {
  bool operator()(const core::DotsDraft& draft) const {
    return std::any_of(draft.dots.begin(), draft.dots.end(), [](std::uint32_t dots) { return dots > 0; });
  }
  bool operator()(const core::ChoiceDraft& draft) const {
    return std::find(draft.chosen.begin(), draft.chosen.end(), true) != draft.chosen.end();
  }
  bool operator()(const core::ScaleDraft& draft) const { return draft.step.has_value(); }
  bool operator()(const core::TextDraft& draft) const { return !draft.field.text.empty(); }
  bool operator()(const core::PinDraft& draft) const { return !draft.pins.empty(); }
};

/// Leave in the upper end corner, progress beside the host's corner, the question between or below them.
Happened top(Page& page, const core::Asking& screen, Rect& sheet) {
  Happened happened;
  const Words& words = page.words();
  Rect bar = sheet;
  bar = bar.cut_top(page.px(mm::target));
  const bool narrow = page.is_upright();
  if (narrow) sheet.cut_top(page.px(mm::target) + page.px(2));
  const float leave_width = button_width(page.frame, words.leave, Icon::Close, mm::cap_body);
  if (button(page.frame, {.id = "leave",
                          .label = words.leave,
                          .area = bar.cut_end(leave_width),
                          .style = ButtonStyle::Quiet,
                          .icon = Icon::Close,
                          .cap_mm = mm::cap_body}))
    happened = core::event::Leave{};
  const std::string progress = filled(words.progress, screen.question + 1, page.dialogue.questions.size());
  Rect place = bar.cut_start(page.px(30));
  label(page.frame, "progress", progress, place, soft(page), Vertical::Middle, Role::Status);
  note(happened, host_corner(page));

  Rect title = sheet;
  if (!narrow) {
    title.cut_start(page.px(30));
    title.cut_end(leave_width + page.px(mm::gap));
  }
  const core::Question& question = question_of(page, screen);
  const bool is_text = question.kind == core::QuestionKind::Text || question.kind == core::QuestionKind::Pin;
  heading(page, title, said(page, question.title), is_text ? mm::cap_large + 0.6f : mm::cap_title,
          page.px(27));
  title.cut_top(page.px(2));
  // Lying, a map or a keyboard needs the height: there the help stands beside it.
  const bool is_beside = is_text && !narrow;
  const std::string help = screen.urged ? std::string(page.words().urged.view())
                           : is_beside  ? std::string()
                                        : said(page, question.help);
  if (!help.empty()) {
    TextStyle style = soft(page);
    if (screen.urged) style.weight = platform::TextWeight::Bold;
    paragraph_row(page, title, help, style, 1, screen.urged ? Role::Status : Role::Text);
  }
  sheet.top = narrow ? title.top : std::max(title.top, bar.bottom + page.px(2));
  sheet.cut_top(page.px(2));
  return happened;
}

Happened actions(Page& page, const core::Asking& screen, Rect row) {
  const Words& words = page.words();
  Happened happened;
  const bool answered = std::visit(HasAnswer{}, screen.visit.questions[screen.question].draft);
  const std::string_view main = screen.saving ? words.saving : words.next;
  if (main_action(page, row, "next", main, screen.saving ? Icon::None : Icon::Forward,
                  answered && !screen.saving))
    happened = core::event::Next{};
  if (side_action(page, row, "back", words.back, Icon::Back, page.is_upright()))
    note(happened, core::event::Back{});
  if (side_action(page, row, "skip", words.skip)) note(happened, core::event::Skip{});
  return happened;
}

Happened body(Page& page, const core::Asking& screen, const Rect& area) {
  switch (question_of(page, screen).kind) {
    case core::QuestionKind::Dots:
      return dots(page, screen, area);
    case core::QuestionKind::Choice:
      return choice(page, screen, area);
    case core::QuestionKind::Scale:
      return scale(page, screen, area);
    case core::QuestionKind::Text:
      return text(page, screen, area);
    case core::QuestionKind::Pin:
      return pin(page, screen, area);
  }
  core::check(false, "a kind of question that is none");
  return {};
}

}  // namespace

Happened asking(Page& page, const core::Asking& screen) {
  Rect sheet = sheet_of(page);
  const Rect row = cut_actions(page, sheet);
  Happened happened = top(page, screen, sheet);
  note(happened, body(page, screen, sheet));
  note(happened, actions(page, screen, row));
  if (!screen.pointed_out.empty()) return pointed_out(page, screen);
  return screen.saving ? Happened{} : happened;
}

}  // namespace talt::ui
