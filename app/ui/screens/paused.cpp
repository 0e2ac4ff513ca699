// SPDX-License-Identifier: EUPL-1.2
// Staff paused collecting: said in every language of the dialogue that the interface speaks, since nobody has
// chosen one.
#include "app/ui/screens/notice.h"
#include "app/ui/screens/screens.h"

namespace talt::ui {

Happened paused(Page& page) {
  draw_notice(page, sheet_of(page), Icon::Pause, [](const Words& words) {
    return Notice{words.paused, words.paused_hint};
  });
  return host_corner(page);
}

}  // namespace talt::ui
