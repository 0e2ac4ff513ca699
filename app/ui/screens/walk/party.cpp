// SPDX-License-Identifier: EUPL-1.2
// Who can put it right, and whose words they are: a responsible party, a group. Never a name.
#include "app/ui/screens/walk/choices.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

/// Each of `named`, and nobody at the end.
template <class Picked>
std::vector<Choice> choices_of(const Page& page, const std::string& ids,
                               const std::vector<core::walk::Named>& named,
                               std::optional<std::size_t> chosen) {
  std::vector<Choice> choices;
  for (std::size_t i = 0; i < named.size(); ++i)
    choices.push_back({ids + named[i].id, said(page, named[i].title), {}, chosen == i, Picked{i}});
  choices.push_back(
      {ids + "none", {std::string(page.words().walk.nobody.view()), {}}, {}, !chosen, Picked{std::nullopt}});
  return choices;
}

}  // namespace

Happened walk_perspective(Page& page) {
  const auto& draft = walk_of(page).draft;
  return draw_choices(
      page, page.words().walk.perspective,
      choices_of<core::walk::event::PickPerspective>(
          page, "group:", plan_of(page).groups, draft ? draft->perspective : std::optional<std::size_t>()));
}

Happened walk_party(Page& page) {
  const auto& draft = walk_of(page).draft;
  return draw_choices(
      page, page.words().walk.party,
      choices_of<core::walk::event::PickParty>(page, "party:", plan_of(page).parties,
                                               draft ? draft->party : std::optional<std::size_t>()));
}

}  // namespace talt::ui
