// SPDX-License-Identifier: EUPL-1.2
// Thank you; the answers so far where the dialogue lets them be shown and enough people have answered, with
// their number and what they are not; and what happens next.
#include <algorithm>

#include "app/core/limits.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

constexpr float bar_mm = 6;

struct Bar {
  std::string name;
  std::uint32_t count = 0;
};

std::vector<Bar> bars_of(const Page& page, const core::Question& question, const core::Tally& tally) {
  std::vector<Bar> bars;
  const auto& counts = question.kind == core::QuestionKind::Dots ? tally.dots_by : tally.people_by;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    std::string name;
    if (i < question.alternatives.size())
      name = said(page, question.alternatives[i].title);
    else if (i < question.categories.size())
      name = said(page, question.categories[i].title);
    else if (question.kind == core::QuestionKind::Scale)
      name = std::to_string(i + 1);
    else
      continue;
    if (question.kind == core::QuestionKind::Scale && i == 0) name += " – " + said(page, question.low);
    if (question.kind == core::QuestionKind::Scale && i + 1 == counts.size())
      name += " – " + said(page, question.high);
    bars.push_back({std::move(name), counts[i]});
  }
  return bars;
}

void draw_bar(Page& page, Rect& column, const Bar& bar, std::uint32_t most) {
  const TextStyle style = on_card(page);
  Rect row = column;
  row.cut_end(page.px(18));
  const auto height = static_cast<float>(measure_text(page.frame, bar.name, row.width(), style).height);
  Rect line = column.cut_top(height);
  Rect number = line.cut_end(page.px(16));
  line.cut_end(page.px(2));
  label(page.frame, "", bar.name, line, style);
  TextStyle bold = on_card(page, mm::cap_body, platform::TextWeight::Bold);
  bold.align = platform::TextAlign::End;
  label(page.frame, "", std::to_string(bar.count), number, bold);
  Rect track = column.cut_top(page.px(bar_mm));
  paint_box(page.frame, track, bar_mm / 2, page.theme().accent_soft);
  if (bar.count > 0) {
    const float share = static_cast<float>(bar.count) / static_cast<float>(std::max(most, 1u));
    paint_box(page.frame, track.cut_start(std::max(page.px(bar_mm), track.width() * share)), bar_mm / 2,
              page.theme().accent);
  }
  column.cut_top(page.px(3.5f));
}

float bar_height(Page& page, const Bar& bar, float width) {
  const float name = width - page.px(18);
  return static_cast<float>(measure_text(page.frame, bar.name, name, on_card(page)).height) +
         page.px(bar_mm + 3.5f);
}

/// Which questions' results this person may see: those answered, shown and with enough people.
std::vector<std::size_t> shown_results(const Page& page, const core::Thanks& screen) {
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < page.dialogue.questions.size() && i < page.state.tallies.size(); ++i) {
    const core::Question& question = page.dialogue.questions[i];
    const bool counts = question.kind != core::QuestionKind::Text &&
                        (question.kind != core::QuestionKind::Pin || !question.categories.empty());
    const bool answered = i < screen.visit.questions.size() && screen.visit.questions[i].confirmed &&
                          !std::holds_alternative<core::Skipped>(*screen.visit.questions[i].confirmed);
    if (counts && answered && question.results == core::ResultsPolicy::AfterAnswer &&
        page.state.tallies[i].may_be_shown())
      shown.push_back(i);
  }
  return shown;
}

