// SPDX-License-Identifier: EUPL-1.2
// Thank you; the answers so far where the dialogue lets them be shown and enough people have answered, with
// their number and what they are not; and what happens next.
#include <algorithm>
#include <vector>

#include "app/core/limits.h"
#include "app/ui/screens/flow.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {
namespace {

constexpr float cap_thanks_mm = 10;
constexpr float bar_mm = 4;
constexpr float number_mm = 16;
constexpr float part_gap_mm = 4;
constexpr float results_share = 0.54f;  // of the width
constexpr float results_share_upright = 0.58f;

struct Bar {
  Said name;
  std::uint32_t count = 0;
};

Said name_of(const Page& page, const core::Question& question, std::size_t i) {
  if (question.kind == core::QuestionKind::Scale) {
    const bool is_low = i == 0, is_high = i + 1 == static_cast<std::size_t>(question.steps);
    if (!is_low && !is_high) return {std::to_string(i + 1), {}};
    const Said end = said(page, is_low ? question.low : question.high);
    return {std::to_string(i + 1) + " – " + end.text, end.language};
  }
  if (i < question.alternatives.size()) return said(page, question.alternatives[i].title);
  if (i < question.categories.size()) return said(page, question.categories[i].title);
  return {};
}

std::vector<Bar> bars_of(const Page& page, const core::Question& question, const core::Tally& tally) {
  std::vector<Bar> bars;
  const auto& counts = question.kind == core::QuestionKind::Dots ? tally.dots_by : tally.people_by;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (Said name = name_of(page, question, i); !name.empty()) bars.push_back({std::move(name), counts[i]});
  return bars;
}

bool answered(const core::Visit& visit, std::size_t question) {
  return question < visit.questions.size() && visit.questions[question].confirmed &&
         !std::holds_alternative<core::Skipped>(*visit.questions[question].confirmed);
}

/// What this person may see: of what they answered, what the dialogue shows.
std::vector<std::size_t> open_results(const Page& page, const core::Thanks& screen) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < page.dialogue.questions.size() && i < page.state.tallies.size(); ++i) {
    const core::Question& question = page.dialogue.questions[i];
    const bool counts = question.kind != core::QuestionKind::Text &&
                        (question.kind != core::QuestionKind::Pin || !question.categories.empty());
    if (counts && question.results == core::ResultsPolicy::AfterAnswer && answered(screen.visit, i))
      open.push_back(i);
  }
  return open;
}

void draw_bar(Page& page, const Bar& bar, std::uint32_t most, Rect place) {
  Rect track = place.cut_bottom(page.px(bar_mm + 2));
  track.cut_bottom(page.px(2));
  TextStyle number = on_card(page, mm::cap_body, platform::TextWeight::Bold);
  number.align = platform::TextAlign::End;
  label(page.frame, "", std::to_string(bar.count), place.cut_end(page.px(number_mm)), number,
        Vertical::Bottom);
  place.cut_end(page.px(2));
  label(page.frame, "", bar.name, place, on_card(page));
  paint_box(page.frame, track, bar_mm / 2, mix(page.theme().card, page.theme().ink, 0.09f));
  if (bar.count == 0) return;
  const float share = static_cast<float>(bar.count) / static_cast<float>(std::max(most, 1u));
  paint_box(page.frame, track.cut_start(std::max(page.px(bar_mm), track.width() * share)), bar_mm / 2,
            page.theme().accent);
}

void add_bars(Page& page, Flow& flow, const core::Question& question, const core::Tally& tally, float width) {
  const std::vector<Bar> bars = bars_of(page, question, tally);
  std::uint32_t most = 0;
  for (const Bar& bar : bars) most = std::max(most, bar.count);
  for (const Bar& bar : bars) {
    const float name_width = width - page.px(number_mm + 2);
    const auto name =
        static_cast<float>(measure_text(page.frame, bar.name, name_width, on_card(page)).height);
    flow.piece(name + page.px(bar_mm + 2),
               [&page, bar, most](const Rect& place) { draw_bar(page, bar, most, place); });
  }
}

