// SPDX-License-Identifier: EUPL-1.2
// Observations by stop, good places, questions without an answer, and a walk-and-talk's questions and
// reflections.
#include "sync/receiver/protocol/page_work.h"

namespace talt::receiver::protocol {

namespace {

void write_asked(PageWork& work, const core::walk::Stop& stop) {
  if (stop.ask.empty()) return;
  work.page.element("p", {{"class", "label"}}, work.words.talk_here);
  const auto list = work.page.in("ul", {{"class", "asked"}});
  for (const auto& ask : stop.ask) work.page.element("li", {{"dir", "auto"}}, work.in(ask));
}

/// What was looked at again here is told in the follow-up: where to look for it.
void write_again(PageWork& work, const Items& again) {
  if (again.empty()) return;
  const auto line = work.page.in("p", {{"class", "meta"}});
  work.page.text(work.words.looked_again_here.string() + " ");
  for (std::size_t i = 0; i < again.size(); ++i) {
    if (i > 0) work.page.text(work.words.list_comma);
    write_number(work, *again[i]);
  }
}

/// A short list that leads to the observations.
void write_list(PageWork& work, const Items& items, std::string_view none) {
  auto& page = work.page;
  if (items.empty()) {
    page.element("p", {{"class", "empty"}}, none);
    return;
  }
  const auto list = page.in("ul", {{"class", "serious"}});
  for (const auto* item : items) {
    const auto line = page.in("li");
    draw_mark(page, *item, "mark");
    const auto body = page.in("div");
    {
      const auto head = page.in("div");
      write_number(work, *item);
      write_about(work, *item);
    }
    write_matter(work, *item);
    write_quote(work, *item);
  }
}

}  // namespace

void write_stops(PageWork& work) {
  auto& page = work.page;
  const auto section = page.in("section", {{"id", "stops"}});
  page.element("h2", work.words.by_stop);
  std::size_t letter = 0;
  for (const auto& at : work.story.stops) {
    const auto part = page.in("section", {{"class", "stop"}});
    {
      const auto heading = page.in("h3");
      if (at.stop) page.text(stop_letter(letter++) + " · ");
      page.element("bdi", at.stop ? work.in(at.stop->title) : std::string_view(work.words.elsewhere));
    }
    if (at.stop) write_asked(work, *at.stop);
    if (at.items.empty() && at.again.empty())
      page.element("p", {{"class", "empty"}}, work.words.nothing_here);
    write_again(work, at.again);
    for (const auto* item : at.items) write_observation(work, *item);
  }
  if (work.story.stops.empty()) page.element("p", {{"class", "empty"}}, work.words.nothing_noted);
}

void write_good_places(PageWork& work) {
  if (!work.is_told(work.story.good)) return;
  const auto section = work.page.in("section", {{"id", "good"}});
  work.page.element("h2", work.words.good_places);
  work.page.element("p", {{"class", "hint"}}, work.words.good_places_hint);
  write_list(work, work.story.good, work.words.good_places_none);
}

void write_open_questions(PageWork& work) {
  if (!work.is_told(work.story.open_questions)) return;
  const auto section = work.page.in("section", {{"id", "open"}});
  work.page.element("h2", work.words.open_questions);
  work.page.element("p", {{"class", "hint"}}, work.words.open_questions_hint);
  write_list(work, work.story.open_questions, work.words.open_questions_none);
}

void write_template(PageWork& work) {
  if (work.story.questions.empty()) return;
  auto& page = work.page;
  const auto section = page.in("section", {{"id", "template"}});
  page.element("h2", work.words.questions_template);
  std::size_t number = 0;
  for (const auto& [question, items] : work.story.questions) {
    const auto part = page.in("section");
    {
      const auto heading = page.in("h3");
      page.text(std::to_string(++number) + ". ");
      page.element("bdi", work.in(question->title));
    }
    if (!question->help.is_empty())
      page.element("p", {{"class", "hint"}, {"dir", "auto"}}, work.in(question->help));
    if (items.empty()) page.element("p", {{"class", "empty"}}, work.words.not_answered);
    for (const auto* item : items) write_observation(work, *item);
  }
}

void write_reflections(PageWork& work) {
  if (work.story.reflections.empty()) return;
  auto& page = work.page;
  const auto section = page.in("section", {{"id", "reflections"}});
  page.element("h2", work.words.reflections);
  page.element("p", {{"class", "hint"}}, work.words.reflections_hint);
  const auto list = page.in("ul", {{"class", "serious"}});
  for (const auto* item : work.story.reflections) {
    const auto line = page.in("li");
    draw_mark(page, *item, "mark");
    const auto body = page.in("div");
    {
      const auto head = page.in("div");
      write_number(work, *item);
      if (!item->about.empty()) {
        page.text(" · ");
        page.element("bdi", item->about);
      }
    }
    write_words(work, item->noted().reflection);
  }
}

}  // namespace talt::receiver::protocol
