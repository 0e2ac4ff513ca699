// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/map_attribution.h"

#include <algorithm>

#include "app/core/markup.h"

namespace talt::ui {

void draw_attribution(Page& page, const core::Map& map, Rect& area, float height_max) {
  const std::string text = core::without_markup(map.attribution);
  if (text.empty()) return;
  // A name keeps its own direction: on a mirrored screen its sign would go to the wrong end.
  const Spoken words{text, "en"};
  TextStyle style = soft(page);
  const auto height = static_cast<float>(measure_text(page.frame, words, area.width(), style).height);
  const Rect place = area.cut_bottom(std::min(height, height_max));
  label(page.frame, "attribution", words, place, style, Vertical::Bottom);
  area.cut_bottom(page.px(1));
}

}  // namespace talt::ui