/// How many people answered, that they are no sample of all, and what they said.
void add_result(Page& page, Flow& flow, std::size_t question, float width) {
  const core::Question& asked = page.dialogue.questions[question];
  const core::Tally& tally = page.state.tallies[question];
  const Words& words = page.words();
  flow.words(said(page, asked.title), on_card(page, mm::cap_large, platform::TextWeight::Bold),
             Role::Heading);
  flow.keep_with_next();
  if (!tally.may_be_shown()) {
    flow.words(words.results_later, on_card(page));
    return flow.gap(part_gap_mm);
  }
  flow.words(filled(words.results_people, tally.people), on_card(page));
  if (asked.kind == core::QuestionKind::Dots) {
    std::uint64_t dots = 0;
    for (const std::uint32_t count : tally.dots_by) dots += count;
    flow.keep_with_next();
    flow.words(filled(words.results_dots, dots), on_card(page));
  }
  flow.keep_with_next();
  flow.words(words.results_not_sample, on_card(page));  // before the bars: nobody should read them without it
  flow.gap(2);
  flow.keep_with_next();
  add_bars(page, flow, asked, tally, width);
  flow.gap(part_gap_mm);
}

void add_thanks(Page& page, Flow& flow, const core::Thanks& screen) {
  bool any = false;
  for (std::size_t i = 0; i < screen.visit.questions.size(); ++i) any = any || answered(screen.visit, i);
  flow.words(page.words().thanks, {.cap_mm = cap_thanks_mm, .weight = platform::TextWeight::Bold},
             Role::Heading);
  flow.keep_with_next();
  flow.words(any ? page.words().thanks_saved : page.words().thanks_left, {.cap_mm = mm::cap_large},
             Role::Status);
  flow.gap(part_gap_mm + 1);
}

void add_next(Page& page, Flow& flow) {
  const Words& words = page.words();
  const core::Promise& promise = page.dialogue.promise;
  const TextStyle body{};
  const TextStyle title{.weight = platform::TextWeight::Bold, .colour = page.theme().accent_ink};
  if (Said next = said(page, page.dialogue.next); !next.empty()) {
    flow.words(words.what_next, title, Role::Heading);
    flow.keep_with_next();
    flow.words(std::move(next), body);
    flow.gap(part_gap_mm);
  }
  flow.words(words.hear_back, title, Role::Heading);
  flow.keep_with_next();
  flow.words(said(page, promise.hear_back), body);
  flow.keep_with_next();
  flow.words(filled(words.hear_back_by, std::vector{date_in(words, promise.hear_back_by)}), body);
}

/// The words and the results side by side where the screen lies, else the results below, each page a whole.
struct Layout {
  Rect words;
  Rect results;  // the card; empty without any
};

Layout lay_out(const Page& page, Rect area, bool any_results) {
  if (!any_results) return {area, {}};
  if (page.is_upright()) {
    const Rect results = area.cut_bottom(area.height() * results_share_upright);
    area.cut_bottom(page.px(mm::gap));
    return {area, results};
  }
  const Rect results = area.cut_end(area.width() * results_share);
  area.cut_end(page.px(mm::margin));
  return {area, results};
}

void draw_all(Page& page, const core::Thanks& screen, const Rect& area, const Rect& strip) {
  const std::vector<std::size_t> open = open_results(page, screen);
  const Layout layout = lay_out(page, area, !open.empty());
  const Rect inside = layout.results.inset(page.px(mm::pad), page.px(mm::pad - 1));
  Flow words(page, layout.words.width(), layout.words.height());
  add_thanks(page, words, screen);
  add_next(page, words);
  Flow results(page, inside.width(), inside.height());
  for (const std::size_t i : open) add_result(page, results, i, inside.width());

  const Pages pages = pages_of(page, area.height(), std::max(words.pages(1), results.pages(1)));
  ScrollArea scroll(page.frame, "thanks", area, pages.height, {.buttons = strip, .step = pages.pitch});
  const float moved = scroll.content.top - area.top;
  for (std::size_t i = 0; i < results.pages(1); ++i)
    paint_card(page.frame, layout.results.moved(0, moved + static_cast<float>(i) * pages.pitch));
  words.draw({layout.words.moved(0, moved)}, pages.pitch);
  if (!open.empty()) results.draw({inside.moved(0, moved)}, pages.pitch);
}

}  // namespace

Happened thanks(Page& page, const core::Thanks& screen) {
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  if (main_action(page, actions, "done", page.words().done, Icon::Check)) happened = core::event::Done{};
  note(happened, host_corner(page));
  draw_all(page, screen, sheet, actions);
  return happened;
}

}  // namespace talt::ui
