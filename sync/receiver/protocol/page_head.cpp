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

using Counted = std::vector<const AccountDevice*>;

/// Those that counted people, who began first; two with the very same counts have agreed on them.
Counted devices_that_counted(const PageWork& work) {
  Counted counted;
  for (const bool joined : {false, true})
    for (const auto& device : work.story.account->devices) {
      const bool is_told = std::any_of(counted.begin(), counted.end(), [&](const AccountDevice* other) {
        return other->begin.present == device.begin.present;
      });
      if (device.begin.joined == joined && sum(device.begin.present) > 0 && !is_told)
        counted.push_back(&device);
    }
  return counted;
}

std::uint32_t count_of(const AccountDevice& device, std::size_t group) {
  return group < device.begin.present.size() ? device.begin.present[group] : 0;
}

/// A row for each group, a column for each device.
void write_counts(PageWork& work, const Counted& counted) {
  auto& page = work.page;
  const auto table = page.in("table", {{"class", "counts"}});
  {
    const auto head = page.in("thead");
    const auto row = page.in("tr");
    page.element("th", {{"scope", "col"}}, work.words.present);
    for (const auto* device : counted)
      page.element("th", {{"scope", "col"}, {"class", "n"}},
                   counted.size() == 1 ? std::string_view(work.words.people) : device->name);
  }
  const auto body = page.in("tbody");
  const auto line = [&](std::string_view title, const auto& count) {
    const auto row = page.in("tr");
    page.element("th", {{"scope", "row"}}, title);
    for (const auto* device : counted) page.element("td", {{"class", "n"}}, std::to_string(count(*device)));
  };
  for (std::size_t i = 0; i < work.plan().groups.size(); ++i) {
    const bool is_there = std::any_of(counted.begin(), counted.end(),
                                      [&](const AccountDevice* device) { return count_of(*device, i) > 0; });
    if (is_there)
      line(work.in(work.plan().groups[i].title), [&](const AccountDevice& one) { return count_of(one, i); });
  }
  line(work.words.total, [](const AccountDevice& device) { return sum(device.begin.present); });
}

/// A walk that split in two has counted other people on each device, one that stayed together the same people
/// twice. Nobody noted which, so the truth is told: no fewer than the most of each group, no more than all.
std::string least_and_most(const Counted& counted, std::size_t groups, const Words& words) {
  std::uint32_t least = 0, most = 0;
  for (std::size_t i = 0; i < groups; ++i) {
    std::uint32_t largest = 0;
    for (const auto* device : counted) {
      largest = std::max(largest, count_of(*device, i));
      most += count_of(*device, i);
    }
    least += largest;
  }
  return filled(words.least_and_most, {std::to_string(least), std::to_string(most)});
}

void write_present(PageWork& work) {
  const auto counted = devices_that_counted(work);
  if (counted.empty())
    work.page.element("p", work.words.nobody_counted);
  else
    write_counts(work, counted);
  if (counted.size() > 1)
    work.page.element("p", {{"class", "present"}},
                      least_and_most(counted, work.plan().groups.size(), work.words));
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
    auto facts = counted(work.words.notes_count, static_cast<std::size_t>(notes));
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
  if (work.is_told(work.story.good)) entry("good", words.good_places);
  if (work.is_told(work.story.open_questions)) entry("open", words.open_questions);
  if (!work.story.questions.empty()) entry("template", words.questions_template);
  if (!work.story.reflections.empty()) entry("reflections", words.reflections);
  if (work.is_follow_up()) entry("follow-up", words.follow_up);
  if (work.is_told(work.story.actions)) entry("actions", words.actions);
  entry("missing", words.missing);
}

std::string kind_in_words(const PageWork& work) {
  const auto& words = work.words;
  const auto kind = work.plan().kind == core::walk::Kind::Safety ? words.safety_walk : words.walk_and_talk;
  return words.protocol.string() + " · " + kind.string() +
         (work.is_follow_up() ? " · " + words.a_follow_up.string() : "");
}

std::string follow_up_of(const PageWork& work) {
  const auto began_s = work.story.account->earlier_began_s;
  const auto& code = work.plan().earlier_walk;
  return began_s == 0 ? filled(work.words.follows_up, {code})
                      : filled(work.words.follows_up_on, {code, work.date(began_s)});
}

}  // namespace

void write_head(PageWork& work) {
  auto& page = work.page;
  const auto& words = work.words;
  {
    const auto header = page.in("header");
    if (work.dialogue_pictures.logo)
      page.empty("img", {{"class", "logo"}, {"src", *work.dialogue_pictures.logo}, {"alt", ""}});
    page.element("p", {{"class", "kind"}}, kind_in_words(work));
    page.element("h1", {{"dir", "auto"}}, work.in(work.dialogue().title));
    page.element("p", {{"class", "lead"}}, when(work));
    if (work.is_follow_up()) page.element("p", {{"class", "follows"}}, follow_up_of(work));
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
