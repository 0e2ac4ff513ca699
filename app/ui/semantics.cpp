// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/semantics.h"

#include <algorithm>
#include <cmath>

#include "app/ui/theme.h"

namespace talt::ui {
namespace {

bool is_pressed(const Node& node) {
  return node.role == Role::Button || node.role == Role::Option || node.role == Role::Key;
}

/// Millimetres with one decimal.
std::string millimetres(float value) {
  const auto tenths = static_cast<long>(std::lround(value * 10));
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " mm";
}

/// The space between two rectangles, pixels; below 0 where they overlap.
float space_between(const Rect& a, const Rect& b) {
  const float x = std::max(a.left, b.left) - std::min(a.right, b.right);
  const float y = std::max(a.top, b.top) - std::min(a.bottom, b.bottom);
  return std::max(x, y);
}

void check_target(const Node& node, float px_per_mm, std::vector<std::string>& found) {
  constexpr float rounding_mm = 0.1f;
  const float least = (node.role == Role::Key ? mm::key : mm::target) - rounding_mm;
  const float side = std::min(node.rect.width(), node.rect.height()) / px_per_mm;
  if (side < least) found.push_back("#" + node.id + " is too small: " + millimetres(side));
}

void check_words(const Node& node, std::vector<std::string>& found) {
  const std::string who = node.id.empty() ? '"' + node.name.substr(0, 40) + '"' : "#" + node.id;
  if (node.name.empty() && node.role != Role::Scroll) found.push_back(who + " has no name");
  if (node.shortened) found.push_back(who + " is shortened");
  if (node.missing_glyphs > 0) found.push_back(who + " has letters that no font has");
  if (node.cap_height_mm > 0 && node.cap_height_mm < mm::cap_small - 0.05f)
    found.push_back(who + " has letters too small: " + millimetres(node.cap_height_mm));
  if (node.enabled && node.foreground != 0 && node.background != 0 &&
      contrast(node.foreground, node.background) < 6.95f)
    found.push_back(who + " is too pale");
}

}  // namespace

Node& Semantics::add(Node node) {
  return nodes_.emplace_back(std::move(node));
}

const Node* Semantics::find_id(std::string_view id) const {
  for (const Node& node : nodes_)
    if (node.id == id && !id.empty()) return &node;
  return nullptr;
}

const Node* Semantics::find(std::string_view id_or_name) const {
  if (id_or_name.starts_with('#')) return find_id(id_or_name.substr(1));
  if (id_or_name.empty()) return nullptr;
  const Node* best = nullptr;
  int best_rank = 0;
  for (const Node& node : nodes_) {
    const bool exact = node.name == id_or_name;
    if (!exact && node.name.find(id_or_name) == std::string::npos &&
        node.value.find(id_or_name) == std::string::npos)
      continue;
    // What can be pressed goes before what only says the same.
    const int rank = 1 + 8 * exact + 4 * (is_pressed(node) && node.enabled) + 2 * node.enabled + node.visible;
    if (rank > best_rank) {
      best = &node;
      best_rank = rank;
    }
  }
  return best;
}

std::vector<std::string> faults(const Semantics& semantics, float px_per_mm) {
  std::vector<std::string> found;
  std::vector<const Node*> targets;
  for (const Node& node : semantics.nodes()) {
    check_words(node, found);
    if (!is_pressed(node) || !node.enabled) continue;
    check_target(node, px_per_mm, found);
    if (node.visible && node.role != Role::Key) targets.push_back(&node);
  }
  for (std::size_t i = 0; i < targets.size(); ++i)
    for (std::size_t j = i + 1; j < targets.size(); ++j) {
      const float space = space_between(targets[i]->shown, targets[j]->shown) / px_per_mm;
      if (space < mm::gap - 0.15f)
        found.push_back("#" + targets[i]->id + " and #" + targets[j]->id + " lie too close");
    }
  return found;
}

const char* role_name(Role role) {
  switch (role) {
    case Role::Text:
      return "text";
    case Role::Heading:
      return "heading";
    case Role::Button:
      return "button";
    case Role::Option:
      return "option";
    case Role::Field:
      return "field";
    case Role::Key:
      return "key";
    case Role::Picture:
      return "picture";
    case Role::Map:
      return "map";
    case Role::Status:
      return "status";
    case Role::Dialog:
      return "dialog";
    case Role::Scroll:
      return "scroll";
  }
  return "";
}

}  // namespace talt::ui
