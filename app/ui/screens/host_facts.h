// SPDX-License-Identifier: EUPL-1.2
// The day's numbers as the host's screens show them.
#pragma once

#include <string>
#include <vector>

#include "app/ui/screens/page.h"

namespace talt::ui {

struct Fact {
  std::string_view name;
  std::string value;
};
/// Visits, answers, unsent, battery.
std::vector<Fact> day_facts(const Page& page);
void draw_fact(Page& page, const Rect& area, const Fact& fact);
/// What there is to say about sending, the most pressing first.
std::vector<std::string> sync_lines(const Page& page);
/// Answers of each hour, as bars.
void draw_hours(Page& page, Rect area);

}  // namespace talt::ui
