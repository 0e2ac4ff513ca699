// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/walk/earlier_words.h"

#include <algorithm>

#include "app/core/check.h"
#include "app/ui/screens/walk/parts.h"

namespace talt::ui {

std::string_view status_in(const Words& words, core::walk::Status status) {
  switch (status) {
    case core::walk::Status::Open:
      return words.walk.status_open;
    case core::walk::Status::Quick:
      return words.walk.status_quick;
    case core::walk::Status::Planned:
      return words.walk.status_planned;
    case core::walk::Status::NeedsBudget:
      return words.walk.status_budget;
    case core::walk::Status::WillNot:
      return words.walk.status_will_not;
    case core::walk::Status::Done:
      return words.walk.status_done;
  }
  core::check(false, "a status that is none");
  return {};
}

Said earlier_title(const Page& page, const core::walk::Earlier& earlier) {
  const core::walk::Plan& plan = plan_of(page);
  Said title = earlier.theme && *earlier.theme < plan.themes.size()
                   ? said(page, plan.themes[*earlier.theme].title)
                   : Said{std::string(page.words().walk.other_theme.view()), {}};
  if (!earlier.where.empty()) title.text += " \u00B7 " + earlier.where;
  return title;
}

std::string status_line(const Page& page, const core::walk::Earlier& earlier) {
  const core::walk::Plan& plan = plan_of(page);
  std::string line(status_in(page.words(), earlier.status));
  if (earlier.deadline)
    line +=
        " \u00B7 " + filled(page.words().hear_back_by, std::vector{date_in(page.words(), *earlier.deadline)});
  if (earlier.party && *earlier.party < plan.parties.size())
    line += " \u00B7 " + said(page, plan.parties[*earlier.party].title).text;
  if (!earlier.reason.empty()) line += ": " + earlier.reason;
  return line;
}

core::walk::Outcome outcome_of(const Page& page, std::size_t earlier) {
  const auto& notes = walk_of(page).notes;
  const auto known = std::find_if(notes.rbegin(), notes.rend(), [&](const core::walk::Observation& note) {
    return note.earlier == earlier;
  });
  return known == notes.rend() ? core::walk::Outcome::Unknown : known->outcome;
}

}  // namespace talt::ui
