// SPDX-License-Identifier: EUPL-1.2
#include "app/kiosk/walkthrough_keys.h"

#include <algorithm>

#include "app/core/utf8.h"

namespace talt::kiosk {

namespace {

using core::input::Key;

struct Named {
  std::string_view name;  // in lower case
  std::optional<Key> key;
  std::string_view on_screen;
};
constexpr Named names[] = {
    {"left", Key::Left, "left"},
    {"right", Key::Right, "right"},
    {"up", Key::Up, ""},
    {"down", Key::Down, ""},
    {"home", Key::Home, ""},
    {"end", Key::End, ""},
    {"enter", Key::Enter, ""},
    {"return", Key::Enter, ""},
    {"tab", Key::Tab, ""},
    {"escape", Key::Escape, ""},
    {"esc", Key::Escape, ""},
    {"backspace", Key::Erase, "erase"},
    {"erase", Key::Erase, "erase"},
    {"delete", Key::Delete, ""},
    {"space", std::nullopt, "space"},
    {"shift", std::nullopt, "shift"},
    {"symbols", std::nullopt, "symbols"},
    {"layout", std::nullopt, "layout"},
};

const Named* find(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto* found =
      std::find_if(std::begin(names), std::end(names), [&](const Named& each) { return each.name == lower; });
  return found == std::end(names) ? nullptr : found;
}

bool is_one_character(std::string_view name) {
  return !name.empty() && name.size() <= 16 && core::count_characters(name) == 1;
}

}  // namespace

bool is_key_name(std::string_view name) {
  return find(name) != nullptr || is_one_character(name);
}

std::optional<Key> named_key(std::string_view name) {
  const auto* found = find(name);
  return found ? found->key : std::nullopt;
}

std::string key_on_screen(std::string_view name) {
  const auto* found = find(name);
  if (found) return std::string(found->on_screen);
  return name == " " ? "space" : std::string(name);
}

std::string character_of(std::string_view name) {
  const auto* found = find(name);
  if (!found) return std::string(name);
  return found->name == "space" ? " " : "";
}

}  // namespace talt::kiosk
