// SPDX-License-Identifier: EUPL-1.2
// What became of the earlier walk, the action list, and what is missing.
#include <tuple>

#include "sync/receiver/protocol/page_work.h"

namespace talt::receiver::protocol {

using core::walk::Status;

namespace {

std::string status_in_words(Status status, const Words& words) {
  return words.statuses[static_cast<std::size_t>(status)].string();
}

void write_head_row(Markup& page, std::initializer_list<std::string_view> titles) {
  const auto head = page.in("thead");
  const auto row = page.in("tr");
  for (const auto title : titles) page.element("th", {{"scope", "col"}}, title);
}

void write_then(PageWork& work, std::size_t index, const OfEarlier& of) {
  auto& page = work.page;
  const auto& earlier = *of.earlier;
  const auto cell = page.in("td");
  if (!of.theme.empty()) page.element("p", {{"class", "status"}, {"dir", "auto"}}, of.theme);
  if (work.dialogue_pictures.earlier.contains(index))
    page.empty("img",
               {{"src", work.dialogue_pictures.earlier.at(index)}, {"alt", earlier.saw}, {"class", "then"}});
  write_words(work, earlier.saw);
  write_labelled(work, work.words.proposal, earlier.proposal);
  if (!earlier.where.empty()) page.element("p", {{"class", "meta"}, {"dir", "auto"}}, earlier.where);
  const auto seriousness = seriousness_in_words(work.story.account->earlier[index].seriousness, work.words);
  if (!seriousness.empty()) page.element("p", {{"class", "meta"}}, seriousness);
}

void write_decided(PageWork& work, const OfEarlier& of) {
  auto& page = work.page;
  const auto& earlier = *of.earlier;
  const auto cell = page.in("td");
  if (!of.party.empty()) page.element("p", {{"dir", "auto"}}, of.party);
  page.element("p", {{"class", "status"}}, status_in_words(earlier.status, work.words));
  if (earlier.deadline) {
    const auto line = page.in("p");
    page.text(work.words.deadline.string() + ": ");
    page.element("span", {{"class", "date"}}, short_date(*earlier.deadline, work.words));
  }
  write_words(work, earlier.reason);
}

void write_earlier(PageWork& work, std::size_t index, const OfEarlier& of) {
  auto& page = work.page;
  const auto number = std::to_string(index + 1);
  const auto row = page.in("tr", {{"id", "e" + number}});
  page.element("th", {{"scope", "row"}}, "(" + number + ")");
  write_then(work, index, of);
  write_decided(work, of);
  const auto now = page.in("td");
  if (of.items.empty()) page.element("p", {{"class", "empty"}}, work.words.outcome_unknown);
  if (of.now != nullptr && of.now->action.is_contested)
    page.element("p", {{"class", "overdue"}}, work.words.contested);
  for (const auto* item : of.items) write_observation(work, *item, "h3");
}

void write_what(PageWork& work, const Item& item) {
  auto& page = work.page;
  const auto cell = page.in("td");
  {
    const auto line = page.in("p");
    page.element("span", {{"class", std::string("verdict-") + class_of(item.sign())}},
                 verdict_in_words(item, work.words));
    write_about(work, item);
  }
  write_matter(work, item);
  const auto seriousness = seriousness_in_words(item.seriousness, work.words);
  if (!seriousness.empty()) page.element("p", {{"class", "meta"}}, seriousness);
}

void write_status(PageWork& work, const Item& item) {
  auto& page = work.page;
  const auto& action = item.action;
  const auto cell = page.in("td");
  if (action.status) page.element("p", {{"class", "status"}}, status_in_words(*action.status, work.words));
  if (!action.reason.empty())
    write_words(
        work, action.status == Status::WillNot ? filled(work.words.why_not, {action.reason}) : action.reason);
  if (action.is_contested) page.element("p", {{"class", "overdue"}}, work.words.contested);
  if (action.status_s != 0) {
    const auto line = page.in("p", {{"class", "meta"}});
    page.text(work.short_date(action.status_s));
    if (!action.status_by.empty()) {
      page.text(work.words.list_comma);
      page.element("bdi", action.status_by);
    }
  }
}

/// A box to tick on paper; the day where it is done.
void write_done(PageWork& work, const Item& item) {
  auto& page = work.page;
  const auto cell = page.in("td", {{"class", "date"}});
  if (item.action.status == Status::Done)
    page.text(item.action.done_s != 0 ? work.short_date(item.action.done_s) : work.words.done.string());
  else if (item.action.status != Status::WillNot)
    page.element("span", {{"class", "box"}, {"aria-hidden", "true"}}, "");
}

/// The day has passed, and something is left to do.
bool is_overdue(const PageWork& work, const Action& action) {
  if (!action.deadline || work.options.made_s == 0) return false;
  if (action.status == Status::Done || action.status == Status::WillNot) return false;
  const auto today = work.options.local_time(work.options.made_s);
  return std::tuple(action.deadline->year, action.deadline->month, action.deadline->day) <
         std::tuple(today.year, today.month, today.day);
}

void write_deadline(PageWork& work, const Action& action) {
  const auto cell = work.page.in("td", {{"class", "date"}});
  if (!action.deadline) return;
  work.page.text(short_date(*action.deadline, work.words));
  if (is_overdue(work, action)) work.page.element("p", {{"class", "overdue"}}, work.words.overdue);
}

std::string_view title_of(const OfParty& party, const Words& words) {
  if (party.closed) return words.statuses[static_cast<std::size_t>(*party.closed)];
  return party.title.empty() ? words.unassigned : std::string_view(party.title);
}

void write_party(PageWork& work, const OfParty& party) {
  auto& page = work.page;
  const auto& words = work.words;
  const bool is_nobodys = party.title.empty() && !party.closed;
  const auto section = page.in("section", {{"class", is_nobodys ? "party unassigned" : "party"}});
  page.element("h3", {{"dir", "auto"}}, title_of(party, words));
  if (is_nobodys) page.element("p", {{"class", "hint"}}, words.unassigned_hint);
  const auto table = page.in("table");
  {
    const auto widths = page.in("colgroup");
    for (const char* column : {"number", "what", "proposal", "status", "date", "done"})
      page.empty("col", {{"class", column}});
  }
  write_head_row(page,
                 {words.number, words.what, words.proposal, words.status, words.deadline, words.done_on});
  const auto body = page.in("tbody");
  for (const auto* item : party.items) {
    const auto row = page.in("tr");
    {
      const auto number = page.in("th", {{"scope", "row"}});
      write_number(work, *item);
    }
    write_what(work, *item);
    {
      const auto proposal = page.in("td");
      write_words(work, item->proposal);
    }
    write_status(work, *item);
    write_deadline(work, item->action);
    write_done(work, *item);
  }
}

}  // namespace

void write_follow_up(PageWork& work) {
  if (work.story.earlier.empty()) return;
  auto& page = work.page;
  const auto& words = work.words;
  const auto section = page.in("section", {{"id", "follow-up"}});
  page.element("h2", words.follow_up);
  page.element("p", {{"class", "hint"}}, filled(words.follow_up_of, {work.plan().earlier_walk}));
  const auto table = page.in("table");
  {
    const auto widths = page.in("colgroup");
    for (const char* column : {"number", "then", "decided", "now"}) page.empty("col", {{"class", column}});
  }
  write_head_row(page, {words.number, words.then_noted, words.then_decided, words.now});
  const auto body = page.in("tbody");
  for (std::size_t i = 0; i < work.story.earlier.size(); ++i) write_earlier(work, i, work.story.earlier[i]);
}

void write_actions(PageWork& work) {
  if (!work.is_told(work.story.actions)) return;
  auto& page = work.page;
  const auto section = page.in("section", {{"id", "actions"}});
  page.element("h2", work.words.actions);
  if (work.story.actions.empty()) {
    page.element("p", {{"class", "empty"}}, work.words.actions_none);
    return;
  }
  page.element("p", {{"class", "hint"}}, work.words.actions_hint);
  for (const auto& party : work.story.actions) write_party(work, party);
}

void write_missing(PageWork& work) {
  auto& page = work.page;
  const auto& words = work.words;
  const auto section = page.in("section", {{"id", "missing"}, {"class", "hold"}});
  page.element("h2", words.missing);
  const auto not_received = work.pictures.count(FileState::NotReceived);
  const auto not_readable = work.pictures.count(FileState::NotReadable);
  const auto& gaps = work.story.account->gaps;
  const auto disputed = work.story.counts.disputed;
  if (not_received + not_readable + gaps.size() + disputed == 0) {
    page.element("p", words.missing_none);
    return;
  }
  const auto list = page.in("ul");
  const auto tell = [&](std::uint64_t count, std::string_view what, std::string_view which = "") {
    if (count == 0) return;
    const auto item = page.in("li");
    page.text(what);
    if (!which.empty()) page.text(words.list_comma);
    if (!which.empty()) page.element("bdi", which);
    page.text(": " + std::to_string(count));
  };
  tell(not_received, words.missing_attachments);
  if (not_received > 0) page.element("li", {{"class", "hint"}}, words.missing_attachments_hint);
  tell(not_readable, words.unreadable_attachments);
  for (const auto& gap : gaps) tell(gap.records, words.lost_records, gap.device);
  tell(disputed, words.disputed_notes);
}

}  // namespace talt::receiver::protocol
