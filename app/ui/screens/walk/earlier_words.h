// SPDX-License-Identifier: EUPL-1.2
// What an earlier walk noted and what has become of it, in words.
#pragma once

#include <string>
#include <vector>

#include "app/ui/screens/page.h"

namespace talt::ui {

/// The theme, or where it is; the heading over it.
Said earlier_title(const Page& page, const core::walk::Earlier& earlier);
std::string_view status_in(const Words& words, core::walk::Status status);
/// "Planned, by 1 May 2027, Parks", with the reason where there is one.
std::string status_line(const Page& page, const core::walk::Earlier& earlier);
/// All that is known of it, line by line from the top of `area`. Returns how high that is; where not
/// `drawing` it is only measured.
float tell_earlier(Page& page, const core::walk::Earlier& earlier, const Rect& area, bool drawing);
/// The outcome noted on this walk; Unknown where it was not looked at again.
core::walk::Outcome outcome_of(const Page& page, std::size_t earlier);

/// Done, not done, worse: what was judged already is marked.
Happened draw_outcomes(Page& page, std::size_t earlier, const Rect& row);

}  // namespace talt::ui
