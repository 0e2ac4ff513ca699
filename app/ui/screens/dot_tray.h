// SPDX-License-Identifier: EUPL-1.2
// Where dots lie: in the tray, on a card, and on the way between the two.
#pragma once

#include <string>
#include <vector>

#include "app/ui/screens/page.h"

namespace talt::ui {

/// Places for `count` dots in an area, side by side, in rows where they are many, over one another where the
/// room is short. A dot keeps its place whatever is added. Pixels.
class DotPlaces {
 public:
  DotPlaces() = default;
  DotPlaces(const Rect& area, float diameter, int count, Vertical vertical);
  ImVec2 at(int index) const;
  int count() const { return count_; }
  float diameter() const { return diameter_; }

 private:
  Rect block_;
  float diameter_ = 0;
  int count_ = 0;
  int across_ = 1;
  float step_x_ = 0;
  float step_y_ = 0;
};

/// The tray with what is left in it and words that say so. Returns its places.
DotPlaces draw_tray(Page& page, const Rect& area, int left, int total, const std::string& name);

/// A dot sets out from the tray to a card, or back.
void set_flying(Page& page, ImVec2 from, ImVec2 to, std::size_t alternative, bool back, unsigned seed);
int flying_to(const UiState& state, std::size_t alternative);
int flying_back(const UiState& state);
/// Over everything else.
void draw_flights(Page& page, float diameter);

}  // namespace talt::ui
