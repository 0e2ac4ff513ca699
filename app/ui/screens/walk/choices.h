// SPDX-License-Identifier: EUPL-1.2
// A screen on which one of a list is chosen: stops, groups, parties. It closes by #back, low at the start.
#pragma once

#include <string>
#include <vector>

#include "app/ui/screens/page.h"

namespace talt::ui {

struct Choice {
  std::string id;
  Said title;
  std::string value;  // beside it; may be empty
  bool selected = false;
  core::Event event;
};
Happened draw_choices(Page& page, const Spoken& title, const std::vector<Choice>& choices);

/// The same list within `area`, under a heading of its own for each part. The buttons that turn a page stand
/// in `buttons` where they have room.
struct ChoicePart {
  Said title;  // may be empty
  std::vector<Choice> choices;
};
Happened draw_choice_parts(Page& page, std::string_view scroller, const std::vector<ChoicePart>& parts,
                           const Rect& area, const Rect& buttons = {});

}  // namespace talt::ui
