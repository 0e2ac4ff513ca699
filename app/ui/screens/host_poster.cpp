// SPDX-License-Identifier: EUPL-1.2
// The dots of a paper poster, counted by staff: per alternative, and the people behind them where known.
#include <algorithm>
#include <numeric>

#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

struct Counter {
  std::string more_id;
  std::string less_id;
  std::string name;
  std::string value;
  bool can_less = false;
};
enum class Pressed { None, More, Less };

constexpr TextStyle name_style{.line_spacing = 1.1f};

float number_width(const Page& page) {
  return page.px(page.is_upright() ? 16 : 28);
}

/// As high as its name needs beside the two keys and the number, also where the sheet scrolls.
float counter_height(Page& page, float width, const std::string& name) {
  const float keys = 3 * page.px(mm::target) + 4 * page.px(mm::gap);
  const float beside = width - keys - number_width(page);
  return std::max(page.px(mm::target + 1),
                  static_cast<float>(measure_text(page.frame, name, beside, name_style).height));
}

/// A key keeps its size in a row that is higher.
Rect key_in(Page& page, Rect& row) {
  Rect key = row.cut_end(page.px(mm::target));
  const float spare = std::max(0.0f, key.height() - page.px(mm::target + 1));
  key.top += spare / 2;
  key.bottom -= spare / 2;
  return key;
}

Pressed draw_counter(Page& page, Rect row, const Counter& counter) {
  const Words& words = page.words();
  const float gap = page.px(mm::gap);
  Pressed pressed = Pressed::None;
  if (button(page.frame, {.id = counter.more_id,
                          .label = filled(words.one_more, std::vector{counter.name}),
                          .area = key_in(page, row),
                          .icon = Icon::Plus,
                          .icon_only = true,
                          .repeats = true}))
    pressed = Pressed::More;
  row.cut_end(gap);
  const Rect number = row.cut_end(number_width(page));
  row.cut_end(gap);
  if (button(page.frame, {.id = counter.less_id,
                          .label = filled(words.one_less, std::vector{counter.name}),
                          .area = key_in(page, row),
                          .icon = Icon::Minus,
                          .icon_only = true,
                          .enabled = counter.can_less,
                          .repeats = true}))
    pressed = Pressed::Less;
  row.cut_end(gap);
  TextStyle centred{.cap_mm = mm::cap_title,
                    .weight = platform::TextWeight::Bold,
                    .align = platform::TextAlign::Centre,
                    .line_spacing = 1.1f};
  centred = fitted(page.frame, counter.value, number, centred);
  label(page.frame, "", counter.value, number, centred, Vertical::Middle, Role::Status);
  label(page.frame, "", counter.name, row, fitted(page.frame, counter.name, row, name_style),
        Vertical::Middle);
  return pressed;
}

Happened choose_question(Page& page, Rect sheet) {
  const Words& words = page.words();
  heading(page, sheet, words.poster_question, mm::cap_title, page.px(28));
  sheet.cut_top(page.px(mm::gap));
  std::vector<std::size_t> dots;
  for (std::size_t i = 0; i < page.dialogue.questions.size(); ++i)
    if (page.dialogue.questions[i].kind == core::QuestionKind::Dots) dots.push_back(i);
  if (dots.empty()) {
    paragraph_row(page, sheet, words.poster_none, {});
    return {};
  }
  Happened happened;
  const float gap = page.px(mm::gap);
  const float row = page.px(22);
  ScrollArea scroll(page.frame, "questions", sheet, static_cast<float>(dots.size()) * (row + gap) - gap);
  Rect column = scroll.content;
  for (const std::size_t i : dots) {
    const core::Question& question = page.dialogue.questions[i];
    if (option(page.frame, {.id = "poster:" + question.id,
                            .title = said(page, question.title),
                            .area = column.cut_top(row)}))
      note(happened, core::event::PosterQuestion{i});
    column.cut_top(gap);
  }
  return happened;
}

Happened count_dots(Page& page, const core::HostPoster& screen, Rect sheet) {
  const core::Question& question = page.dialogue.questions[*screen.question];
  const Words& words = page.words();
  heading(page, sheet, said(page, question.title), mm::cap_large, page.px(20));
  sheet.cut_top(page.px(mm::gap));
  const float gap = page.px(mm::gap);
  std::vector<float> heights;
  for (const auto& alternative : question.alternatives)
    heights.push_back(counter_height(page, sheet.width(), said(page, alternative.title)));
  const float people_height = page.px(mm::target + 1);
  const float all = std::accumulate(heights.begin(), heights.end(), people_height) +
                    gap * static_cast<float>(heights.size());
  ScrollArea scroll(page.frame, "poster", sheet, all);
  Rect column = scroll.content;
  Happened happened;
  for (std::size_t i = 0; i < question.alternatives.size(); ++i) {
    const core::Alternative& alternative = question.alternatives[i];
    const std::uint32_t have = i < screen.dots.size() ? screen.dots[i] : 0;
    const Pressed pressed = draw_counter(page, column.cut_top(heights[i]),
                                         {"more:" + alternative.id, "less:" + alternative.id,
                                          said(page, alternative.title), std::to_string(have), have > 0});
    column.cut_top(gap);
    if (pressed != Pressed::None)
      note(happened, core::event::PosterAdd{i, pressed == Pressed::More ? 1 : -1});
  }
  const std::string people =
      screen.people > 0 ? std::to_string(screen.people) : std::string(words.people_unknown.view());
  const Pressed pressed = draw_counter(
      page, column.cut_top(people_height),
      {"people.more", "people.less", std::string(words.people.view()), people, screen.people > 0});
  if (pressed != Pressed::None) note(happened, core::event::PosterPeople{pressed == Pressed::More ? 1 : -1});
  return happened;
}

}  // namespace

Happened host_poster(Page& page, const core::HostPoster& screen) {
  const Words& words = page.words();
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  const bool any =
      std::any_of(screen.dots.begin(), screen.dots.end(), [](std::uint32_t dots) { return dots > 0; });
  if (screen.question && main_action(page, actions, "host.save", screen.saving ? words.saving : words.save,
                                     Icon::Check, any && !screen.saving))
    happened = core::event::SavePoster{};
  if (side_action(page, actions, "host.back", words.back, Icon::Back))
    note(happened, core::event::HostBack{});
  note(happened, screen.question ? count_dots(page, screen, sheet) : choose_question(page, sheet));
  return screen.saving ? Happened{} : happened;
}

}  // namespace talt::ui
