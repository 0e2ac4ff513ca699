// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/walkthrough_find.h"

#include <algorithm>
#include <vector>

namespace talt::kiosk {

using core::Error;
using ui::Node;
using ui::Role;

namespace {

bool can_be_pressed(const Node& node) {
  return node.role == Role::Button || node.role == Role::Option || node.role == Role::Key ||
         node.role == Role::Field || node.role == Role::Map;
}

/// Words as they are read: line breaks are blanks, and what only steers the drawing is left out.
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto three = text.substr(i, 3);
    const bool is_mark = three >= "\xE2\x80\x8B" && three <= "\xE2\x80\x8F";     // U+200B to U+200F
    const bool is_isolate = three >= "\xE2\x81\xA6" && three <= "\xE2\x81\xA9";  // U+2066 to U+2069
    if (is_mark || is_isolate) {
      i += 3;
    } else if (text.substr(i, 2) == "\xC2\xAD") {  // a soft hyphen
      i += 2;
    } else if (const bool is_blank = text[i] == ' ' || text[i] == '\n' || text[i] == '\t'; is_blank) {
      if (!out.empty() && out.back() != ' ') out += ' ';
      ++i;
    } else {
      out += text[i++];
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

/// The name, then something that is no more of its last word: "Fler träd, 2 prickar", "Bron (sv)".
bool has_appended(const std::string& name, const std::string& wanted) {
  if (!name.starts_with(wanted) || name.size() == wanted.size()) return false;
  const auto next = static_cast<unsigned char>(name[wanted.size()]);
  return next < 0x80 && std::isalnum(next) == 0;
}

/// What a card over the screen covers cannot be pressed: only what was drawn from the last card on.
std::vector<const Node*> within_reach(const ui::Semantics& semantics) {
  std::vector<const Node*> nodes;
  for (const auto& node : semantics.nodes()) {
    if (node.role == Role::Dialog) nodes.clear();
    if (can_be_pressed(node)) nodes.push_back(&node);
  }
  return nodes;
}

template <class Is>
std::vector<const Node*> those(const std::vector<const Node*>& nodes, Is is) {
  std::vector<const Node*> found;
  std::copy_if(nodes.begin(), nodes.end(), std::back_inserter(found), is);
  return found;
}

/// The visible ones, else all; of those the ones that can be used now, else all.
std::vector<const Node*> best_of(std::vector<const Node*> nodes) {
  for (const auto is_better :
       {+[](const Node* node) { return node->visible; }, +[](const Node* node) { return node->enabled; }})
    if (auto better = those(nodes, is_better); !better.empty()) nodes = std::move(better);
  return nodes;
}

std::string names_of(const std::vector<const Node*>& nodes) {
  std::string all;
  for (const auto* node : nodes)
    all += (all.empty() ? "" : ", ") + (node->id.empty() ? "one without an id" : "#" + node->id);
  return all;
}

}  // namespace

core::Result<Node> find_to_press(const ui::Semantics& semantics, const std::string& target) {
  const auto reach = within_reach(semantics);
  const bool is_id = target.starts_with('#');
  const std::string wanted = is_id ? target.substr(1) : plain(target);
  auto found =
      those(reach, [&](const Node* node) { return (is_id ? node->id : plain(node->name)) == wanted; });
  if (found.empty() && !is_id)
    found = those(reach, [&](const Node* node) { return has_appended(plain(node->name), wanted); });
  found = best_of(std::move(found));
  const std::string what = "cannot find " + (is_id ? target : '"' + target + '"');
  if (found.size() == 1) return *found.front();
  if (found.size() > 1) return Error{what, "several things are called so", "name one of " + names_of(found)};
  if (is_there(semantics, target))
    return Error{what, "it is on screen, but nothing to press now", "look at a screenshot"};
  return Error{what, "it is not on screen", "look at a screenshot"};
}

bool is_there(const ui::Semantics& semantics, const std::string& target) {
  const auto& nodes = semantics.nodes();
  if (target.starts_with('#')) return semantics.find_id(std::string_view(target).substr(1)) != nullptr;
  const auto wanted = plain(target);
  return std::any_of(nodes.begin(), nodes.end(), [&](const Node& node) {
    return plain(node.name).find(wanted) != std::string::npos ||
           plain(node.value).find(wanted) != std::string::npos;
  });
}

const Node* pressed_at(const ui::Semantics& semantics, ImVec2 at) {
  const Node* last = nullptr;
  for (const auto& node : semantics.nodes()) {
    if (node.role == Role::Dialog) last = nullptr;
    if (can_be_pressed(node) && node.enabled && node.visible && node.rect.contains(at)) last = &node;
  }
  return last;
}

std::optional<ImVec2> free_point(const ui::Semantics& semantics, const Node& node, std::string& cover) {
  const ImVec2 shares[] = {{.5f, .5f}, {.5f, .2f}, {.2f, .5f}, {.8f, .5f}, {.5f, .8f}, {.2f, .2f}};
  for (const auto share : shares) {
    const ImVec2 at{node.rect.left + share.x * node.rect.width(),
                    node.rect.top + share.y * node.rect.height()};
    const auto* meets = pressed_at(semantics, at);
    if (meets != nullptr && meets->id == node.id && meets->name == node.name) return at;
    if (cover.empty() && meets != nullptr) cover = meets->id.empty() ? meets->name : "#" + meets->id;
  }
  return std::nullopt;
}

}  // namespace talt::kiosk
