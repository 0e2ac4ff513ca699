// SPDX-License-Identifier: EUPL-1.2
#include "tests/screens/checks.h"

#include <algorithm>

namespace talt::tests {
namespace {

using ui::Node;
using ui::Rect;
using ui::Role;

std::string called(const Node& node) {
  return node.id.empty() ? "\"" + node.name.substr(0, 60) + "\"" : "#" + node.id;
}

/// From the last card over the screen on; all, where there is none.
ui::Semantics on_top(const ui::Semantics& semantics) {
  const auto& nodes = semantics.nodes();
  std::size_t first = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (nodes[i].role == Role::Dialog) first = i;
  ui::Semantics top;
  for (std::size_t i = first; i < nodes.size(); ++i) top.add(nodes[i]);
  return top;
}

void check_inside(const ui::Semantics& semantics, const GlassSize& glass, std::vector<std::string>& found) {
  for (const Node& node : semantics.nodes()) {
    const bool across = node.rect.left >= -1 && node.rect.right <= glass.width + 1;
    const bool along = node.rect.top >= -1 && node.rect.bottom <= glass.height + 1;
    if (!across || (!along && node.scroller.empty()))
      found.push_back(called(node) + " lies outside the glass");
  }
}

void check_ids(const ui::Semantics& semantics, std::vector<std::string>& found) {
  std::vector<std::string> ids;
  for (const Node& node : semantics.nodes())
    if (!node.id.empty()) ids.push_back(node.id);
  std::sort(ids.begin(), ids.end());
  for (auto twice = std::adjacent_find(ids.begin(), ids.end()); twice != ids.end();
       twice = std::adjacent_find(std::upper_bound(twice, ids.end(), *twice), ids.end()))
    found.push_back("two things are called #" + *twice);
}

bool is_words(const Node& node) {
  return node.role == Role::Text || node.role == Role::Heading ||
         (node.role == Role::Status && node.cap_height_mm > 0);
}

bool is_target(const Node& node) {
  return node.role == Role::Button || node.role == Role::Option || node.role == Role::Key;
}

/// Words that lie over other words, or over what is tapped: what shows of both, with a hair to spare.
void check_overlaps(const ui::Semantics& semantics, const GlassSize& glass, std::vector<std::string>& found) {
  const auto& nodes = semantics.nodes();
  const float hair = glass.px_per_mm * 0.7f;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    for (std::size_t j = i + 1; j < nodes.size(); ++j) {
      const bool matters = (is_words(nodes[i]) && (is_words(nodes[j]) || is_target(nodes[j]))) ||
                           (is_target(nodes[i]) && is_words(nodes[j]));
      if (!matters || nodes[i].id == "host" || nodes[j].id == "host") continue;
      const Rect shared = nodes[i].shown.shared_with(nodes[j].shown);
      if (shared.width() > hair && shared.height() > hair)
        found.push_back(called(nodes[i]) + " and " + called(nodes[j]) + " lie over one another");
    }
}

}  // namespace

std::vector<std::string> faults_on(const ui::Semantics& semantics, const GlassSize& glass) {
  const ui::Semantics top = on_top(semantics);
  std::vector<std::string> found = ui::faults(top, glass.px_per_mm);
  check_inside(top, glass, found);
  check_ids(top, found);
  check_overlaps(top, glass, found);
  return found;
}

}  // namespace talt::tests
