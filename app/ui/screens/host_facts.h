// SPDX-License-Identifier: EUPL-1.2
// The day's numbers as the host's screens show them.
#pragma once

#include <string>
#include <vector>

#include "app/ui/screens/page.h"

namespace talt::ui {

/// Visits, answers, unsent and, where there is one, battery, so many in a row.
void draw_facts(Page& page, const Rect& area, std::size_t across);
/// What there is to say about sending, the most pressing first.
std::vector<std::string> sync_lines(const Page& page);
/// Answers of each hour, as bars.
void draw_hours(Page& page, Rect area);

}  // namespace talt::ui
