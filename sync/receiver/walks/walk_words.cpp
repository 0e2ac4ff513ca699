// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/walks/walk_words.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <utility>

namespace talt::receiver {

using namespace core::walk;

namespace {

template <class Enum>
using Words = std::initializer_list<std::pair<Enum, const char*>>;

template <class Enum>
std::string word_of(Enum value, const Words<Enum>& words) {
  for (const auto& [known, word] : words)
    if (known == value) return word;
  return {};
}

constexpr std::array<std::pair<Status, const char*>, 6> statuses = {{{Status::Open, "open"},
                                                                     {Status::Quick, "quick"},
                                                                     {Status::Planned, "planned"},
                                                                     {Status::NeedsBudget, "needs-budget"},
                                                                     {Status::WillNot, "will-not"},
                                                                     {Status::Done, "done"}}};

/// Digits and nothing else.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string name_of(Verdict verdict) {
  return word_of(
      verdict,
      Words<Verdict>{{Verdict::Good, "good"}, {Verdict::Bad, "bad"}, {Verdict::Question, "question"}});
}
std::string name_of(Outcome outcome) {
  return word_of(
      outcome,
      Words<Outcome>{{Outcome::Done, "done"}, {Outcome::NotDone, "not-done"}, {Outcome::Worse, "worse"}});
}
std::string name_of(Sense sense) {
  return word_of(sense, Words<Sense>{{Sense::Feels, "feels"}, {Sense::Is, "is"}});
}
std::string name_of(PlacedBy placed_by) {
  return word_of(placed_by, Words<PlacedBy>{{PlacedBy::Position, "position"},
                                            {PlacedBy::Map, "map"},
                                            {PlacedBy::Stop, "stop"},
                                            {PlacedBy::NamedPlace, "place"}});
}
std::string name_of(Weather weather) {
  return word_of(weather, Words<Weather>{{Weather::Clear, "clear"},
                                         {Weather::Cloudy, "cloudy"},
                                         {Weather::Rain, "rain"},
                                         {Weather::Snow, "snow"},
                                         {Weather::Fog, "fog"},
                                         {Weather::Wind, "wind"}});
}
std::string name_of(Light light) {
  return word_of(light, Words<Light>{{Light::Day, "day"}, {Light::Dusk, "dusk"}, {Light::Dark, "dark"}});
}
std::string name_of(Act act) {
  return word_of(act, Words<Act>{{Act::PromiseRead, "promise-read"},
                                 {Act::AtStop, "at-stop"},
                                 {Act::Pause, "pause"},
                                 {Act::Resume, "resume"},
                                 {Act::End, "end"}});
}

std::string name_of(Status status) {
  for (const auto& [known, word] : statuses)
    if (known == status) return word;
  return {};
}
std::optional<Status> status_of(std::string_view name) {
  for (const auto& [known, word] : statuses)
    if (name == word) return known;
  return std::nullopt;
}
const std::vector<std::string>& status_names() {
  static const auto names = [] {
    std::vector<std::string> all;
    for (const auto& [known, word] : statuses) all.emplace_back(word);
    return all;
  }();
  return names;
}

std::optional<core::Date> date_of(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)),
             day = digits(text.substr(8));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day found{std::chrono::year(*year),
                                          std::chrono::month(static_cast<unsigned>(*month)),
                                          std::chrono::day(static_cast<unsigned>(*day))};
  return found.ok() ? std::optional(core::Date{*year, *month, *day}) : std::nullopt;
}
std::string text_of(const core::Date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::optional<WalkName> walk_name_of(std::string_view text) {
  WalkName walk;
  if (const auto slash = text.rfind('/'); slash != std::string_view::npos) {
    walk.dialogue = text.substr(0, slash);
    if (walk.dialogue.empty()) return std::nullopt;
    text.remove_prefix(slash + 1);
  }
  const auto code = text.size() == 6 ? digits(text) : std::nullopt;
  if (!code) return std::nullopt;
  walk.code = static_cast<Code>(*code);
  return walk;
}
std::string code_text(Code code) {
  return fmt::format("{:06}", code);
}
std::string text_of(const WalkName& walk) {
  return walk.dialogue.empty() ? code_text(walk.code) : walk.dialogue + "/" + code_text(walk.code);
}

}  // namespace talt::receiver
