// SPDX-License-Identifier: EUPL-1.2
// Title, contents, and the facts about the walk.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "sync/receiver/protocol/page_work.h"

namespace talt::receiver::protocol {

using core::walk::Light;
using core::walk::Weather;

namespace {

std::string when(const PageWork& work) {
  const auto& [began, ended] = std::pair(work.story.began_s, work.story.ended_s);
  if (began == 0) return work.words.not_known.string();
  if (ended <= began) return filled(work.words.at, {work.date(began), work.time(began)});
  const auto zone = work.options.local_time(began).zone;
  if (work.date(began) == work.date(ended))
    return work.date(began) + " " + filled(work.words.from_to, {work.time(began), work.time(ended)}) + " (" +
           zone + ")";
  return filled(work.words.at, {work.date(began), work.time(began)}) + " – " +
         filled(work.words.at, {work.date(ended), work.time(ended)}) + " (" + zone + ")";
}

std::string length(double metres, const Words& words) {
  if (metres < 950) return filled(words.metres, {fmt::format("{:.0f}", metres)});
  const bool has_point = std::string_view(words.tag) == "en";
  auto kilometres = fmt::format("{:.1f}", metres / 1000);
  if (!has_point) std::replace(kilometres.begin(), kilometres.end(), '.', ',');
  return filled(words.kilometres, {kilometres});
}

/// One that began the walk knows best; who joined may have said more.
template <class Value>
Value said_first(const WalkAccount& account, Value core::walk::Begin::*what) {
  for (const bool joined : {false, true})
    for (const auto& device : account.devices)
      if (device.begin.joined == joined && device.begin.*what != Value{}) return device.begin.*what;
  return Value{};
}

std::uint32_t sum(const std::vector<std::uint32_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), 0U);
}

void write_counts(PageWork& work, const AccountDevice& device, bool is_named) {
  auto& page = work.page;
  const auto table = page.in("table", {{"class", "counts"}});
  if (is_named) page.element("caption", filled(work.words.according_to, {device.name}));
  {
    const auto head = page.in("thead");
    const auto row = page.in("tr");
    page.element("th", {{"scope", "col"}}, work.words.present);
    page.element("th", {{"scope", "col"}, {"class", "n"}}, work.words.people);
  }
  const auto body = page.in("tbody");
  const auto line = [&](std::string_view title, std::uint32_t count) {
    const auto row = page.in("tr");
    page.element("th", {{"scope", "row"}}, title);
    page.element("td", {{"class", "n"}}, std::to_string(count));
  };
  for (std::size_t i = 0; i < device.begin.present.size() && i < work.plan().groups.size(); ++i)
    if (device.begin.present[i] > 0) line(work.in(work.plan().groups[i].title), device.begin.present[i]);
  line(work.words.total, sum(device.begin.present));
}

/// Devices of one walk may have counted the same people: they are not added up.
void write_present(PageWork& work) {
  std::vector<const AccountDevice*> counted;
  for (const bool joined : {false, true})
    for (const auto& device : work.story.account->devices) {
      const bool is_told = std::any_of(counted.begin(), counted.end(), [&](const AccountDevice* other) {
        return other->begin.present == device.begin.present;
      });
      if (device.begin.joined == joined && sum(device.begin.present) > 0 && !is_told)
        counted.push_back(&device);
    }
  if (counted.empty()) work.page.element("p", work.words.nobody_counted);
  for (const auto* device : counted) write_counts(work, *device, counted.size() > 1);
  work.page.element("p", {{"class", "hint"}}, work.words.present_hint);
}

void write_fact(PageWork& work, std::string_view label, std::string_view what) {
  if (what.empty()) return;
  const auto pair = work.page.in("div");
  work.page.element("dt", label);
  work.page.element("dd", {{"dir", "auto"}, {"class", "words"}}, what);
}

void write_stop_list(PageWork& work) {
  if (work.plan().stops.empty()) return;
  auto& page = work.page;
  const auto pair = page.in("div");
  page.element("dt", work.words.stops);
  const auto cell = page.in("dd");
  for (std::size_t i = 0; i < work.plan().stops.size(); ++i) {
    if (i > 0) page.text(" → ");
    page.element("bdi", stop_letter(i) + " " + std::string(work.in(work.plan().stops[i].title)));
  }
}

