// SPDX-License-Identifier: EUPL-1.2
// A dialogue about a square with every kind of question, built in memory.
#pragma once

#include "app/core/dialogue.h"

namespace talt::doubles {

inline core::Text said(const char* text) {
  return {{std::string(text), std::string(text)}};
}

inline core::Question question_of(core::QuestionKind kind, const char* id, std::size_t alternatives = 0) {
  core::Question question;
  question.kind = kind;
  question.id = id;
  question.title = said(id);
  for (std::size_t i = 0; i < alternatives; ++i)
    question.alternatives.push_back({"alternative" + std::to_string(i), said("alternative"), {}});
  return question;
}

enum SquareQuestion : std::size_t { priorities, visits, feel, wish, where };

inline core::Dialogue square() {
  using core::QuestionKind;
  core::Dialogue dialogue;
  dialogue.id = "square";
  dialogue.languages = {{"sv", false}, {"ar", false}};
  dialogue.title = said("square");
  auto dots = question_of(QuestionKind::Dots, "priorities", 4);
  dots.dots = 3;
  dots.stack_max = 2;
  dots.results = core::ResultsPolicy::AfterAnswer;
  auto choice = question_of(QuestionKind::Choice, "visits", 3);
  auto scale = question_of(QuestionKind::Scale, "feel");
  auto text = question_of(QuestionKind::Text, "wish");
  auto pin = question_of(QuestionKind::Pin, "where");
  pin.pins_max = 2;
  pin.comment = true;
  pin.categories = {{"dark", said("dark"), {}}, {"broken", said("broken"), {}}};
  pin.places = {{"bridge", said("bridge"), 63.3121, 13.6504}};
  dialogue.questions = {dots, choice, scale, text, pin};
  return dialogue;
}

}  // namespace talt::doubles
