// SPDX-License-Identifier: EUPL-1.2
// The walk in short, and its map.
#include <algorithm>

#include "sync/receiver/protocol/page_work.h"

namespace talt::receiver::protocol {

namespace {

void write_tally(PageWork& work) {
  auto& page = work.page;
  const auto& [words, counts] = std::tie(work.words, work.story.counts);
  const auto list = page.in("ul", {{"class", "tally"}});
  const auto tell = [&](std::size_t count, std::string_view title, std::optional<Sign> sign = {}) {
    const auto item = page.in("li");
    page.element("b", std::to_string(count));
    const auto label = page.in("span");
    if (sign) draw_sign(page, *sign, "mark small");
    page.text(title);
  };
  const bool is_safety = work.plan().kind == core::walk::Kind::Safety;
  if (!is_safety) tell(counts.answers, words.answers);
  if (is_safety || counts.bad > 0) tell(counts.bad, words.bad, Sign::Bad);
  if (is_safety || counts.good > 0) tell(counts.good, words.good, Sign::Good);
  if (is_safety || counts.questions > 0) tell(counts.questions, words.question, Sign::Question);
  if (counts.notes > 0) tell(counts.notes, words.note, Sign::Note);
  if (work.is_follow_up()) tell(counts.seen_again, words.seen_again);
  tell(counts.quotes, words.quotes);
  tell(counts.photos, words.photos);
  if (counts.voices > 0) tell(counts.voices, words.voices);
  std::size_t actions = 0;
  for (const auto& party : work.story.actions) actions += party.items.size();
  if (is_safety || actions > 0) tell(actions, words.actions_count);
}

void write_serious(PageWork& work) {
  if (!work.is_told(work.story.serious)) return;
  auto& page = work.page;
  const auto& words = work.words;
  page.element("h3", words.most_serious);
  if (work.story.serious.empty()) {
    page.element("p", {{"class", "empty"}}, words.most_serious_none);
    return;
  }
  const auto list = page.in("ul", {{"class", "serious"}});
  for (const auto* item : work.story.serious) {
    const auto line = page.in("li");
    draw_mark(page, *item, "mark");
    const auto body = page.in("div");
    {
      const auto head = page.in("div");
      write_number(work, *item);
      page.text(" · " + seriousness_in_words(item->seriousness, words));
      write_about(work, *item);
    }
    write_matter(work, *item);
    if (item->noted().saw.empty()) write_quote(work, *item);
  }
}

void write_legend(PageWork& work) {
  auto& page = work.page;
  const auto& words = work.words;
  const auto list = page.in("ul", {{"class", "legend"}});
  const auto tell = [&](Sign sign, std::string_view title) {
    const bool is_there = std::any_of(work.story.all.begin(), work.story.all.end(),
                                      [&](const Item& item) { return item.sign() == sign; });
    if (!is_there) return;
    const auto item = page.in("li");
    draw_sign(page, sign, "mark small");
    page.text(title);
  };
  tell(Sign::Bad, words.bad);
  tell(Sign::Good, words.good);
  tell(Sign::Question, words.question);
  tell(Sign::Note, words.note);
  tell(Sign::Done, words.outcome_done);
  for (std::size_t i = 0; i < work.plan().stops.size(); ++i) {
    const auto item = page.in("li");
    page.element("span", {{"class", "letter"}}, stop_letter(i));
    page.element("bdi", work.in(work.plan().stops[i].title));
  }
}

}  // namespace

void write_summary(PageWork& work) {
  const auto section = work.page.in("section", {{"id", "summary"}});
  work.page.element("h2", work.words.summary);
  if (work.story.all.empty()) work.page.element("p", {{"class", "empty"}}, work.words.nothing_noted);
  write_tally(work);
  if (work.story.counts.withdrawn > 0)
    work.page.element("p", {{"class", "hint withdrawn"}},
                      work.words.withdrawn.string() + ": " + std::to_string(work.story.counts.withdrawn));
  write_serious(work);
}

void write_map(PageWork& work) {
  auto& page = work.page;
  const auto section = page.in("section", {{"id", "map"}, {"class", "hold"}});
  page.element("h2", work.words.map);
  if (!work.frame) {
    page.element("p", {{"class", "empty"}}, work.words.no_positions);
    return;
  }
  const auto outside = draw_map(page, work.story, *work.frame, work.background, work.words);
  write_legend(work);
  const auto hint = page.in("p", {{"class", "hint"}});
  if (work.background.pictures.empty())
    page.text(work.words.your_own_map);
  else if (!work.background.attribution.empty())
    page.text(filled(work.words.by_attribution, {work.background.attribution}));
  if (outside > 0) page.text(" " + work.words.outside_map.string() + ": " + std::to_string(outside));
}

}  // namespace talt::receiver::protocol
