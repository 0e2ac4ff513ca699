// SPDX-License-Identifier: EUPL-1.2
// A screen that only says something, to whoever comes: large in the language shown, smaller in the dialogue's
// others.
#pragma once

#include <functional>

#include "app/ui/screens/page.h"

namespace talt::ui {

struct Notice {
  Spoken title;
  Spoken hint;
};
void draw_notice(Page& page, const Rect& area, Icon icon, const std::function<Notice(const Words&)>& in);

}  // namespace talt::ui
