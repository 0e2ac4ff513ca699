// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/semantics.h"

#include <catch2/catch.hpp>

#include "app/ui/theme.h"

using namespace talt::ui;

namespace {

Node button_node(std::string id, std::string name, Rect rect) {
  Node node;
  node.id = std::move(id);
  node.role = Role::Button;
  node.name = std::move(name);
  node.rect = node.shown = rect;
  return node;
}

}  // namespace

TEST_CASE("a thing is found by its id after a number sign, else by its name, buttons first") {
  Semantics semantics;
  Node text;
  text.name = "Nästa gång";
  semantics.add(text);
  semantics.add(button_node("next", "Nästa", {0, 0, 200, 200, false}));
  REQUIRE(semantics.find("#next"));
  CHECK(semantics.find("#next")->name == "Nästa");
  CHECK(semantics.find("Nästa")->id == "next");
  CHECK(semantics.find("gång")->name == "Nästa gång");
  CHECK_FALSE(semantics.find("#nex"));
  CHECK_FALSE(semantics.find(""));
}

TEST_CASE("what is disabled goes after what is not") {
  Semantics semantics;
  Node off = button_node("off", "Nästa", {0, 0, 200, 200, false});
  off.enabled = false;
  semantics.add(off);
  semantics.add(button_node("on", "Nästa", {0, 0, 200, 200, false}));
  CHECK(semantics.find("Nästa")->id == "on");
}

TEST_CASE("targets too small or too close, names missing and pale words are faults") {
  constexpr float px_per_mm = 10;
  Semantics semantics;
  semantics.add(button_node("good", "Good", {0, 0, 200, 200, false}));
  CHECK(faults(semantics, px_per_mm).empty());
  semantics.add(button_node("small", "Small", {0, 400, 200, 500, false}));
  semantics.add(button_node("close", "Close", {220, 0, 420, 200, false}));
  semantics.add(button_node("nameless", "", {0, 800, 200, 1000, false}));
  Node pale = button_node("pale", "Pale", {600, 0, 800, 200, false});
  pale.foreground = IM_COL32(200, 200, 200, 255);
  pale.background = IM_COL32(255, 255, 255, 255);
  semantics.add(pale);
  CHECK(faults(semantics, px_per_mm).size() == 4);
}

TEST_CASE("whatever the municipality's colour, words on the theme's grounds have contrast 7") {
  for (const talt::core::Colour accent : {talt::core::Colour{0x00, 0x5b, 0x6e},
                                          {0xff, 0xff, 0x00},
                                          {0x80, 0x80, 0x80},
                                          {0, 0, 0},
                                          {0xe3, 0x00, 0x1b}}) {
    talt::core::Theme from;
    from.accent = accent;
    for (const Theme& theme : {make_theme(from), make_night_theme(from)}) {
      CHECK(contrast(theme.on_accent, theme.accent) >= 7);
      CHECK(contrast(theme.accent_ink, theme.ground) >= 7);
      CHECK(contrast(theme.accent_ink, theme.card) >= 7);
      CHECK(contrast(theme.ink, theme.accent_soft) >= 7);
      CHECK(contrast(theme.ink_soft, theme.ground) >= 7);
      CHECK(contrast(theme.ink_soft, theme.card) >= 7);
      CHECK(contrast(theme.ink, theme.warning_soft) >= 7);
      for (const ImU32 verdict : {theme.good, theme.bad, theme.question}) {
        CHECK(contrast(theme.on_verdict, verdict) >= 6);
        CHECK(contrast(verdict, theme.card) >= 6);
      }
    }
  }
}

TEST_CASE("by night the ground gives less light than the words on it, and is seen on walks alone") {
  talt::core::Dialogue dialogue;
  const Theme day = theme_for(dialogue);
  dialogue.method = talt::core::Method::Walk;
  const Theme night = theme_for(dialogue);
  const ImU32 black = IM_COL32(0, 0, 0, 255);
  CHECK(contrast(day.ground, black) > 15);
  CHECK(contrast(night.ground, black) < 1.3f);
  CHECK(contrast(night.ink, night.ground) > 12);
}
