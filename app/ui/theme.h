// SPDX-License-Identifier: EUPL-1.2
// Colours and sizes of everything on screen: one calm ground, one ink, one accent (the municipality's).
// Sizes in millimetres. Plain values.
#pragma once

#include <imgui.h>

#include "app/core/dialogue.h"

namespace talt::ui {

struct Theme {
  ImU32 ground = 0;  // the paper
  ImU32 card = 0;    // a sheet on it
  ImU32 card_pressed = 0;
  ImU32 line = 0;      // hairlines and borders of what is not chosen
  ImU32 ink = 0;       // type
  ImU32 ink_soft = 0;  // second-rank type, still 7:1 on ground and card
  ImU32 accent = 0;    // the main action, what is chosen
  ImU32 accent_pressed = 0;
  ImU32 on_accent = 0;     // type on the accent: whichever of card and ink reads better
  ImU32 accent_soft = 0;   // ground of what is chosen
  ImU32 accent_ink = 0;    // the accent as type on paper: darkened until 7:1
  ImU32 warning_soft = 0;  // ground of a hint; type on it is ink
  ImU32 shadow = 0;
  ImU32 veil = 0;  // what lies under a card is darkened towards it

  // What an observation found. Never told by colour alone: each has a shape of its own too.
  ImU32 good = 0;
  ImU32 bad = 0;
  ImU32 question = 0;
  ImU32 on_verdict = 0;  // a sign on one of the three
};
Theme make_theme(const core::Theme& from);
/// For walks in the dark: warm light type on a dark ground that does not blind, the accent brightened.
Theme make_night_theme(const core::Theme& from);
/// The one that a dialogue of this method is seen in.
Theme theme_for(const core::Dialogue& dialogue);

/// WCAG 2 contrast of two opaque colours: 1 to 21.
float contrast(ImU32 a, ImU32 b);
ImU32 mix(ImU32 a, ImU32 b, float share_of_b);
ImU32 faded(ImU32 colour, float opacity);

namespace mm {
inline constexpr float target = 18;       // least side of what is tapped
inline constexpr float gap = 4;           // between targets
inline constexpr float margin = 8;        // around the screen
inline constexpr float pad = 5;           // inside a card
inline constexpr float radius = 3.5f;     // of a card's corner
inline constexpr float key = 11.5f;       // least side of a keyboard's key
inline constexpr float cap_small = 4.9f;  // least height of a capital: EN 301 549 at 40 cm
inline constexpr float cap_body = 4.9f;
inline constexpr float cap_large = 5.6f;        // the choices
inline constexpr float cap_title = 7.2f;        // the question
inline constexpr float cap_title_least = 5.8f;  // where that saves a line
inline constexpr float cap_huge = 12;           // the attract screen; legible from five metres at 24 and more
}  // namespace mm

}  // namespace talt::ui
