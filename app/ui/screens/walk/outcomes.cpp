// SPDX-License-Identifier: EUPL-1.2
#include <array>

#include "app/ui/screens/walk/earlier_words.h"
#include "app/ui/screens/walk/parts.h"

namespace talt::ui {
namespace {

using core::walk::Outcome;

struct Answer {
  std::string_view id;
  std::string_view name;
  Outcome outcome;
};

std::array<Answer, 3> answers_of(const Page& page) {
  const WalkWords& words = page.words().walk;
  return {Answer{"done", words.outcome_done, Outcome::Done},
          Answer{"notdone", words.outcome_not_done, Outcome::NotDone},
          Answer{"worse", words.outcome_worse, Outcome::Worse}};
}

}  // namespace

Happened draw_outcomes(Page& page, std::size_t index, const Rect& row) {
  const std::string id = "earlier:" + std::to_string(index + 1);
  const Outcome known = outcome_of(page, index);
  const std::vector<Rect> cells = row.columns(3, page.px(mm::gap));
  const std::array<Answer, 3> answers = answers_of(page);
  Happened happened;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const std::string mine = id + "." + std::string(answers[i].id);
    if (!shows(page, cells[i])) {
      add_unseen(page, mine, answers[i].name, cells[i]);
      continue;
    }
    if (button(page.frame, {.id = mine,
                            .label = answers[i].name,
                            .area = cells[i],
                            .selected = known == answers[i].outcome,
                            .cap_mm = mm::cap_body}))
      note(happened, core::walk::event::LookAgain{index, answers[i].outcome});
  }
  return happened;
}

}  // namespace talt::ui
