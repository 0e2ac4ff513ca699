// SPDX-License-Identifier: EUPL-1.2
// The screens: free functions from constant data to at most one event. Each lives in a file of its own name.
#pragma once

#include <string_view>
#include <vector>

#include "app/ui/screens/page.h"

namespace talt::ui {

// As a passer-by.
Happened attract(Page& page);
Happened promise(Page& page, const core::PromiseCard& screen);
Happened asking(Page& page, const core::Asking& screen);
Happened thanks(Page& page, const core::Thanks& screen);
Happened paused(Page& page);
Happened out_of_order(Page& page, const core::OutOfOrder& screen);

// The question on screen, within what asking() leaves free. `strip` lies between the actions, for what
// belongs to all of it: the tray, page buttons; a screen whose strip is too narrow cuts one of its own.
Happened dots(Page& page, const core::Asking& screen, Rect area, Rect strip);
Happened choice(Page& page, const core::Asking& screen, Rect area, Rect strip);
Happened scale(Page& page, const core::Asking& screen, Rect area);
Happened text(Page& page, const core::Asking& screen, Rect area);
Happened pin(Page& page, const core::Asking& screen, Rect area);

// Cards over a screen.
Happened still_there(Page& page);
Happened pointed_out(Page& page, const core::Asking& screen);
Happened pointed_out(Page& page, std::string_view text, const std::vector<core::PersonalFinding>& findings);

// As the host.
Happened host_pin(Page& page, const core::HostPin& screen);
Happened host_panel(Page& page);
Happened host_note(Page& page, const core::HostNote& screen);
Happened host_void(Page& page, const core::HostVoid& screen);
Happened host_poster(Page& page, const core::HostPoster& screen);
Happened host_end(Page& page, const core::HostEnd& screen);

}  // namespace talt::ui
