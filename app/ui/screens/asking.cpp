// SPDX-License-Identifier: EUPL-1.2
// The frame around each question: how far one has come, the question, and the ways on, back and out in the
// same places whatever is asked.
#include <algorithm>
#include <vector>

#include "app/core/check.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

constexpr float progress_mm = 1.6f;

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

/// What stands below the question: the dialogue's help, else the rule of its kind; the kind reminder instead
/// where a required question was skipped.
std::vector<Said> hints_of(const Page& page, const core::Asking& screen) {
  const Words& words = page.words();
  if (screen.urged) return {{std::string(words.urged.view()), {}}};
  const core::Question& question = question_of(page, screen);
  // Lying, a map or a keyboard needs the height: there the help stands beside it.
  const bool is_beside =
      question.kind == core::QuestionKind::Text || question.kind == core::QuestionKind::Pin;
  if (is_beside && !page.is_upright()) return {};
  std::vector<Said> hints;
  if (Said help = said(page, question.help); !help.empty()) hints.push_back(std::move(help));
  const auto most = static_cast<std::uint64_t>(question.choices_max);
  const auto dots = static_cast<std::uint64_t>(question.dots);
  if (question.kind == core::QuestionKind::Choice && question.choices_max > 1)
    hints.push_back({filled(words.choose_most, most), {}});
  if (!hints.empty()) return hints;
  if (question.kind == core::QuestionKind::Choice)
    hints.push_back({std::string(words.choose_one.view()), {}});
  if (question.kind == core::QuestionKind::Scale)
    hints.push_back({std::string(words.choose_step.view()), {}});
  if (question.kind == core::QuestionKind::Dots)
    hints.push_back({question.stack_max > 1
                         ? filled(words.dots_rule_stack, dots, static_cast<std::uint64_t>(question.stack_max))
                         : filled(words.dots_rule, dots),
                     {}});
  return hints;
}

TextStyle title_style(float cap_mm) {
  return {.cap_mm = cap_mm, .weight = platform::TextWeight::Bold};
}

/// The largest title of which every line is needed: a smaller one on fewer lines leaves more to what is
/// asked.
TextStyle title_fitted(Page& page, const Spoken& title, float width, float height_max, float most_mm) {
  const int fewest = measure_text(page.frame, title, width, title_style(mm::cap_title_least)).lines;
  TextStyle style = title_style(most_mm);
  while (style.cap_mm > mm::cap_body) {
    const bool is_spread =
        style.cap_mm > mm::cap_title_least && measure_text(page.frame, title, width, style).lines > fewest;
    if (!is_spread && fits(page.frame, title, width, height_max, style)) return style;
    style.cap_mm = std::max(mm::cap_body, style.cap_mm - 0.35f);
  }
  return style;
}

struct Heading {
  Said title;
  std::vector<Said> hints;
  TextStyle title_style;
  TextStyle hint_style;
  Role hint_role = Role::Text;
};

float height_of(Page& page, const Heading& heading, float width) {
  float height = 0;
  const auto add = [&](const Spoken& words, const TextStyle& style) {
    height += static_cast<float>(measure_text(page.frame, words, width, style).height) + page.px(1);
  };
  add(heading.title, heading.title_style);
  for (const Said& hint : heading.hints) add(hint, heading.hint_style);
  return height;
}

void draw_heading(Page& page, const Heading& heading, Rect column) {
  paragraph_row(page, column, heading.title, heading.title_style, 1, Role::Heading);
  for (const Said& hint : heading.hints)
    paragraph_row(page, column, hint, heading.hint_style, 1, heading.hint_role);
}

/// The question with its hints, cut off the top of `sheet`; paged where it is longer than its share of it.
void draw_question(Page& page, const core::Asking& screen, Rect& sheet, const Rect& beside) {
  const core::QuestionKind kind = question_of(page, screen).kind;
  // A keyboard or a map wants more room than cards do.
  const bool is_tight = kind == core::QuestionKind::Text || kind == core::QuestionKind::Pin;
  const float height_max = sheet.height() * (is_tight ? 0.265f : page.is_upright() ? 0.3f : 0.42f);
  Heading heading{said(page, question_of(page, screen).title), hints_of(page, screen), {}, soft(page)};
  if (screen.urged) heading.hint_style.weight = platform::TextWeight::Bold;
  if (screen.urged) heading.hint_role = Role::Status;
  float hints = 0;
  for (const Said& hint : heading.hints)
    hints += static_cast<float>(measure_text(page.frame, hint, beside.width(), heading.hint_style).height) +
             page.px(1);
  heading.title_style = title_fitted(page, heading.title, beside.width(), height_max - hints - page.px(1),
                                     is_tight ? mm::cap_title_least : mm::cap_title);
  Rect view = beside;
  const float wanted = height_of(page, heading, view.width());
  const float height = std::max(page.px(mm::target), std::min(height_max, wanted));
  view.bottom = view.top + height;
  sheet.top = view.bottom + page.px(1);
  // Upright, what is tapped may stand below the button that leaves.
  if (page.is_upright() && !is_tight)
    sheet.top = std::max(sheet.top, view.top + page.px(mm::target) + page.px(mm::gap));
  // Not against the view's own height, which adding and taking away its top has rounded.
  if (wanted <= height) return draw_heading(page, heading, view.centred(view.width(), wanted));
  sheet.top = view.bottom + page.px(mm::gap);  // its page buttons keep clear of what is below
  const float width = view.width() - pager_width(page) - page.px(mm::gap);
  ScrollArea scroll(page.frame, "question", view, height_of(page, heading, width),
                    {.ground = page.theme().ground});
  draw_heading(page, heading, scroll.content);
}