void draw_results(Page& page, Rect area, const std::vector<std::size_t>& shown) {
  paint_card(page.frame, area);
  const Rect inside = area.inset(page.px(mm::pad));
  const Words& words = page.words();
  const float width = inside.width() - page.px(mm::target + mm::gap);
  const TextStyle title = on_card(page, mm::cap_large, platform::TextWeight::Bold);
  const auto measured = [&](std::string_view text, const TextStyle& style) {
    return static_cast<float>(measure_text(page.frame, text, width, style).height);
  };
  float height =
      measured(words.results_title, title) + measured(words.results_not_sample, on_card(page)) + page.px(10);
  for (const std::size_t i : shown) {
    height += measured(said(page, page.dialogue.questions[i].title), title) + page.px(20);
    for (const Bar& bar : bars_of(page, page.dialogue.questions[i], page.state.tallies[i]))
      height += bar_height(page, bar, width);
  }
  ScrollArea scroll(page.frame, "results", inside, height);
  Rect column = scroll.content;
  for (const std::size_t i : shown) {
    const core::Question& question = page.dialogue.questions[i];
    const core::Tally& tally = page.state.tallies[i];
    paragraph_row(page, column, said(page, question.title), title, 1, Role::Heading);
    paragraph_row(page, column, filled(words.results_people, tally.people), on_card(page), 3);
    const std::vector<Bar> bars = bars_of(page, question, tally);
    std::uint32_t most = 0;
    for (const Bar& bar : bars) most = std::max(most, bar.count);
    for (const Bar& bar : bars) draw_bar(page, column, bar, most);
    column.cut_top(page.px(4));
  }
  paragraph_row(page, column, words.results_not_sample, on_card(page));
}

void draw_next(Page& page, Rect area) {
  const Words& words = page.words();
  const core::Promise& promise = page.dialogue.promise;
  const std::string next = said(page, page.dialogue.next);
  const std::string hear_back = said(page, promise.hear_back);
  const std::string by = filled(words.hear_back_by, std::vector{date_in(words, promise.hear_back_by)});
  const TextStyle body{};
  const TextStyle title{.weight = platform::TextWeight::Bold, .colour = page.theme().accent_ink};
  float height = page.px(24);
  const float width = area.width() - page.px(mm::target + mm::gap);
  for (const std::string_view text : {words.what_next.view(), std::string_view(next), words.hear_back.view(),
                                      std::string_view(hear_back), std::string_view(by)})
    height += static_cast<float>(measure_text(page.frame, text, width, title).height);
  ScrollArea scroll(page.frame, "next.steps", area, height);
  Rect column = scroll.content;
  if (!next.empty()) paragraph_row(page, column, words.what_next, title, 1, Role::Heading);
  paragraph_row(page, column, next, body, 5);
  paragraph_row(page, column, words.hear_back, title, 1, Role::Heading);
  paragraph_row(page, column, hear_back, body, 1);
  paragraph_row(page, column, by, body);
}

bool answered_any(const core::Visit& visit) {
  return std::any_of(
      visit.questions.begin(), visit.questions.end(), [](const core::QuestionProgress& question) {
        return question.confirmed && !std::holds_alternative<core::Skipped>(*question.confirmed);
      });
}

}  // namespace

Happened thanks(Page& page, const core::Thanks& screen) {
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (main_action(page, actions, "done", page.words().done, Icon::Check)) happened = core::event::Done{};
  note(happened, host_corner(page));

  const std::vector<std::size_t> shown = shown_results(page, screen);
  Rect results = sheet;
  if (!shown.empty()) {
    results =
        page.is_upright() ? sheet.cut_bottom(sheet.height() * 0.42f) : sheet.cut_end(sheet.width() * 0.54f);
    page.is_upright() ? sheet.cut_bottom(page.px(mm::gap)) : sheet.cut_end(page.px(mm::margin));
  }
  sheet.cut_top(page.px(mm::target - 8));  // below the host's corner
  const bool answered = answered_any(screen.visit);
  heading(page, sheet, page.words().thanks, page.is_upright() ? mm::cap_huge : mm::cap_title + 1,
          page.px(30));
  sheet.cut_top(page.px(2));
  paragraph_row(page, sheet, answered ? page.words().thanks_saved : page.words().thanks_left,
                {.cap_mm = mm::cap_large}, 7, Role::Status);
  draw_next(page, sheet);
  if (!shown.empty()) draw_results(page, results, shown);
  return happened;
}

}  // namespace talt::ui
