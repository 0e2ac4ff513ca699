// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/flow.h"

#include <algorithm>
#include <utility>

namespace talt::ui {

Pages pages_of(const Page& page, float view_height, std::size_t pages) {
  const float gap = page.px(mm::margin);
  const float pitch = view_height + gap;
  return {pitch, static_cast<float>(std::max<std::size_t>(pages, 1)) * pitch - gap};
}

Flow::Flow(Page& page, float width, float height) : page_(page), width_(width), height_(height) {}

void Flow::words(const Spoken& words, const TextStyle& style, Role role) {
  Flow::words(Said{std::string(words.text), words.language}, style, role);
}

void Flow::words(Said words, const TextStyle& style, Role role) {
  std::string_view rest = words.text;
  while (!rest.empty()) {
    Said part{cut_to_fit(rest, words.language, style), words.language};
    const auto height = static_cast<float>(measure_text(page_.frame, part, width_, style).height);
    piece(height, [this, part = std::move(part), style, role](const Rect& place) {
      label(page_.frame, "", part, place, style, Vertical::Top, role);
    });
  }
}

/// All of `rest` where a column holds it, else as many words as it does.
std::string Flow::cut_to_fit(std::string_view& rest, std::string_view language,
                             const TextStyle& style) const {
  const auto fits = [&](std::size_t end) {
    const platform::TextSize size = measure_text(page_.frame, {rest.substr(0, end), language}, width_, style);
    return !size.shortened && static_cast<float>(size.height) <= height_;
  };
  std::size_t good = rest.size();
  if (!fits(rest.size())) {
    std::vector<std::size_t> ends;
    for (std::size_t at = rest.find(' '); at != std::string_view::npos; at = rest.find(' ', at + 1))
      ends.push_back(at);
    const auto first_bad = std::partition_point(ends.begin(), ends.end(), fits);
    if (first_bad != ends.begin()) good = *std::prev(first_bad);
  }
  std::string part(rest.substr(0, good));
  rest.remove_prefix(std::min(rest.size(), good + 1));
  return part;
}

void Flow::piece(float height, std::function<void(const Rect&)> draw) {
  pieces_.push_back({height, 0, false, std::move(draw)});
}

void Flow::gap(float millimetres) {
  if (!pieces_.empty()) pieces_.back().gap = page_.px(millimetres);
}

void Flow::keep_with_next() {
  if (!pieces_.empty()) pieces_.back().with_next = true;
}

std::vector<Flow::Place> Flow::placed() const {
  std::vector<Place> places;
  Place at;
  for (std::size_t i = 0; i < pieces_.size();) {
    // A group that is kept together goes into the next column whole, if it is not longer than one.
    std::size_t last = i;
    float height = pieces_[i].height;
    while (pieces_[last].with_next && last + 1 < pieces_.size()) {
      height += pieces_[last].gap + pieces_[last + 1].height;
      ++last;
    }
    if (at.top > 0 && at.top + height > height_ + 0.5f) at = {at.column + 1, 0};
    for (; i <= last; ++i) {
      if (at.top > 0 && at.top + pieces_[i].height > height_ + 0.5f) at = {at.column + 1, 0};
      places.push_back(at);
      at.top += pieces_[i].height + pieces_[i].gap;
    }
  }
  return places;
}

std::size_t Flow::pages(std::size_t columns) const {
  const std::vector<Place> places = placed();
  return places.empty() ? 0 : places.back().column / columns + 1;
}

void Flow::draw(const std::vector<Rect>& columns, float pitch) const {
  const std::vector<Place> places = placed();
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto down = static_cast<float>(places[i].column / columns.size()) * pitch + places[i].top;
    Rect place = columns[places[i].column % columns.size()];
    place.top += down;
    place.bottom = place.top + pieces_[i].height;
    pieces_[i].draw(place);
  }
}

}  // namespace talt::ui
