// SPDX-License-Identifier: EUPL-1.2
// Paragraphs and other pieces set into columns and pages, as in a leaflet: a piece is never cut, a heading
// stays with what follows it, and a paragraph longer than a page goes on on the next. Pixels.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/ui/screens/page.h"

namespace talt::ui {

/// From one page to the next: so far apart that no shadow of the next shows. `pages` of them and their
/// height.
struct Pages {
  float pitch = 0;
  float height = 0;
};
Pages pages_of(const Page& page, float view_height, std::size_t pages);

class Flow {
 public:
  /// For columns of this size.
  Flow(Page& page, float width, float height);

  void words(Said words, const TextStyle& style, Role role = Role::Text);
  void words(const Spoken& words, const TextStyle& style, Role role = Role::Text);
  /// Anything else of that height; `draw` is given its place.
  void piece(float height, std::function<void(const Rect&)> draw);
  /// Space after the last piece, none at a column's end.
  void gap(float millimetres);
  /// The last piece stays in one column with the next.
  void keep_with_next();

  /// How many pages it fills with this many columns on each.
  std::size_t pages(std::size_t columns) const;
  /// `columns` are those of the first page; each page lies `pitch` below the one before.
  void draw(const std::vector<Rect>& columns, float pitch) const;

 private:
  struct Piece {
    float height = 0;
    float gap = 0;
    bool with_next = false;
    std::function<void(const Rect&)> draw;
  };
  struct Place {
    std::size_t column = 0;  // counted on over all pages
    float top = 0;
  };
  std::vector<Place> placed() const;
  std::string cut_to_fit(std::string_view& rest, std::string_view language, const TextStyle& style) const;

  Page& page_;
  float width_;
  float height_;
  std::vector<Piece> pieces_;
};

}  // namespace talt::ui
