// SPDX-License-Identifier: EUPL-1.2
// What every screen is given, and the pieces that stand in the same place on all of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/core/dialogue.h"
#include "app/core/host_facts.h"
#include "app/core/visit.h"
#include "app/ui/frame.h"
#include "app/ui/paint.h"
#include "app/ui/widgets.h"
#include "app/ui/words.h"

namespace talt::ui {

using Happened = std::optional<core::Event>;

struct Page {
  Frame& frame;
  const core::State& state;
  const core::Dialogue& dialogue;
  const core::HostFacts& facts;
  std::size_t language = 0;  // index into Dialogue::languages

  const Words& words() const { return frame.words; }
  const Theme& theme() const { return frame.theme; }
  float px(float millimetres) const { return frame.px(millimetres); }
  bool is_upright() const { return frame.screen.height() > frame.screen.width(); }
};

/// The dialogue's text in the visit's language. Where it is missing there: the first language's, in that
/// language's direction and followed by its tag, so that one sees why it is not in one's own.
Said said(const Page& page, const core::Text& text);

/// The screen without its margins. The first event of a screen is kept, later ones of the same frame are not.
Rect sheet_of(const Page& page);
void note(Happened& happened, Happened other);

/// The host's hidden corner, upper start: no picture, a node, and HostCorner after a hold of two seconds.
Happened host_corner(Page& page);

/// The row of actions at the bottom: cut off `sheet`.
Rect cut_actions(Page& page, Rect& sheet);
/// The main action, in the row's end corner. Its width is taken from `row`.
bool main_action(Page& page, Rect& row, std::string_view id, std::string_view label,
                 Icon icon = Icon::Forward, bool enabled = true);
/// Another action, from the row's start on.
bool side_action(Page& page, Rect& row, std::string_view id, std::string_view label, Icon icon = Icon::None,
                 bool icon_only = false);

/// A row as high as the actions, cut off the bottom of `area`, then a gap.
Rect cut_strip(Page& page, Rect& area);
/// How wide the two buttons are that turn a page.
float pager_width(const Page& page);

/// A heading over several lines at most `height_max` high, cut off the top of `sheet`.
void heading(Page& page, Rect& sheet, const Spoken& words, float cap_mm, float height_max);
/// A paragraph cut off the top of `sheet`, as high as it needs to be, then a gap.
void paragraph_row(Page& page, Rect& sheet, const Spoken& words, const TextStyle& style, float gap_mm = 2,
                   Role role = Role::Text);

/// Where the keyboard stands, cut off the bottom of `area`: as high as it likes, or with less room as its
/// keys need to be.
Rect cut_keyboard(Page& page, Rect& area);

/// A calm card over a veiled screen. Returns its inside.
Rect dialog_card(Page& page, float width_mm, float height_mm, std::string_view name);

/// Small labels: soft ink, on the ground.
TextStyle soft(const Page& page);
TextStyle on_card(const Page& page, float cap_mm = mm::cap_body,
                  platform::TextWeight weight = platform::TextWeight::Regular);

}  // namespace talt::ui
