// SPDX-License-Identifier: EUPL-1.2
// The screens of a walk: free functions from constant data to at most one event. Each lives in a file of its
// own name. They are drawn for one hand in the dark: what acts stands at the bottom edge, and is large.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/ui/screens/page.h"

namespace talt::ui {

/// The screen that State::walk names.
Happened walk_screen(Page& page);

/// The walk that shows; null where another screen does.
const core::walk::Walk* walk_on(const core::State& state);
/// Which of its screens shows, to notice that another one came.
std::string walk_screen_name(const core::walk::Walk& walk);
/// Another screen of the walk came: forgets how the last one was scrolled. Lists stay where they were, so
/// that whoever corrects a note comes back to it.
void forget_walk_screen(UiState& state, const core::walk::Walk& walk);
/// When what a walk shows changes without a touch or news: its position is too old to serve. Steady ms.
std::optional<std::int64_t> walk_change_ms(const core::walk::Walk& walk, std::int64_t now_ms);

// Before and after.
Happened walk_home(Page& page, const core::walk::Home& screen);
Happened walk_joining(Page& page, const core::walk::Joining& screen);
Happened walk_setup(Page& page, const core::walk::Setup& screen);
Happened walk_read_promise(Page& page);
Happened walk_showing_words(Page& page, const core::walk::ShowingWords& screen);
Happened walk_opening(Page& page, const core::walk::Opening& screen);
Happened walk_paused(Page& page);
Happened walk_ended(Page& page);

// On the way: header, one of the tabs, and the cards over them.
Happened walk_walking(Page& page, const core::walk::Walking& screen);
Happened walk_header(Page& page, Rect& sheet);
Happened walk_tab_note(Page& page, const Rect& area);
Happened walk_tab_list(Page& page, const Rect& area);
Happened walk_tab_map(Page& page, const Rect& area);
Happened walk_tab_questions(Page& page, const Rect& area);
Happened walk_tab_earlier(Page& page, const Rect& area);
Happened walk_choosing_stop(Page& page);
Happened walk_reading_earlier(Page& page, std::size_t earlier);

// An observation, and what stands over its form.
Happened walk_verdict(Page& page);
Happened walk_form(Page& page, bool saving);
Happened walk_writing(Page& page, const core::walk::Writing& screen);
Happened walk_perspective(Page& page);
Happened walk_party(Page& page);
Happened walk_placing(Page& page);
Happened walk_choosing_photo(Page& page, const core::walk::ChoosingPhoto& screen);
Happened walk_blurring(Page& page, const core::walk::BlurringPhoto& screen);
Happened walk_recording(Page& page, const core::walk::Recording& screen);
Happened walk_confirming_discard(Page& page, const core::walk::ConfirmingDiscard& screen);

}  // namespace talt::ui
