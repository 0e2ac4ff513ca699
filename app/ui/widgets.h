// SPDX-License-Identifier: EUPL-1.2
// What can be read, pressed and written in. Each draws itself, adds its node, and says what a person did.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/core/visit.h"
#include "app/ui/frame.h"
#include "app/ui/paint.h"

namespace talt::ui {

/// Adds `node`, filled in with where it stands: does it show, and how far its scroll area must move to it.
Node& add_node(Frame& frame, Node node);

/// Words with a node. Returns where they lie.
Rect label(Frame& frame, std::string_view id, const Spoken& words, const Rect& area, const TextStyle& style,
           Vertical vertical = Vertical::Top, Role role = Role::Text);

/// The building block of what can be pressed: node and touch, no drawing. Compose cards with it.
struct Pressable {
  std::string_view id;
  std::string_view name;
  std::string_view value{};
  Rect area;
  Rect reach{};  // where set, it is touched there as well: what is drawn over it later takes its part
  Role role = Role::Button;
  bool enabled = true;
  bool selected = false;
  float cap_mm = 0;  // of its words
  ImU32 foreground = 0;
  ImU32 background = 0;
  bool shortened = false;
  int missing_glyphs = 0;
};
Press pressable(Frame& frame, const Pressable& what);

enum class ButtonStyle : std::uint8_t { Primary, Secondary, Quiet };
struct Button {
  std::string_view id;
  Spoken label;  // also its accessible name
  Rect area;
  ButtonStyle style = ButtonStyle::Secondary;
  Icon icon = Icon::None;  // Forward stands at the end, all others at the start
  bool icon_only = false;  // the label is for those who do not see the icon
  bool enabled = true;
  bool selected = false;
  float cap_mm = mm::cap_large;
  bool repeats = false;  // acts again and again while it is held
};
bool button(Frame& frame, const Button& what);
/// The width such a button wants, pixels.
float button_width(Frame& frame, const Spoken& label, Icon icon = Icon::None, float cap_mm = mm::cap_large);

/// A card to choose from a list: its title, chosen or not.
struct Option {
  std::string_view id;
  Spoken title;
  std::string_view picture{};
  std::string_view value{};
  Rect area;
  bool enabled = true;
  bool selected = false;
  bool centred = false;
};
bool option(Frame& frame, const Option& what);

float dot_diameter(const Frame& frame);

/// A field's text with caret; a tap in it moves the caret. `placeholder` shows while it is empty.
struct TextField {
  std::string_view id;
  std::string_view name;
  std::string_view placeholder{};
  Rect area;
  bool focused = true;
};
/// What a field of this area has for its words.
Rect field_inside(const Frame& frame, const Rect& area);
std::optional<core::Event> text_field(Frame& frame, const TextField& what, const core::Field& field);

struct Scrolling {
  Rect buttons{};    // where the two page buttons go; too narrow: at the view's end edge, which gets narrower
  float step = 0;    // pixels: what is shown begins with a whole row of this pitch; 0 = anywhere
  ImU32 ground = 0;  // what more there is fades into it at the edges; 0 = nothing fades
};

/// Clips to `view` and moves `content` by drag, throw, wheel and, where it is longer than the view, by two
/// page buttons (#page.up, #page.down). Draw into `content` while it lives.
class ScrollArea {
 public:
  ScrollArea(Frame& frame, std::string id, const Rect& view, float content_height, const Scrolling& how = {});
  ~ScrollArea();
  ScrollArea(const ScrollArea&) = delete;
  ScrollArea& operator=(const ScrollArea&) = delete;
  Rect content;

 private:
  Frame& frame_;
  std::string id_;
  std::string_view outer_scroller_;
  Rect outer_clip_;
  float outer_offset_;
  Rect shown_;
  float more_above_ = 0;  // pixels
  float more_below_ = 0;
  ImU32 ground_ = 0;
};

/// Paints a veil over the screen and takes every press that what is drawn after it does not take.
void veil(Frame& frame, float opacity);

}  // namespace talt::ui
