// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/alternatives.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "app/core/shown_order.h"

namespace talt::ui {
namespace {

constexpr float pad_mm = 3.2f;           // between a card's edge and its words
constexpr float pad_y_mm = 1;            // above and below them
constexpr float words_row_most_mm = 30;  // a card of words alone grows no higher
constexpr float picture_row_most_mm = 82;
constexpr float picture_least_mm = 15;  // its lower side
constexpr float picture_shape = 4.f / 3;
constexpr float picture_widest = 2.9f;   // width to height; a narrower strip shows nothing
constexpr float picture_edge_mm = 1.5f;  // of card around the picture
constexpr float cap_sizes_mm[] = {6.4f, mm::cap_large, mm::cap_body};

bool has_pictures(const core::Question& question) {
  return std::any_of(question.alternatives.begin(), question.alternatives.end(),
                     [](const core::Alternative& alternative) { return !alternative.picture.is_none(); });
}

TextStyle title_style(float cap_mm) {
  return {
      .cap_mm = cap_mm,
      .weight = platform::TextWeight::Medium,
  };
}

/// One way to lay the cards out, being tried.
class Trial {
 public:
  Trial(Page& page, const Rect& area, const core::Question& question, const CardNeeds& needs)
      : page_(page), area_(area), question_(question), wanted_(needs) {}

  /// With as many rows to a page as leave the words room; nothing where not even one does.
  std::optional<CardGrid> grid(Arrangement arrangement, std::size_t across, float cap_mm) const {
    const std::size_t rows = (question_.alternatives.size() + across - 1) / across;
    for (std::size_t pages = 1; pages <= rows; ++pages) {
      const std::size_t rows_shown = (rows + pages - 1) / pages;
      const float fits = (area_.height() + gap()) / static_cast<float>(rows_shown) - gap();
      CardGrid grid{.arrangement = arrangement, .across = across, .pages = pages, .cap_mm = cap_mm};
      if (fits < page_.px(mm::target) || !fill(grid, fits)) continue;
      // A page is filled: its cards grow, where only words stand on them, rather than their distance.
      if (pages > 1 && arrangement == Arrangement::WordsOnly) grid.row_height = fits;
      grid.pitch = (pages > 1 ? fits : grid.row_height) + gap();
      grid.content_height = static_cast<float>(pages * rows_shown) * grid.pitch - gap();
      return grid;
    }
    return std::nullopt;
  }

  /// Where no way has room: one card to a row, as high as the longest title needs.
  CardGrid tall() const {
    CardGrid grid;
    const auto rows = static_cast<float>(question_.alternatives.size());
    grid.row_height = std::max(page_.px(mm::target), needs(grid));
    grid.pitch = grid.row_height + gap();
    grid.content_height = rows * grid.pitch - gap();
    grid.pages = static_cast<std::size_t>(std::ceil(grid.content_height / std::max(1.f, area_.height())));
    return grid;
  }

  /// The more one sees of pictures and the larger the words, the better; empty cells are a pity.
  float worth(const CardGrid& grid) const {
    const auto count = static_cast<float>(question_.alternatives.size());
    const auto cells = std::ceil(count / static_cast<float>(grid.across)) * static_cast<float>(grid.across);
    const float unfilled = 4 * (cells - count);
    const auto shown = static_cast<float>(grid.across * ((rows_of(grid) + grid.pages - 1) / grid.pages));
    const float paged = grid.pages > 1 ? 1000 * (1 + count - shown) : 0;
    if (grid.arrangement == Arrangement::WordsOnly)
      return 12 * grid.cap_mm - unfilled - paged - 12 * static_cast<float>(lines_most(grid));
    return std::sqrt(seen(grid)) / page_.frame.px_per_mm * 4 + 6 * grid.cap_mm - unfilled - paged;
  }

 private:
  std::size_t rows_of(const CardGrid& grid) const {
    return (question_.alternatives.size() + grid.across - 1) / grid.across;
  }
  float gap() const { return page_.px(mm::gap); }
  float card_width(std::size_t across) const {
    return (area_.width() + gap()) / static_cast<float>(across) - gap();
  }
  float words_width(const CardGrid& grid) const {
    const float width = card_width(grid.across) - page_.px(2 * pad_mm);
    if (grid.arrangement == Arrangement::PictureBeside) return width - grid.picture;
    if (grid.arrangement == Arrangement::PictureAbove) return width + page_.px(2);
    return width - page_.px(wanted_.side_mm + 1);
  }

  /// The height that the longest title wants with its margins; beyond all bounds where a word would break.
  float needs(const CardGrid& grid) const {
    const TextStyle style = title_style(grid.cap_mm);
    const float width = words_width(grid);
    float most = 0;
    for (const core::Alternative& alternative : question_.alternatives) {
      const Said title = said(page_, alternative.title);
      const bool is_least = grid.cap_mm <= mm::cap_body && grid.across == 1;
      if (width <= 0 || (!is_least && widest_word(page_.frame, title, style) > width)) return 1e6f;
      most = std::max(most, static_cast<float>(measure_text(page_.frame, title, width, style).height));
    }
    return most + page_.px(2 * pad_y_mm);
  }
  int lines_most(const CardGrid& grid) const {
    int most = 0;
    for (const core::Alternative& alternative : question_.alternatives)
      most = std::max(most, measure_text(page_.frame, said(page_, alternative.title), words_width(grid),
                                         title_style(grid.cap_mm))
                                .lines);
    return most;
  }

