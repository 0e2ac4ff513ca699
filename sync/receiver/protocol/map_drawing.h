// SPDX-License-Identifier: EUPL-1.2
// The map of the walk as SVG inside the page: track, stops, observations by number, scale and north. Marks
// that would lie on each other are moved apart, each with a line to its place. Pure but for the file it
// writes to.
#pragma once

#include "sync/receiver/protocol/map_background.h"
#include "sync/receiver/protocol/markup.h"

namespace talt::receiver::protocol {

/// An item's sign with its number in it: circle good, square bad, diamond question, hexagon note, ring done.
void draw_mark(Markup& page, const Item& item, const char* classes);
void draw_sign(Markup& page, Sign sign, const char* classes);
const char* class_of(Sign sign);

/// A, B, ... Z, AA, ...
std::string stop_letter(std::size_t stop);

/// Scale and north stand in a strip below the map, where they hide nothing. How many observations lie outside
/// the frame.
std::size_t draw_map(Markup& page, const Story& story, const MapFrame& frame, const MapBackground& background,
                     const Words& words);

/// Where marks of that radius go so that none covers another, nor a `taken` spot; in their order. For tests
/// too.
std::vector<core::PlanePoint> apart(const std::vector<core::PlanePoint>& spots,
                                    const std::vector<core::PlanePoint>& taken, double radius,
                                    const MapFrame& frame);

}  // namespace talt::receiver::protocol
