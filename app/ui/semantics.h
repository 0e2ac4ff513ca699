// SPDX-License-Identifier: EUPL-1.2
// What is on screen, for those who do not see it and for those who check it: every widget adds a node as it
// is drawn, in reading order. The list is made anew each frame. One thread.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/rect.h"

namespace talt::ui {

enum class Role : std::uint8_t {
  Text,
  Heading,
  Button,
  Option,  // one of several, chosen or not
  Field,   // text is written here
  Key,     // of the keyboard on screen
  Picture,
  Map,
  Status,  // says what happened or how far something has come
  Dialog,
  Scroll
};

struct Node {
  std::string id;  // stable, the same in every language; empty where nothing refers to it
  Role role = Role::Text;
  std::string name;   // as read aloud, in the visit's language
  std::string value;  // "2 of 3", a field's text
  bool enabled = true;
  bool selected = false;
  bool focused = false;
  Rect rect;               // where it lies, also outside of what shows
  Rect shown;              // what of it shows; empty where it is scrolled away
  bool visible = true;     // its middle can be tapped: neither scrolled away nor outside the screen
  bool shortened = false;  // its text did not fit
  int missing_glyphs = 0;
  float cap_height_mm = 0;  // 0 = no text
  ImU32 foreground = 0;     // 0 = not to be checked
  ImU32 background = 0;
  std::string scroller;  // the scroll area it lies in; empty = none
  float scroll_to = 0;   // the area's offset that brings it into view, pixels
};

class Semantics {
 public:
  void begin_frame() { nodes_.clear(); }
  Node& add(Node node);
  const std::vector<Node>& nodes() const { return nodes_; }
  Node& at(std::size_t index) { return nodes_.at(index); }
  /// "#id" or a name (exact, else a text that contains it); enabled and visible ones first.
  const Node* find(std::string_view id_or_name) const;
  const Node* find_id(std::string_view id) const;

 private:
  std::vector<Node> nodes_;
};

/// One finding a line, for people who test: too small, too close, too pale, shortened, tofu, without a name.
std::vector<std::string> faults(const Semantics& semantics, float px_per_mm);
const char* role_name(Role role);

}  // namespace talt::ui
