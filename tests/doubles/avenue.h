// SPDX-License-Identifier: EUPL-1.2
// A small walk dialogue made by hand: three stops along an avenue, three themes, a template, one earlier
// observation.
#pragma once

#include "app/core/dialogue.h"

namespace talt::doubles {

inline core::Text in_swedish(const char* words) {
  core::Text text;
  text.by_language = {std::string(words)};
  return text;
}

inline core::Dialogue avenue() {
  core::Dialogue dialogue;
  dialogue.id = "avenue";
  dialogue.method = core::Method::Walk;
  dialogue.languages = {{"sv", false}};
  dialogue.title = in_swedish("Allén");
  core::walk::Plan plan;
  plan.stops = {{"school", in_swedish("Skolan"), {59.3300, 18.0600}, {}},
                {"tunnel", in_swedish("Tunneln"), {59.3310, 18.0600}, {}},
                {"square", in_swedish("Torget"), {59.3330, 18.0600}, {}}};
  plan.themes = {{"light", in_swedish("Belysning"), {}, {}},
                 {"sight", in_swedish("Sikt"), {}, {}},
                 {"upkeep", in_swedish("Skötsel"), {}, {}}};
  plan.parties = {{"parks", in_swedish("Park")}, {"streets", in_swedish("Gata")}};
  plan.groups = {{"residents", in_swedish("Boende")}, {"officials", in_swedish("Tjänstepersoner")}};
  plan.places = {{"bench", in_swedish("Bänken"), 59.3305, 18.0610}};
  plan.questions = {{"best", in_swedish("Vad är bäst här?"), {}}};
  core::walk::Earlier earlier;
  earlier.id = "0102030405060708";
  earlier.theme = 0;
  earlier.saw = "Lampan är trasig";
  earlier.at = core::LatLon{59.3311, 18.0601};
  earlier.party = 1;
  plan.earlier_walk = "123456";
  plan.earlier = {earlier};
  dialogue.walk = std::move(plan);
  return dialogue;
}

}  // namespace talt::doubles
