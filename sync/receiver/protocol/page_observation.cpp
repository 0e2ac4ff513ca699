// SPDX-License-Identifier: EUPL-1.2
// One observation, whole.
#include <fmt/format.h>

#include <algorithm>

#include "sync/receiver/protocol/page_work.h"

namespace talt::receiver::protocol {

using core::AttachmentKind;
using core::walk::Outcome;
using core::walk::PlacedBy;
using core::walk::Sense;
using core::walk::Verdict;

namespace {

std::string number_of(const Item& item) {
  return std::to_string(item.note->number);
}

std::string placed_in_words(PlacedBy by, const Words& words) {
  switch (by) {
    case PlacedBy::Nothing:
      return words.placed_nothing.string();
    case PlacedBy::Position:
      return words.placed_position.string();
    case PlacedBy::Map:
      return words.placed_map.string();
    case PlacedBy::Stop:
      return words.placed_stop.string();
    case PlacedBy::NamedPlace:
      return words.placed_place.string();
  }
  return {};
}

std::string position_in_words(const Item& item, const Words& words) {
  const auto& where = item.where;
  if (!where.at) return words.placed_nothing.string();
  auto text = fmt::format("{:.5f}, {:.5f}", where.at->lat, where.at->lon) + " (" +
              (where.is_earlier ? words.placed_earlier.string() : placed_in_words(where.by, words));
  if (!where.is_earlier && where.by == PlacedBy::Position && item.noted().where.accuracy_m)
    text += " " + filled(words.accuracy, {fmt::format("{:.0f}", *item.noted().where.accuracy_m)});
  return text + ")";
}

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

void write_heading(PageWork& work, const Item& item, const char* tag) {
  auto& page = work.page;
  const auto heading = page.in(tag, {{"class", "heading"}});
  page.element("span", {{"class", "number"}}, number_of(item));
  if (!item.about.empty()) page.element("bdi", item.about);
  page.element("span", {{"class", std::string("chip verdict-") + class_of(item.sign())}},
               verdict_in_words(item, work.words));
}

/// Where, when, by which device: what one wants to look up, after what one wants to know.
void write_meta(PageWork& work, const Item& item) {
  auto& page = work.page;
  const auto& words = work.words;
  const auto line = page.in("p", {{"class", "meta"}});
  for (const auto* place : {&item.place, &item.stop})
    if (const bool is_heading = place == &item.stop && item.earlier == nullptr;
        !place->empty() && !is_heading) {
      page.element("bdi", *place);
      page.text(" · ");
    }
  page.text(words.position.string() + ": ");
  page.element("bdi", {{"dir", "ltr"}}, position_in_words(item, words));
  if (item.note->time_s != 0)
    page.text(" · " + filled(words.at, {work.date(item.note->time_s), work.time(item.note->time_s)}));
  if (!item.note->device.empty()) {
    page.text(" · ");
    page.element("bdi", filled(words.noted_by, {item.note->device}));
  }
  if (!item.note->before.empty()) page.text(" · " + counted(words.corrected, item.note->before.size()));
}

void write_weight(PageWork& work, const Item& item) {
  const auto sense = item.noted().sense;
  const auto seriousness = seriousness_in_words(item.seriousness, work.words);
  if (seriousness.empty() && sense == Sense::Unknown) return;
  auto& page = work.page;
  const auto line = page.in("p", {{"class", "weight"}});
  if (sense != Sense::Unknown)
    page.element("span", {{"class", "chip"}}, sense == Sense::Feels ? work.words.feels : work.words.is);
  if (seriousness.empty()) return;
  if (sense != Sense::Unknown) page.text(" ");
  page.element("span", {{"class", "chip"}}, seriousness);
}

std::string title_of(const Item& item, const File& file, const Words& words) {
  return filled(file.kind == AttachmentKind::Photo ? words.photo_of : words.voice_of,
                {number_of(item), std::to_string(file.which)});
}

void write_absent(PageWork& work, const Item& item, const File& file) {
  const auto& why = file.state == FileState::NotReceived ? work.words.not_received : work.words.not_readable;
  work.page.element("p", {{"class", "missing"}}, title_of(item, file, work.words) + ": " + why.string());
}

void write_photo(PageWork& work, const Item& item, const File& file) {
  auto& page = work.page;
  const auto title = title_of(item, file, work.words);
  const auto alt = item.about.empty() ? title : title + ": " + item.about;
  const auto figure = page.in("figure");
  {
    const auto link = page.in("a", {{"href", file.href}});
    page.empty("img", {{"src", file.href},
                       {"alt", alt},
                       {"width", std::to_string(file.width)},
                       {"height", std::to_string(file.height)},
                       {"loading", "lazy"},
                       {"decoding", "async"}});
  }
  page.element("figcaption", title);
}

/// In minutes and seconds, the same in every language; less than one counts as one.
std::string length_of(const File& file) {
  const auto seconds = std::max<std::int64_t>(1, (file.length_ms + 500) / 1000);
  return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

void write_voice(PageWork& work, const Item& item, const File& file) {
  auto& page = work.page;
  const auto length = file.length_ms > 0 ? " (" + length_of(file) + ")" : std::string();
  const auto title = title_of(item, file, work.words) + length;
  const auto block = page.in("div", {{"class", "voice"}});
  page.element("p", {{"class", "label"}}, title);
  page.element("audio",
               {{"controls", "controls"}, {"preload", "none"}, {"src", file.href}, {"aria-label", title}},
               "");
  page.element("p", {{"class", "paper meta"}}, filled(work.words.voice_print, {file.href}) + length);
}

void write_files(PageWork& work, const Item& item) {
  const auto& files = work.pictures.of(item);
  const auto photos = std::count_if(files.begin(), files.end(), [](const File& file) {
    return file.kind == AttachmentKind::Photo && file.state == FileState::There;
  });
  if (photos > 0) {
    const char* how_many = photos == 1 ? "photos one" : photos == 2 ? "photos two" : "photos";
    const auto grid = work.page.in("div", {{"class", how_many}});
    for (const auto& file : files)
      if (file.kind == AttachmentKind::Photo && file.state == FileState::There) write_photo(work, item, file);
  }
  for (const auto& file : files)
    if (file.state != FileState::There)
      write_absent(work, item, file);
    else if (file.kind == AttachmentKind::Voice)
      write_voice(work, item, file);
}

}  // namespace

std::string verdict_in_words(const Item& item, const Words& words) {
  if (item.earlier != nullptr && item.is_seen()) return outcome_in_words(item.noted().outcome, words);
  const auto& verdict = item.verdict;
  if (!verdict) return (item.noted().question ? words.answer : words.note).string();
  return (*verdict == Verdict::Good  ? words.good
          : *verdict == Verdict::Bad ? words.bad
                                     : words.question)
      .string();
}

std::string seriousness_in_words(int seriousness, const Words& words) {
  if (seriousness < 1 || seriousness > 3) return {};
  return words.seriousness.string() + ": " +
         words.seriousnesses[static_cast<std::size_t>(seriousness)].string();
}

void write_words(PageWork& work, std::string_view words) {
  if (words.empty()) return;
  // lang="" is HTML's word for an unknown language: else it would be the page's.
  work.page.element("p", {{"class", "words"}, {"dir", "auto"}, {"lang", ""}}, words);
}

void write_labelled(PageWork& work, std::string_view label, std::string_view words) {
  if (words.empty()) return;
  work.page.element("p", {{"class", "label"}}, label);
  write_words(work, words);
}

void write_quote(PageWork& work, const Item& item) {
  if (item.noted().said.empty()) return;
  const auto quote = work.page.in("blockquote");
  write_words(work, "”" + item.noted().said + "”");
  if (!item.perspective.empty()) work.page.element("footer", filled(work.words.said_by, {item.perspective}));
}

void write_matter(PageWork& work, const Item& item) {
  write_words(work, item.saw);
  if (item.earlier == nullptr || item.earlier->saw.empty()) return;
  auto& page = work.page;
  const auto line = page.in("p", {{"class", "words"}});
  page.text(work.words.then_noted.string() + ": ");
  page.element("bdi", {{"lang", ""}}, item.earlier->saw);
}

void write_number(PageWork& work, const Item& item) {
  if (item.is_seen()) return work.page.element("a", {{"href", "#n" + number_of(item)}}, number_of(item));
  const auto number = std::to_string(item.earlier_number);
  work.page.element("a", {{"href", "#e" + number}}, "(" + number + ")");
}

void write_about(PageWork& work, const Item& item) {
  auto& page = work.page;
  const auto tell = [&](std::string_view part) {
    if (part.empty()) return;
    page.text(" · ");
    page.element("bdi", part);
  };
  tell(item.about);
  if (item.earlier == nullptr) {
    tell(item.place);
    tell(item.stop);
    return;
  }
  if (item.about != item.earlier->where) tell(item.earlier->where);
  if (item.earlier->where.empty()) {
    tell(item.place);
    tell(item.stop);
  }
  tell(work.words.from_earlier);
  if (!item.is_seen()) tell(work.words.not_seen);
}

void write_observation(PageWork& work, const Item& item, const char* heading) {
  auto& page = work.page;
  const auto& noted = item.noted();
  const auto article = page.in(
      "article", {{"id", "n" + number_of(item)}, {"class", std::string("is-") + class_of(item.sign())}});
  draw_mark(page, item, "mark");
  const auto body = page.in("div", {{"class", "body"}});
  {
    const auto told = page.in("div", {{"class", "told"}});
    write_heading(work, item, heading);
    write_weight(work, item);
    write_labelled(work, noted.question ? work.words.answer : work.words.we_saw, noted.saw);
    write_quote(work, item);
    write_labelled(work, work.words.proposal, noted.proposal);
    if (!item.action.party_title.empty()) {
      page.element("p", {{"class", "label"}}, work.words.responsible);
      page.element("p", {{"dir", "auto"}}, item.action.party_title);
    }
    write_meta(work, item);
  }
  write_files(work, item);
}

}  // namespace talt::receiver::protocol