  /// Gives the cards their height, at most `most`, and the picture its part of it; false where that is not
  /// room enough.
  bool fill(CardGrid& grid, float most) const {
    const float width = card_width(grid.across);
    switch (grid.arrangement) {
      case Arrangement::WordsOnly:
        grid.row_height = std::min(most, std::max(page_.px(words_row_most_mm), needs(grid)));
        return needs(grid) <= grid.row_height;
      case Arrangement::PictureAbove: {
        const float words = needs(grid);
        grid.row_height = std::min({most, page_.px(picture_row_most_mm), words + width / picture_shape});
        grid.picture = grid.row_height - words;
        const float least = page_.px(wanted_.two_targets ? mm::target : picture_least_mm);
        const bool has_two = !wanted_.two_targets || is_tapped_below(page_, grid) ||
                             width >= page_.px(2 * mm::target + mm::gap + pad_mm);
        return has_two && grid.picture >= least && width <= grid.picture * picture_widest;
      }
      case Arrangement::PictureBeside:
        for (const float shape : {picture_shape, 1.f, 0.75f}) {
          grid.picture = std::clamp(most * shape, page_.px(mm::target + 2), width * 0.45f);
          grid.row_height = std::min(most, grid.picture);
          if (needs(grid) <= grid.row_height) return true;
        }
        return false;
    }
    return false;
  }

  /// The picture's area on a card, less where much of it is cut off. Pixels squared.
  float seen(const CardGrid& grid) const {
    const bool above = grid.arrangement == Arrangement::PictureAbove;
    const float width = above ? card_width(grid.across) : grid.picture;
    const float height = above ? grid.picture : grid.row_height;
    const float shape = width / std::max(1.f, height);
    return width * height * std::min(shape / picture_shape, picture_shape / shape);
  }

  Page& page_;
  const Rect& area_;
  const core::Question& question_;
  const CardNeeds& wanted_;
};

}  // namespace

CardGrid lay_out_cards(Page& page, const Rect& area, const core::Question& question, const CardNeeds& needs) {
  const Trial trial(page, area, question, needs);
  std::optional<CardGrid> best;
  const auto consider = [&](Arrangement arrangement, std::size_t across) {
    for (const float cap_mm : cap_sizes_mm)
      if (const std::optional<CardGrid> grid = trial.grid(arrangement, across, cap_mm))
        if (!best || trial.worth(*grid) > trial.worth(*best)) best = grid;
  };
  const bool pictures = has_pictures(question);
  const std::size_t most = std::min<std::size_t>(question.alternatives.size(), 4);
  for (std::size_t across = 1; across <= most; ++across) {
    if (!pictures) consider(Arrangement::WordsOnly, across);
    if (pictures) consider(Arrangement::PictureAbove, across);
    if (pictures) consider(Arrangement::PictureBeside, across);
  }
  return best ? *best : trial.tall();
}

float rows_step(const CardGrid& grid, const Rect& view) {
  return grid.row_height > view.height() + 1 ? 0 : grid.pitch;
}

bool is_tapped_below(const Page& page, const CardGrid& grid) {
  return grid.row_height - grid.picture >= page.px(mm::target + mm::gap);
}

std::vector<Rect> cells_of(const Page& page, const CardGrid& grid, const Rect& content, std::size_t count) {
  std::vector<Rect> cells;
  Rect rest = content;
  rest.bottom = rest.top + grid.content_height;
  while (cells.size() < count) {
    Rect row = rest.cut_top(grid.pitch);
    row.bottom = row.top + grid.row_height;
    for (const Rect& cell : row.columns(grid.across, page.px(mm::gap)))
      if (cells.size() < count) cells.push_back(cell);
  }
  return cells;
}

CardParts parts_of(const Page& page, const CardGrid& grid, const Rect& card, float side_mm) {
  CardParts parts;
  Rect rest = card;
  const float edge = page.px(picture_edge_mm);
  switch (grid.arrangement) {
    case Arrangement::PictureAbove:
      parts.picture = rest.cut_top(grid.picture).inset(edge);
      parts.picture.bottom += edge;
      parts.side = parts.picture.inset(edge);
      parts.words = rest.inset(page.px(pad_mm - 1), 0);
      return parts;
    case Arrangement::PictureBeside:
      parts.picture = rest.cut_start(grid.picture).inset(edge);
      parts.side = parts.picture.inset(edge);
      parts.words = rest.inset(page.px(pad_mm), 0);
      return parts;
    case Arrangement::WordsOnly:
      rest = rest.inset(page.px(pad_mm), 0);
      parts.side = rest.cut_end(page.px(side_mm));
      rest.cut_end(page.px(1));
      parts.words = rest;
      return parts;
  }
  return parts;
}

PaintedText draw_card_content(Page& page, const CardGrid& grid, const CardParts& parts,
                              const core::Alternative& alternative, ImU32 ground) {
  if (!parts.picture.is_empty()) {
    const core::Picture& picture = alternative.picture;
    if (!paint_picture(page.frame, picture.file, parts.picture, mm::radius * 0.7f, ground))
      paint_box(page.frame, parts.picture, mm::radius * 0.7f, mix(ground, page.theme().ink, 0.06f));
    Node node;
    node.role = Role::Picture;
    node.name = said(page, picture.alt).text;
    node.rect = parts.picture;
    if (!node.name.empty()) add_node(page.frame, std::move(node));
  }
  TextStyle style = title_style(grid.cap_mm);
  style.background = ground;
  return paint_text(page.frame, said(page, alternative.title), parts.words, style, Vertical::Middle);
}

std::vector<std::size_t> order_shown(const core::Asking& screen, const core::Question& question) {
  if (question.shuffle)
    return core::shown_order(screen.visit.id, screen.question, question.alternatives.size());
  std::vector<std::size_t> order(question.alternatives.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

}  // namespace talt::ui
