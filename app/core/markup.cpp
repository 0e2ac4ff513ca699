// SPDX-License-Identifier: EUPL-1.2
#include "app/core/markup.h"

#include <unistr.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace talt::core {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> names{{{"amp", "&"},
                                                                              {"lt", "<"},
                                                                              {"gt", ">"},
                                                                              {"quot", "\""},
                                                                              {"apos", "'"},
                                                                              {"nbsp", " "},
                                                                              {"copy", "©"},
                                                                              {"ndash", "–"}}};

/// What stands between & and ;, or nothing where it names no character.
std::string character(std::string_view name) {
  for (const auto& [known, means] : names)
    if (name == known) return std::string(means);
  if (!name.starts_with('#')) return {};
  const bool is_hex = name.starts_with("#x") || name.starts_with("#X");
  const std::string_view digits = name.substr(is_hex ? 2 : 1);
  std::uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, is_hex ? 16 : 10);
  std::array<std::uint8_t, 6> bytes{};
  if (error != std::errc() || end != digits.data() + digits.size() || value < 0x20) return {};
  const int size = u8_uctomb(bytes.data(), value, static_cast<int>(bytes.size()));
  return size > 0 ? std::string(bytes.begin(), bytes.begin() + size) : std::string();
}

bool begins_tag(std::string_view rest) {
  if (rest.size() < 2) return false;
  const char c = rest[1];
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '!';
}

}  // namespace

std::string without_markup(std::string_view text) {
  constexpr std::size_t entity_max = 12;
  std::string words;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    if (text[at] == '<' && begins_tag(rest)) {
      if (const auto end = rest.find('>'); end != std::string_view::npos) {
        at += end;
        continue;
      }
    }
    if (text[at] == '&') {
      const auto end = rest.substr(0, entity_max).find(';');
      if (end != std::string_view::npos) {
        if (const std::string means = character(rest.substr(1, end - 1)); !means.empty()) {
          words += means;
          at += end;
          continue;
        }
      }
    }
    const bool is_space = text[at] == ' ' || text[at] == '\n' || text[at] == '\t';
    if (!is_space)
      words += text[at];
    else if (!words.empty() && words.back() != ' ')
      words += ' ';
  }
  while (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

}  // namespace talt::core
