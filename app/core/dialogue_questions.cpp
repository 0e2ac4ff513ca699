// SPDX-License-Identifier: EUPL-1.2
#include "app/core/dialogue_section.h"

#include <algorithm>

#include "app/core/toml_assert.h"

#include <toml++/toml.h>

namespace talt::core {

namespace {

Picture read_picture(Section& section) {
  Picture picture;
  picture.file = section.file("picture", false);
  picture.alt = section.text("alt", section.has("picture"));
  return picture;
}

void read_alternatives(Section& question, Question& into, const std::string& name, Findings& findings) {
  std::set<std::string> ids;
  question.each("alternative", alternatives_max, [&](const toml::table& table) {
    Section section(table, "an alternative of " + name, findings);
    Alternative alternative{section.id(ids), section.text("title", true), read_picture(section)};
    section.finish();
    into.alternatives.push_back(std::move(alternative));
  });
  if (into.alternatives.size() < 2)
    question.fault("alternative", name + " has fewer than two alternatives",
                   "add [[question.alternative]] tables");
}

void read_dots(Section& section, Question& question, const std::string& name, Findings& findings) {
  read_alternatives(section, question, name, findings);
  question.dots = section.integer("dots", 3, 1, static_cast<int>(dots_max));
  question.stack_max = section.integer("stack_max", 1, 1, static_cast<int>(dots_max));
  question.shuffle = section.boolean("shuffle", false);
  if (question.stack_max > question.dots)
    section.fault("stack_max", "more dots on one alternative than there are dots",
                  "lower stack_max or raise dots");
}

void read_choice(Section& section, Question& question, const std::string& name, Findings& findings) {
  read_alternatives(section, question, name, findings);
  question.shuffle = section.boolean("shuffle", false);
  const auto most = std::max<std::size_t>(1, question.alternatives.size());
  question.choices_max = section.integer("max", 1, 1, static_cast<int>(most));
}

void read_scale(Section& section, Question& question) {
  constexpr int steps_max = 10;
  question.steps = section.integer("steps", 5, 2, steps_max);
  question.style = section.one_of<ScaleStyle>(
      "style", ScaleStyle::Numbers, {{"numbers", ScaleStyle::Numbers}, {"faces", ScaleStyle::Faces}});
  question.low = section.text("low", true);
  question.high = section.text("high", true);
  if (question.style == ScaleStyle::Faces && question.steps > 5)
    section.fault("steps", "there are faces for at most 5 steps", "use steps = 5, or style = \"numbers\"");
}

void read_categories(Section& question, Question& into, const std::string& name, Findings& findings) {
  std::set<std::string> ids;
  question.each("category", alternatives_max, [&](const toml::table& table) {
    Section section(table, "a category of " + name, findings);
    into.categories.push_back({section.id(ids), section.text("title", true), read_picture(section)});
    section.finish();
  });
}

void read_places(Section& question, Question& into, const std::string& name, Findings& findings) {
  std::set<std::string> ids;
  question.each("place", places_max, [&](const toml::table& table) {
    Section section(table, "a place of " + name, findings);
    into.places.push_back({section.id(ids), section.text("title", true), section.number("lat", -85, 85),
                           section.number("lon", -180, 180)});
    section.finish();
  });
}

void read_pin(Section& section, Question& question, const std::string& name, const std::vector<Map>& maps,
              Findings& findings) {
  const auto map = section.string("map", true);
  const auto found =
      std::find_if(maps.begin(), maps.end(), [&](const Map& known) { return known.id == map; });
  if (found != maps.end())
    question.map = static_cast<std::size_t>(found - maps.begin());
  else if (!map.empty())
    section.fault("map", "there is no map \"" + map + "\"", "add a [[map]] with that id, or name another");
  question.pins_max = section.integer("pins_max", 1, 1, static_cast<int>(pins_max));
  question.comment = section.boolean("comment", false);
  read_categories(section, question, name, findings);
  read_places(section, question, name, findings);
}

Question read_question(const toml::table& table, std::set<std::string>& ids, const std::vector<Map>& maps,
                       Findings& findings) {
  Section section(table, "the question", findings);
  Question question;
  question.id = section.id(ids);
  const std::string name = "question " + question.id;
  question.kind = section.one_of<QuestionKind>("kind", QuestionKind::Text,
                                               {{"dots", QuestionKind::Dots},
                                                {"choice", QuestionKind::Choice},
                                                {"scale", QuestionKind::Scale},
                                                {"text", QuestionKind::Text},
                                                {"pin", QuestionKind::Pin}},
                                               true);
  question.title = section.text("title", true);
  question.help = section.text("help", false);
  question.required = section.boolean("required", false);
  question.results = section.one_of<ResultsPolicy>("results", ResultsPolicy::Staff,
                                                   {{"staff", ResultsPolicy::Staff},
                                                    {"after_answer", ResultsPolicy::AfterAnswer},
                                                    {"never", ResultsPolicy::Never}});
  const auto* kind = table.get("kind");
  const bool has_kind = kind != nullptr && kind->is_string();
  switch (question.kind) {
    case QuestionKind::Dots:
      read_dots(section, question, name, findings);
      break;
    case QuestionKind::Choice:
      read_choice(section, question, name, findings);
      break;
    case QuestionKind::Scale:
      read_scale(section, question);
      break;
    case QuestionKind::Text:
      question.length_max = section.integer("length_max", 280, 1, static_cast<int>(text_characters_max));
      break;
    case QuestionKind::Pin:
      read_pin(section, question, name, maps, findings);
      break;
  }
  const bool is_known_kind =
      has_kind &&
      std::set<std::string>{"dots", "choice", "scale", "text", "pin"}.contains(kind->value_or(std::string()));
  if (is_known_kind) section.finish();  // else its other keys would be called unknown without reason
  return question;
}

}  // namespace

std::vector<Question> read_questions(Section& top, const std::vector<Map>& maps, Findings& findings) {
  std::vector<Question> questions;
  std::set<std::string> ids;
  top.each("question", questions_max,
           [&](const toml::table& table) { questions.push_back(read_question(table, ids, maps, findings)); });
  if (questions.empty()) top.fault("question", "the dialogue asks nothing", "add a [[question]]");
  return questions;
}

}  // namespace talt::core
