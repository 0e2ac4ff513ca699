// SPDX-License-Identifier: EUPL-1.2
#include "app/core/dialogue_section.h"

#include <algorithm>

#include "app/core/toml_assert.h"

#include <toml++/toml.h>

namespace talt::core {

namespace {

/// Letters and digits only, small ones: what two titles have in common whatever their signs.
std::string bare(std::string_view title) {
  std::string plain;
  for (char c : title) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if ((c & 0x80) != 0 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
  }
  return plain;
}

std::string digits_of(std::string_view title) {
  std::string digits;
  for (const char c : title)
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

/// An earlier alternative that nobody can tell from this one at a glance: "Fler träd" and "Flera träd!". A
/// number makes a difference.
std::optional<std::size_t> same_title(const std::vector<Alternative>& alternatives, std::size_t index) {
  const auto title = bare(alternatives[index].title.in(0));
  if (title.empty()) return std::nullopt;
  for (std::size_t i = 0; i < index; ++i)
    if (const auto other = bare(alternatives[i].title.in(0));
        !other.empty() && digits_of(other) == digits_of(title) &&
        edit_distance(other.substr(0, 200), std::string_view(title).substr(0, 200)) <=
            std::min(other.size(), title.size()) / 9)
      return i;
  return std::nullopt;
}

/// Texts that every one of many must be told apart by, at a glance.
constexpr std::size_t title_advised = 60;

void read_alternatives(Section& question, Question& into, Findings& findings) {
  std::set<std::string> ids;
  question.each("alternative", alternatives_max, [&](const toml::table& table, const std::string& name) {
    Section section(table, name, findings);
    Alternative alternative{section.id(ids), section.text("title", true, title_advised),
                            read_picture(section)};
    section.finish();
    into.alternatives.push_back(std::move(alternative));
  });
  if (into.alternatives.size() < 2)
    question.fault("alternative", question.name() + " has fewer than two alternatives",
                   "add [[question.alternative]] tables");
  for (std::size_t i = 0; i < into.alternatives.size(); ++i)
    if (const auto other = same_title(into.alternatives, i))
      question.warn_in_each("alternative", i,
                            "alternatives " + into.alternatives[*other].id + " and " +
                                into.alternatives[i].id + " of " + question.name() +
                                " have nearly the same title",
                            "people will split their dots between them: join them, or say the difference");
}

void read_dots(Section& section, Question& question, Findings& findings) {
  read_alternatives(section, question, findings);
  question.dots = section.integer("dots", 3, 1, static_cast<int>(dots_max));
  question.stack_max = section.integer("stack_max", 1, 1, static_cast<int>(dots_max));
  question.shuffle = section.boolean("shuffle", false);
  const auto room = question.stack_max * static_cast<int>(question.alternatives.size());
  if (question.stack_max > question.dots)
    section.fault("stack_max", "stack_max of " + section.name() + " is more than its dots",
                  "lower stack_max or raise dots");
  else if (room < question.dots && question.alternatives.size() >= 2)
    section.warn("dots",
                 section.name() + " has " + std::to_string(question.dots) + " dots and room for " +
                     std::to_string(room),
                 "lower dots, or raise stack_max");
}

void read_choice(Section& section, Question& question, Findings& findings) {
  read_alternatives(section, question, findings);
  question.shuffle = section.boolean("shuffle", false);
  const auto most = std::max<std::size_t>(1, question.alternatives.size());
  question.choices_max = section.integer("max", 1, 1, static_cast<int>(most));
}

void read_scale(Section& section, Question& question) {
  constexpr int steps_max = 10;
  question.steps = section.integer("steps", 5, 2, steps_max);
  question.style = section.one_of<ScaleStyle>(
      "style", ScaleStyle::Numbers, {{"numbers", ScaleStyle::Numbers}, {"faces", ScaleStyle::Faces}});
  question.low = section.text("low", true, 40);
  question.high = section.text("high", true, 40);
  if (question.style == ScaleStyle::Faces && question.steps > 5)
    section.fault("steps", "there are faces for at most 5 steps", "use steps = 5, or style = \"numbers\"");
}

void read_categories(Section& question, Question& into, Findings& findings) {
  std::set<std::string> ids;
  question.each("category", alternatives_max, [&](const toml::table& table, const std::string& name) {
    Section section(table, name, findings);
    into.categories.push_back(
        {section.id(ids), section.text("title", true, title_advised), read_picture(section)});
    section.finish();
  });
}

void read_places(Section& question, Question& into, Findings& findings) {
  std::set<std::string> ids;
  question.each("place", places_max, [&](const toml::table& table, const std::string& name) {
    Section section(table, name, findings);
    into.places.push_back({section.id(ids), section.text("title", true, title_advised),
                           section.number("lat", -85, 85), section.number("lon", -180, 180)});
    section.finish();
  });
}

void read_pin(Section& section, Question& question, const std::vector<Map>& maps, Findings& findings) {
  const auto map = section.string("map", true);
  const auto found =
      std::find_if(maps.begin(), maps.end(), [&](const Map& known) { return known.id == map; });
  if (found != maps.end())
    question.map = static_cast<std::size_t>(found - maps.begin());
  else if (!map.empty())
    section.fault("map", "there is no map " + quoted(map), "add a [[map]] with that id, or name another");
  question.pins_max = section.integer("pins_max", 1, 1, static_cast<int>(pins_max));
  question.comment = section.boolean("comment", false);
  read_categories(section, question, findings);
  read_places(section, question, findings);
}

/// Where `kind` is missing or misspelt, the question is read as what it looks like, so that its other faults
/// come at once too.
QuestionKind guessed_kind(const toml::table& table) {
  const auto* kind = table.get("kind");
  const auto near = nearest(kind != nullptr ? kind->value_or(std::string()) : std::string(),
                            {"dots", "choice", "scale", "text", "pin"});
  if (near == "dots" || table.contains("dots")) return QuestionKind::Dots;
  if (near == "pin" || table.contains("map")) return QuestionKind::Pin;
  if (near == "scale" || table.contains("low") || table.contains("high")) return QuestionKind::Scale;
  if (near == "choice" || table.contains("alternative")) return QuestionKind::Choice;
  return QuestionKind::Text;
}

bool has_known_kind(const toml::table& table) {
  const auto* kind = table.get("kind");
  return kind != nullptr && std::set<std::string>{"dots", "choice", "scale", "text", "pin"}.contains(
                                kind->value_or(std::string()));
}

void read_what_is_of_its_kind(Section& section, Question& question, const std::vector<Map>& maps,
                              Findings& findings) {
  switch (question.kind) {
    case QuestionKind::Dots:
      return read_dots(section, question, findings);
    case QuestionKind::Choice:
      return read_choice(section, question, findings);
    case QuestionKind::Scale:
      return read_scale(section, question);
    case QuestionKind::Text:
      question.length_max = section.integer("length_max", 280, 1, static_cast<int>(text_characters_max));
      return;
    case QuestionKind::Pin:
      return read_pin(section, question, maps, findings);
  }
}

Question read_question(const toml::table& table, const std::string& name, std::set<std::string>& ids,
                       const std::vector<Map>& maps, Findings& findings) {
  Section section(table, name, findings);
  Question question;
  question.id = section.id(ids);
  question.kind = section.one_of<QuestionKind>("kind", guessed_kind(table),
                                               {{"dots", QuestionKind::Dots},
                                                {"choice", QuestionKind::Choice},
                                                {"scale", QuestionKind::Scale},
                                                {"text", QuestionKind::Text},
                                                {"pin", QuestionKind::Pin}},
                                               true);
  question.title = section.text("title", true, 120);
  question.help = section.text("help", false, 160);
  question.required = section.boolean("required", false);
  question.results = section.one_of<ResultsPolicy>("results", ResultsPolicy::Staff,
                                                   {{"staff", ResultsPolicy::Staff},
                                                    {"after_answer", ResultsPolicy::AfterAnswer},
                                                    {"never", ResultsPolicy::Never}});
  read_what_is_of_its_kind(section, question, maps, findings);
  if (!has_known_kind(table))  // keys of another kind than the guessed one are no faults of their own
    for (const auto& [key, node] : table)
      if (is_known_anywhere(key.str())) section.find(key.str());
  section.finish();
  return question;
}

}  // namespace

std::vector<Question> read_questions(Section& top, const std::vector<Map>& maps, Findings& findings) {
  std::vector<Question> questions;
  std::set<std::string> ids;
  top.each("question", questions_max, [&](const toml::table& table, const std::string& name) {
    questions.push_back(read_question(table, name, ids, maps, findings));
  });
  if (questions.empty()) top.fault("question", "the dialogue asks nothing", "add a [[question]]");
  return questions;
}

}  // namespace talt::core
