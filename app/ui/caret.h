// SPDX-License-Identifier: EUPL-1.2
// Where the caret goes in a field, as seen: in mixed directions left is not always back, and no caret stands
// within a character that is one to people. One thread.
#pragma once

#include <cstddef>

#include "app/core/visit.h"
#include "app/ui/frame.h"

namespace talt::ui {

/// As a field of this width lays its text out; 0 = in one line.
platform::Paragraph field_paragraph(Frame& frame, const core::Field& field, float width);
/// One character to the left or right of where it stands.
std::size_t caret_beside(Frame& frame, const core::Field& field, float width, bool to_the_right);
/// One line up or down, at the same distance from the edge.
std::size_t caret_line(Frame& frame, const core::Field& field, float width, int lines_down);
/// The beginning or end of its line.
std::size_t caret_edge(Frame& frame, const core::Field& field, float width, bool at_end);

}  // namespace talt::ui
