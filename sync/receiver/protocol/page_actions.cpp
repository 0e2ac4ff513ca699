// SPDX-License-Identifier: EUPL-1.2
// What became of the earlier walk, the action list, and what is missing.
#include "sync/receiver/protocol/page_work.h"

namespace talt::receiver::protocol {

using core::walk::Outcome;
using core::walk::Status;

namespace {

std::string outcome_in_words(Outcome outcome, const Words& words) {
  switch (outcome) {
    case Outcome::Unknown:
      return words.outcome_unknown.string();
    case Outcome::Done:
      return words.outcome_done.string();
    case Outcome::NotDone:
      return words.outcome_not_done.string();
    case Outcome::Worse:
      return words.outcome_worse.string();
  }
  return {};
}

std::string status_in_words(Status status, const Words& words) {
  return words.statuses[static_cast<std::size_t>(status)].string();
}

void write_head_row(Markup& page, std::initializer_list<std::string_view> titles) {
  const auto head = page.in("thead");
  const auto row = page.in("tr");
  for (const auto title : titles) page.element("th", {{"scope", "col"}}, title);
}

void write_paragraph(Markup& page, std::string_view words) {
  if (!words.empty()) page.element("p", {{"class", "words"}, {"dir", "auto"}}, words);
}

void write_earlier(PageWork& work, std::size_t index, const OfEarlier& of) {
  auto& page = work.page;
  const auto& words = work.words;
  const auto& earlier = *of.earlier;
  const auto row = page.in("tr");
  {
    const auto then = page.in("td");
    write_paragraph(page, of.theme);
    if (work.dialogue_pictures.earlier.contains(index))
      page.empty("img",
                 {{"src", work.dialogue_pictures.earlier.at(index)}, {"alt", earlier.saw}, {"width", "120"}});
    write_paragraph(page, earlier.saw);
    if (!earlier.where.empty()) page.element("p", {{"class", "meta"}, {"dir", "auto"}}, earlier.where);
  }
  {
    const auto decided = page.in("td");
    write_paragraph(page, of.party);
    page.element("p", {{"class", "status"}}, status_in_words(earlier.status, words));
    if (earlier.deadline) page.element("p", words.deadline.string() + ": " + shown(*earlier.deadline, words));
    write_paragraph(page, earlier.reason);
  }
  const auto now = page.in("td");
  if (of.items.empty()) page.element("p", {{"class", "empty"}}, words.outcome_unknown);
  for (const auto* item : of.items) {
    {
      const auto line = page.in("p", {{"class", "status"}, {"id", "n" + std::to_string(item->note->number)}});
      page.text(std::to_string(item->note->number) + " · " + outcome_in_words(item->noted().outcome, words));
    }
    write_words(work, *item, item->noted().saw);
    write_quote(work, *item);
    write_labelled(work, *item, words.proposal, item->noted().proposal);
  }
}

void write_what(PageWork& work, const Item& item) {
  auto& page = work.page;
  const auto cell = page.in("td");
  {
    const auto line = page.in("p");
    page.element("span", {{"class", std::string("verdict-") + class_of(item.noted().verdict)}},
                 item.noted().earlier ? outcome_in_words(item.noted().outcome, work.words) + ", " +
                                            work.words.from_earlier.string()
                                      : verdict_in_words(item, work.words));
    if (!item.about.empty()) {
      page.text(" · ");
      page.element("bdi", item.about);
    }
    if (const auto& place = item.place.empty() ? item.stop : item.place; !place.empty()) {
      page.text(" · ");
      page.element("bdi", place);
    }
  }
  write_words(work, item, item.noted().saw);
  if (item.noted().earlier && *item.noted().earlier < work.plan().earlier.size())
    write_paragraph(page, work.plan().earlier[*item.noted().earlier].saw);
  if (item.noted().seriousness >= 1 && item.noted().seriousness <= 3)
    page.element("p", {{"class", "meta"}},
                 work.words.seriousness.string() + ": " +
                     work.words.seriousnesses[static_cast<std::size_t>(item.noted().seriousness)].string());
}

std::string proposal_of(const PageWork& work, const Item& item) {
  const auto& noted = item.noted();
  if (noted.proposal.empty() && noted.earlier && *noted.earlier < work.plan().earlier.size())
    return work.plan().earlier[*noted.earlier].proposal;
  return noted.proposal;
}

void write_status(PageWork& work, const Item& item) {
  auto& page = work.page;
  const auto& action = item.action;
  const auto cell = page.in("td");
  if (action.status) page.element("p", {{"class", "status"}}, status_in_words(*action.status, work.words));
  if (!action.reason.empty())
    write_paragraph(
        page, action.status == Status::WillNot ? filled(work.words.why_not, {action.reason}) : action.reason);
  if (action.changed_s != 0) {
    const auto line = page.in("p", {{"class", "meta"}});
    page.text(work.date(action.changed_s));
    if (!action.by.empty()) {
      page.text(work.words.list_comma);
      page.element("bdi", action.by);
    }
  }
}

/// A box to tick on paper; the day where it is done.
void write_done(PageWork& work, const Item& item) {
  auto& page = work.page;
  const auto cell = page.in("td");
  if (item.action.status == Status::Done)
    page.text(item.action.done_s != 0 ? work.date(item.action.done_s) : work.words.done.string());
  else if (item.action.status != Status::WillNot)
    page.element("span", {{"class", "box"}, {"aria-hidden", "true"}}, "");
}

void write_party(PageWork& work, const OfParty& party) {
  auto& page = work.page;
  const auto& words = work.words;
  const auto section = page.in("section", {{"class", party.title.empty() ? "party unassigned" : "party"}});
  page.element("h3", {{"dir", "auto"}},
               party.title.empty() ? words.unassigned : std::string_view(party.title));
  if (party.title.empty()) page.element("p", {{"class", "hint"}}, words.unassigned_hint);
  const auto table = page.in("table");
  {
    const auto widths = page.in("colgroup");
    for (const char* column : {"number", "wide", "wide", "status", "date", "done"})
      page.empty("col", {{"class", column}});
  }
  write_head_row(page, {words.number, words.what, words.proposal, words.status, words.deadline, words.done});
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
      write_words(work, *item, proposal_of(work, *item));
    }
    write_status(work, *item);
    page.element("td", item->action.deadline ? shown(*item->action.deadline, words) : std::string());
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
  write_head_row(page, {words.then_noted, words.then_decided, words.now});
  const auto body = page.in("tbody");
  for (std::size_t i = 0; i < work.story.earlier.size(); ++i) write_earlier(work, i, work.story.earlier[i]);
}

void write_actions(PageWork& work) {
  auto& page = work.page;
  const auto section = page.in("section", {{"id", "actions"}, {"class", "sheet"}});
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
