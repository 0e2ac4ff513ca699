// SPDX-License-Identifier: EUPL-1.2
// What the screens of a walk have in common: how a verdict, a place and a time are shown, and the rows that
// lists are made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/screens/page.h"

namespace talt::ui {

/// The walk on screen and what its dialogue plans: there while State::screen is OnWalk.
const core::walk::Walk& walk_of(const Page& page);
const core::walk::Plan& plan_of(const Page& page);

// ---- in words
std::string_view verdict_in(const Words& words, core::walk::Verdict verdict);
std::string_view trouble_in(const Words& words, core::PhotoTrouble trouble);   // None has none: empty
std::string_view outcome_in(const Words& words, core::walk::Outcome outcome);  // Unknown has none: empty
/// "18:42" by the clocks here; empty where the time is not known.
std::string clock_in(const Page& page, std::int64_t seconds);
/// "482 913", and spoken so.
std::string code_in(core::walk::Code code);
/// "35 m away", "1.2 km away".
std::string distance_in(const Page& page, double metres);
/// What an observation is about: its theme, the question it answers, or that it is about something else.
Said subject_in(const Page& page, const core::walk::Observation& observation);
/// Its first words: what was seen, else said, proposed or thought; empty where it has none yet.
std::string words_of(const core::walk::Observation& observation);
/// The stop, the named place, or how it is known.
Said place_in(const Page& page, const core::walk::Whereabouts& where);
/// "Position ±6 m", "Finding position", "No position".
std::string position_in(const Page& page);
/// Where we are, where that is known now.
std::optional<core::LatLon> here(const Page& page);

// ---- to be seen
/// A disc with a tick, a triangle with a mark, a diamond with a question mark: told apart without colours.
void paint_verdict(Frame& frame, core::walk::Verdict verdict, const Rect& area);
/// The dialogue's picture filling `area`, or the icon on a plain ground where there is none.
void paint_picture_or(Page& page, std::string_view file, const Rect& area, Icon instead);
/// The dialogue's picture, nothing of it cut off; the icon where there is none.
void paint_whole_or(Page& page, std::string_view file, const Rect& area, Icon instead);
/// A live picture, whole within `area`. Returns where it lies; empty where there is none.
Rect paint_live(Page& page, std::string_view name, const Rect& area);

/// A card to press: an icon, a title, and below it the beginning of what it holds, which leads. Where `names`
/// the title leads, and the value only adds to it.
struct Row {
  std::string_view id;
  Icon icon = Icon::None;
  Spoken title;
  Spoken value{};
  Rect area{};
  int value_lines = 1;
  bool names = false;
  bool selected = false;
  bool enabled = true;
  Role role = Role::Button;
  Icon end = Icon::None;  // at the end edge
};
bool row(Page& page, const Row& what);
/// How high such a row must be for its title to be whole at this width; the value takes a line.
float row_height(Page& page, const Row& what, float width);

/// Whether a row of a long list shows: if not, its node is enough.
bool shows(const Page& page, const Rect& area);
/// The node of a button that is scrolled away, so that it can be found and scrolled to.
void add_unseen(Page& page, std::string_view id, std::string_view name, const Rect& area);

/// Whether what is left of the row of actions has room for the buttons that turn a page: then what is
/// scrolled has the screen's whole width.
bool has_room_to_page(const Page& page, const Rect& actions);

/// A card over the screen that asks once more; what changes nothing is #back.
struct Confirmation {
  std::string_view title, hint;
  std::string_view yes_id, yes, no;
  core::walk::Event if_yes;
  bool enabled = true;
};
Happened confirm(Page& page, const Confirmation& asked);

/// A heading over a list, then a gap.
void list_heading(Page& page, Rect& column, const Spoken& words);
float list_heading_height(Page& page, const Spoken& words, float width);

}  // namespace talt::ui
