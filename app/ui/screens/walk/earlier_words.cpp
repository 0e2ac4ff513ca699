// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/walk/earlier_words.h"

#include <algorithm>

#include "app/core/check.h"
#include "app/ui/screens/walk/parts.h"

namespace talt::ui {

namespace {

/// A very long text in pieces, broken between words: one picture of letters cannot be higher than a texture.
std::vector<std::string> pieces_of(std::string_view text) {
  constexpr std::size_t bytes_most = 400;
  std::vector<std::string> pieces;
  while (text.size() > bytes_most) {
    const std::size_t space = text.rfind(' ', bytes_most);
    if (space == std::string_view::npos || space == 0) break;
    pieces.emplace_back(text.substr(0, space));
    text.remove_prefix(space + 1);
  }
  pieces.emplace_back(text);
  return pieces;
}

std::string_view serious_in(const WalkWords& words, int seriousness) {
  if (seriousness == 1) return words.serious_1;
  return seriousness == 2 ? words.serious_2 : words.serious_3;
}

}  // namespace

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

float tell_earlier(Page& page, const core::walk::Earlier& earlier, const Rect& area, bool drawing) {
  float used = 0;  // more than there is of `area`, where it is scrolled
  const auto line = [&](const Spoken& text, const TextStyle& style, Role role) {
    if (text.text.empty()) return;
    const auto high = static_cast<float>(measure_text(page.frame, text, area.width(), style).height);
    Rect place = area;
    place.top += used;
    place.bottom = place.top + high;
    if (drawing) label(page.frame, "", text, place, style, Vertical::Top, role);
    used += high + page.px(1);
  };
  const WalkWords& words = page.words().walk;
  const TextStyle strong{.weight = platform::TextWeight::Medium};
  line(words.saw_then, {.weight = platform::TextWeight::Bold}, Role::Heading);
  for (const std::string& piece : pieces_of(earlier.saw)) line(piece, {}, Role::Text);
  if (earlier.seriousness > 0)
    line(std::string(words.seriousness.view()) + " " + std::string(serious_in(words, earlier.seriousness)),
         soft(page), Role::Text);
  for (const std::string& piece : pieces_of(earlier.proposal)) line(piece, soft(page), Role::Text);
  for (const std::string& piece : pieces_of(status_line(page, earlier))) line(piece, strong, Role::Text);
  return used;
}

core::walk::Outcome outcome_of(const Page& page, std::size_t earlier) {
  const auto& notes = walk_of(page).notes;
  const auto known = std::find_if(notes.rbegin(), notes.rend(), [&](const core::walk::Observation& note) {
    return note.earlier == earlier;
  });
  return known == notes.rend() ? core::walk::Outcome::Unknown : known->outcome;
}

}  // namespace talt::ui
