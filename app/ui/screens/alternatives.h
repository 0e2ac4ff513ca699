// SPDX-License-Identifier: EUPL-1.2
// Where the cards of alternatives lie: all in view and as large as the room allows, else in pages of whole
// rows. No word is broken and no title shortened for it. Pixels. Pure but for the measures of words.
#pragma once

#include <vector>

#include "app/ui/screens/page.h"

namespace talt::ui {

enum class Arrangement : std::uint8_t { WordsOnly, PictureAbove, PictureBeside };

struct CardGrid {
  Arrangement arrangement = Arrangement::WordsOnly;
  std::size_t across = 1;
  std::size_t pages = 1;
  float row_height = 0;
  float pitch = 0;  // from one row to the next; pages are whole rows
  float content_height = 0;
  float cap_mm = mm::cap_body;  // of the titles, on all cards the same
  float picture = 0;            // its height above the words, or its width beside them
};

struct CardNeeds {
  float side_mm = 0;         // kept free at the end of cards without pictures, for dots or a check mark
  bool two_targets = false;  // what lies on a picture or at the end is tapped by itself
};
CardGrid lay_out_cards(Page& page, const Rect& area, const core::Question& question, const CardNeeds& needs);
/// How the cards page: by whole rows, but for rows that are higher than the view.
float rows_step(const CardGrid& grid, const Rect& view);
/// Below the picture there is room for a target of its own.
bool is_tapped_below(const Page& page, const CardGrid& grid);

/// Every card's place in `content`, in reading order.
std::vector<Rect> cells_of(const Page& page, const CardGrid& grid, const Rect& content, std::size_t count);

struct CardParts {
  Rect picture;  // empty where the cards have none
  Rect words;
  Rect side;  // where dots or a check mark lie: beside the words, or on the picture
};
CardParts parts_of(const Page& page, const CardGrid& grid, const Rect& card, float side_mm);

/// The picture, with its node, and the title.
PaintedText draw_card_content(Page& page, const CardGrid& grid, const CardParts& parts,
                              const core::Alternative& alternative, ImU32 ground);

/// Position shown -> index in the dialogue file.
std::vector<std::size_t> order_shown(const core::Asking& screen, const core::Question& question);

}  // namespace talt::ui
