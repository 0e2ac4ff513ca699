// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/walks/walk_dialogue.h"

#include <algorithm>

namespace talt::receiver {

using namespace core::walk;
using core::Text;

namespace {

using Indexes = std::vector<std::size_t>;

void move(Text& text, const Indexes& languages, std::size_t count) {
  if (text.is_empty()) return;
  Text moved;
  moved.by_language.resize(count);
  for (std::size_t i = 0; i < text.by_language.size() && i < languages.size(); ++i)
    moved.by_language[languages[i]] = text.by_language[i];
  text = std::move(moved);
}

void move(std::optional<std::size_t>& index, const Indexes& indexes) {
  if (!index) return;
  index = *index < indexes.size() ? std::optional(indexes[*index]) : std::nullopt;
}

/// Where each of `others` stands in `here`; what is not there yet is put at its end, after `adapt`.
template <class T, class Adapt>
Indexes joined(std::vector<T>& here, const std::vector<T>& others, const Adapt& adapt) {
  Indexes indexes;
  for (const auto& other : others) {
    const auto found =
        std::find_if(here.begin(), here.end(), [&](const T& known) { return known.id == other.id; });
    indexes.push_back(static_cast<std::size_t>(found - here.begin()));
    if (found != here.end()) continue;
    here.push_back(other);
    adapt(here.back());
  }
  return indexes;
}

}  // namespace

WalkDialogue::WalkDialogue(const std::map<std::int64_t, const core::Dialogue*>& versions, std::int64_t newest)
    : dialogue_(*versions.at(newest)) {
  join(newest, *versions.at(newest));
  for (const auto& [name, version] : versions)
    if (name != newest) join(name, *version);
}

void WalkDialogue::join(std::int64_t name, const core::Dialogue& other) {
  auto& here = *dialogue_.walk;
  const auto& there = *other.walk;
  Version version;
  for (const auto& language : other.languages) {
    const auto found = std::find_if(dialogue_.languages.begin(), dialogue_.languages.end(),
                                    [&](const auto& known) { return known.tag == language.tag; });
    version.languages.push_back(static_cast<std::size_t>(found - dialogue_.languages.begin()));
    if (found == dialogue_.languages.end()) dialogue_.languages.push_back({language.tag, true});
  }
  const auto words = [&](Text& text) { move(text, version.languages, dialogue_.languages.size()); };
  version.stops = joined(here.stops, there.stops, [&](Stop& stop) {
    words(stop.title);
    for (auto& ask : stop.ask) words(ask);
  });
  version.themes = joined(here.themes, there.themes, [&](Theme& theme) {
    words(theme.title);
    words(theme.help);
    words(theme.picture.alt);
  });
  version.parties = joined(here.parties, there.parties, [&](Named& party) { words(party.title); });
  version.groups = joined(here.groups, there.groups, [&](Named& group) { words(group.title); });
  version.places = joined(here.places, there.places, [&](core::Place& place) { words(place.title); });
  version.questions = joined(here.questions, there.questions, [&](Question& question) {
    words(question.title);
    words(question.help);
  });
  version.earlier = joined(here.earlier, there.earlier, [&](Earlier& earlier) {
    move(earlier.theme, version.themes);
    move(earlier.party, version.parties);
  });
  versions_[name] = std::move(version);
}

Entry WalkDialogue::translated(std::int64_t name, Entry entry) const {
  const auto& version = versions_.at(name);
  const auto language = [&](std::size_t& index) {
    index = index < version.languages.size() ? version.languages[index] : 0;
  };
  if (auto* begin = std::get_if<Begin>(&entry)) {
    language(begin->language);
    std::vector<std::uint32_t> present(dialogue_.walk->groups.size(), 0);
    for (std::size_t i = 0; i < begin->present.size() && i < version.groups.size(); ++i)
      present[version.groups[i]] = begin->present[i];
    begin->present = std::move(present);
  }
  if (auto* course = std::get_if<Course>(&entry)) move(course->stop, version.stops);
  if (auto* noted = std::get_if<Observation>(&entry)) {
    language(noted->language);
    move(noted->theme, version.themes);
    move(noted->question, version.questions);
    move(noted->earlier, version.earlier);
    move(noted->where.stop, version.stops);
    move(noted->where.place, version.places);
    move(noted->perspective, version.groups);
    move(noted->party, version.parties);
  }
  return entry;
}

}  // namespace talt::receiver