/// How far one has come, as a line of pieces along the upper edge.
void draw_progress(Page& page, const core::Asking& screen) {
  const std::size_t count = page.dialogue.questions.size();
  Rect line = page.frame.screen;
  line = line.cut_top(page.px(progress_mm));
  Node node;
  node.id = "progress";
  node.role = Role::Status;
  node.name = filled(page.words().progress, screen.question + 1, count);
  node.rect = line;
  add_node(page.frame, std::move(node));
  const std::vector<Rect> pieces = line.columns(count, page.px(0.8f));
  for (std::size_t i = 0; i < pieces.size(); ++i)
    page.frame.list->AddRectFilled(pieces[i].min(), pieces[i].max(),
                                   i <= screen.question ? page.theme().accent : page.theme().line);
}

/// Leave in the upper end corner, the question beside it.
Happened top(Page& page, const core::Asking& screen, Rect& sheet) {
  Happened happened;
  const Words& words = page.words();
  draw_progress(page, screen);
  Rect bar = sheet;
  bar.bottom = bar.top + page.px(mm::target);
  const bool icon_only = page.is_upright();
  const float width =
      icon_only ? page.px(mm::target) : button_width(page.frame, words.leave, Icon::Close, mm::cap_body);
  if (button(page.frame, {.id = "leave",
                          .label = words.leave,
                          .area = bar.cut_end(width),
                          .style = ButtonStyle::Quiet,
                          .icon = Icon::Close,
                          .icon_only = icon_only,
                          .cap_mm = mm::cap_body}))
    happened = core::event::Leave{};
  bar.cut_end(page.px(mm::gap));
  note(happened, host_corner(page));
  draw_question(page, screen, sheet, bar);
  return happened;
}

struct Actions {
  Rect back, skip, next;
  Rect strip;  // between them
  bool short_back = false;
  Icon next_icon = Icon::Forward;
  bool is_next_icon_only = false;
};

/// With no more around the words than they need: for a row that is short of room.
float bare_width(Page& page, const Spoken& label) {
  const TextStyle style{.cap_mm = mm::cap_body, .weight = platform::TextWeight::Medium};
  const auto words = static_cast<float>(measure_text(page.frame, label, 0, style).width);
  return std::max(page.px(mm::target), words + page.px(7));
}

/// The main one in the end corner, the others from the start on.
Actions lay_out_actions(Page& page, const core::Asking& screen, Rect row) {
  const core::Question& question = question_of(page, screen);
  const Words& words = page.words();
  Actions actions;
  // A tray and page buttons need the room between them.
  actions.short_back = page.is_upright() || question.kind == core::QuestionKind::Dots;
  const float gap = page.px(mm::gap);
  float next = std::max(page.px(36), std::max(button_width(page.frame, words.next, Icon::Forward),
                                              button_width(page.frame, words.saving)));
  float skip = button_width(page.frame, words.skip, Icon::None, mm::cap_body);
  const float back = actions.short_back ? page.px(mm::target)
                                        : button_width(page.frame, words.back, Icon::Back, mm::cap_body);
  if (back + skip + next + 2 * gap > row.width()) {
    skip = bare_width(page, words.skip);
    next = std::max(bare_width(page, words.next), bare_width(page, words.saving));
    actions.next_icon = Icon::None;
    if (back + skip + next + 2 * gap > row.width()) {
      next = page.px(mm::target);
      actions.next_icon = Icon::Forward;
      actions.is_next_icon_only = true;
    }
  }
  actions.back = row.cut_start(back);
  row.cut_start(gap);
  actions.next = row.cut_end(std::min(next, row.width()));
  row.cut_end(gap);
  actions.skip = row.cut_start(std::min(skip, row.width()));
  row.cut_start(gap);
  actions.strip = row;
  return actions;
}

Happened draw_actions(Page& page, const core::Asking& screen, const Actions& actions) {
  const Words& words = page.words();
  Happened happened;
  const bool answered = std::visit(HasAnswer{}, screen.visit.questions[screen.question].draft);
  if (button(page.frame, {.id = "back",
                          .label = words.back,
                          .area = actions.back,
                          .style = ButtonStyle::Quiet,
                          .icon = Icon::Back,
                          .icon_only = actions.short_back,
                          .cap_mm = mm::cap_body}))
    happened = core::event::Back{};
  if (button(page.frame, {.id = "skip",
                          .label = words.skip,
                          .area = actions.skip,
                          .style = ButtonStyle::Quiet,
                          .cap_mm = mm::cap_body}))
    note(happened, core::event::Skip{});
  if (button(page.frame,
             {.id = "next",
              .label = screen.saving ? words.saving : words.next,
              .area = actions.next,
              .style = ButtonStyle::Primary,
              .icon = screen.saving && !actions.is_next_icon_only ? Icon::None : actions.next_icon,
              .icon_only = actions.is_next_icon_only,
              .enabled = answered && !screen.saving}))
    note(happened, core::event::Next{});
  return happened;
}

Happened body(Page& page, const core::Asking& screen, const Rect& area, const Rect& strip) {
  switch (question_of(page, screen).kind) {
    case core::QuestionKind::Dots:
      return dots(page, screen, area, strip);
    case core::QuestionKind::Choice:
      return choice(page, screen, area, strip);
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
  const Actions actions = lay_out_actions(page, screen, cut_actions(page, sheet));
  Happened happened = top(page, screen, sheet);
  note(happened, body(page, screen, sheet, actions.strip));
  note(happened, draw_actions(page, screen, actions));
  if (!screen.pointed_out.empty()) return pointed_out(page, screen);
  return screen.saving ? Happened{} : happened;
}

}  // namespace talt::ui
