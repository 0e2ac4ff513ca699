// SPDX-License-Identifier: EUPL-1.2
// Where the cards of alternatives lie: at most twelve, all as large as the room allows, scrolled where it
// does not hold them. Pixels. Pure but for the measures of words.
#pragma once

#include <vector>

#include "app/ui/screens/page.h"

namespace talt::ui {

struct CardLayout {
  std::size_t across = 1;
  float row_height = 0;
  float content_height = 0;
};

/// `least_mm` is the least height of a card without a picture.
CardLayout lay_out_cards(const Page& page, const Rect& area, const core::Question& question, float least_mm);

/// Position shown -> index in the dialogue file.
std::vector<std::size_t> order_shown(const core::Asking& screen, const core::Question& question);

}  // namespace talt::ui