void write_devices(PageWork& work) {
  auto& page = work.page;
  const auto pair = page.in("div");
  page.element("dt", work.words.devices);
  const auto cell = page.in("dd");
  const auto list = page.in("ul");
  for (const auto& device : work.story.account->devices) {
    const auto notes = std::count_if(work.story.all.begin(), work.story.all.end(),
                                     [&](const Item& item) { return item.note->device == device.name; });
    auto facts = filled(work.words.notes_count, {std::to_string(notes)});
    if (device.begin.joined) facts = work.words.joined.string() + work.words.list_comma.string() + facts;
    const auto item = page.in("li");
    page.element("bdi", device.name);
    page.text(": " + facts);
  }
}

std::string where(const PageWork& work) {
  const auto& stops = work.plan().stops;
  if (stops.empty()) return std::string(work.in(work.dialogue().title));
  const auto first = std::string(work.in(stops.front().title)),
             last = std::string(work.in(stops.back().title));
  return stops.size() == 1 ? first : first + " – " + last;
}

void write_facts(PageWork& work) {
  const auto& words = work.words;
  const auto& account = *work.story.account;
  const auto section = work.page.in("section", {{"id", "about"}});
  work.page.element("h2", words.about);
  {
    const auto facts = work.page.in("dl");
    write_fact(work, words.when, when(work));
    write_fact(work, words.where, where(work));
    write_stop_list(work);
    if (work.story.length_m > 0) write_fact(work, words.route_length, length(work.story.length_m, words));
    write_fact(work, words.weather,
               words.weathers[static_cast<std::size_t>(said_first(account, &core::walk::Begin::weather))]);
    write_fact(work, words.light,
               words.lights[static_cast<std::size_t>(said_first(account, &core::walk::Begin::light))]);
    write_devices(work);
    write_fact(work, words.code, fmt::format("{:06}", account.code));
  }
  write_present(work);
}

void write_promise(PageWork& work) {
  const auto& promise = work.dialogue().promise;
  const auto& words = work.words;
  const auto section = work.page.in("section", {{"id", "promise"}, {"class", "hold"}});
  work.page.element("h2", words.promise);
  const auto facts = work.page.in("dl");
  write_fact(work, words.can_influence, work.in(promise.influence));
  write_fact(work, words.decided, work.in(promise.decided));
  write_fact(work, words.decider, work.in(promise.decider));
  auto hear_back = std::string(work.in(promise.hear_back));
  if (promise.hear_back_by.year > 0)
    hear_back += "\n" + filled(words.hear_back_by, {shown(promise.hear_back_by, words)});
  write_fact(work, words.hear_back, hear_back);
  write_fact(work, words.contact, work.in(promise.contact));
}

void write_contents(PageWork& work) {
  auto& page = work.page;
  const auto& words = work.words;
  const auto nav = page.in("nav", {{"aria-labelledby", "contents"}, {"class", "screen"}});
  page.element("h2", {{"id", "contents"}}, words.contents);
  const auto list = page.in("ol");
  const auto entry = [&](const char* id, std::string_view title) {
    const auto item = page.in("li");
    page.element("a", {{"href", "#" + std::string(id)}}, title);
  };
  entry("about", words.about);
  entry("promise", words.promise);
  entry("summary", words.summary);
  entry("map", words.map);
  entry("stops", words.by_stop);
  entry("good", words.good_places);
  entry("open", words.open_questions);
  if (!work.story.questions.empty()) entry("template", words.questions_template);
  if (!work.story.reflections.empty()) entry("reflections", words.reflections);
  if (!work.story.earlier.empty()) entry("follow-up", words.follow_up);
  entry("actions", words.actions);
  entry("missing", words.missing);
}

}  // namespace

void write_head(PageWork& work) {
  auto& page = work.page;
  const auto& words = work.words;
  {
    const auto header = page.in("header");
    if (work.dialogue_pictures.logo)
      page.empty("img", {{"class", "logo"}, {"src", *work.dialogue_pictures.logo}, {"alt", ""}});
    const auto kind = work.plan().kind == core::walk::Kind::Safety ? words.safety_walk : words.walk_and_talk;
    page.element("p", {{"class", "kind"}}, words.protocol.string() + " · " + kind.string());
    page.element("h1", {{"dir", "auto"}}, work.in(work.dialogue().title));
    page.element("p", {{"class", "lead"}}, when(work));
    if (work.options.made_s != 0)
      page.element(
          "p", {{"class", "hint"}},
          filled(words.made,
                 {filled(words.at, {work.date(work.options.made_s), work.time(work.options.made_s)})}));
  }
  write_contents(work);
  write_facts(work);
  write_promise(work);
}

}  // namespace talt::receiver::protocol
