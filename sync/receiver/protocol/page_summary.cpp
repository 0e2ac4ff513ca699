// SPDX-License-Identifier: EUPL-1.2
// The walk in short, and its map.
#include "sync/receiver/protocol/page_work.h"

namespace talt::receiver::protocol {

using core::walk::Verdict;

namespace {

void write_tally(PageWork& work) {
  auto& page = work.page;
  const auto& [words, counts] = std::tie(work.words, work.story.counts);
  const auto list = page.in("ul", {{"class", "tally"}});
  const auto tell = [&](std::size_t count, std::string_view title, std::optional<Verdict> verdict,
                        bool is_sign) {
    const auto item = page.in("li");
    page.element("b", std::to_string(count));
    const auto label = page.in("span");
    if (is_sign) draw_sign(page, verdict, "mark small");
    page.text(title);
  };
  tell(counts.bad, words.bad, Verdict::Bad, true);
  tell(counts.good, words.good, Verdict::Good, true);
  tell(counts.questions, words.question, Verdict::Question, true);
  if (counts.notes > 0) tell(counts.notes, words.note, {}, true);
  tell(counts.quotes, words.quotes, {}, false);
  tell(counts.photos, words.photos, {}, false);
  if (counts.voices > 0) tell(counts.voices, words.voices, {}, false);
  std::size_t actions = 0;
  for (const auto& party : work.story.actions) actions += party.items.size();
  tell(actions, words.actions_count, {}, false);
}

void write_serious(PageWork& work) {
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
      page.text(" · ");
      page.element("bdi", item->about.empty() ? words.note.string() : item->about);
      page.text(" · " + words.seriousness.string() + ": " +
                words.seriousnesses[static_cast<std::size_t>(item->noted().seriousness)].string());
      if (const auto& place = item->place.empty() ? item->stop : item->place; !place.empty()) {
        page.text(" · ");
        page.element("bdi", place);
      }
    }
    write_words(work, *item, item->noted().saw.empty() ? item->noted().said : item->noted().saw);
  }
}

void write_legend(PageWork& work) {
  auto& page = work.page;
  const auto& words = work.words;
  const auto list = page.in("ul", {{"class", "legend"}});
  const auto sign = [&](std::optional<Verdict> verdict, std::string_view title) {
    const auto item = page.in("li");
    draw_sign(page, verdict, "mark small");
    page.text(title);
  };
  sign(Verdict::Bad, words.bad);
  sign(Verdict::Good, words.good);
  sign(Verdict::Question, words.question);
  if (work.story.counts.notes > 0) sign({}, words.note);
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
