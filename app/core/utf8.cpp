// SPDX-License-Identifier: EUPL-1.2
#include "app/core/utf8.h"

#include <unigbrk.h>
#include <unistr.h>

#include <algorithm>
#include <vector>

namespace talt::core {

namespace {

constexpr std::size_t cluster_bytes_max = 64;

const std::uint8_t* units(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

/// Where the cluster that begins at `index` ends. By u8_grapheme_breaks and not u8_grapheme_next, which in
/// libunistring 1.0 looks at two code points only: it takes flags and joined emoji apart.
std::size_t cluster_end(std::string_view text, std::size_t index) {
  const auto rest = text.substr(index);
  for (std::size_t window = 32;; window *= 2) {
    std::size_t size = std::min(window, rest.size());
    while (size < rest.size() && (rest[size] & 0xC0) == 0x80) --size;  // whole code points
    std::vector<char> begins(size);
    u8_grapheme_breaks(units(rest), size, begins.data());
    const auto next =
        std::find(begins.begin() + std::min<std::ptrdiff_t>(1, std::ssize(begins)), begins.end(), 1);
    if (next != begins.end()) return index + static_cast<std::size_t>(next - begins.begin());
    if (size == rest.size()) return text.size();
  }
}

bool is_control(ucs4_t c) {
  const bool is_direction_mark = c == 0x200E || c == 0x200F || c == 0x061C;  // people need them to write
  const bool is_override = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return !is_direction_mark &&
         (c < 0x20 || (c >= 0x7F && c < 0xA0) || is_override || c == 0xFEFF || c == 0xFFFE);
}

}  // namespace

std::string clean(std::string_view text, std::size_t characters_max, std::size_t bytes_max) {
  std::string out;
  std::size_t characters = 0;  // whole clusters before `cluster_begin`
  std::size_t cluster_begin = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    ucs4_t c = 0;
    const int size = u8_mbtouc(&c, units(text) + at, text.size() - at);
    const bool is_valid = c != 0xFFFD || text.substr(at, 3) == "\xEF\xBF\xBD";
    const std::string_view piece = text.substr(at, static_cast<std::size_t>(size));
    at += static_cast<std::size_t>(size);
    if (!is_valid) continue;
    const bool is_break = c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029;
    if (is_control(c) && !is_break) continue;
    const auto before = out.size();
    out += is_break ? std::string_view(" ") : piece;
    const auto first_end = cluster_end(out, cluster_begin);
    if (first_end < out.size()) {  // what was added begins a cluster of its own
      ++characters;
      cluster_begin = first_end;
    }
    if (characters >= characters_max || out.size() > bytes_max) {
      out.resize(before);
      break;
    }
    if (out.size() - cluster_begin > cluster_bytes_max) out.resize(before);
  }
  return out;
}

bool is_utf8(std::string_view text) {
  return !invalid_utf8(text);
}

std::optional<std::size_t> invalid_utf8(std::string_view text) {
  const auto* bad = u8_check(units(text), text.size());
  return bad == nullptr ? std::nullopt : std::optional(static_cast<std::size_t>(bad - units(text)));
}

std::optional<std::uint32_t> first_invisible(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    ucs4_t c = 0;
    at += static_cast<std::size_t>(u8_mbtouc(&c, units(text) + at, text.size() - at));
    if (is_control(c) && c != '\n' && c != '\r' && c != '\t') return c;
  }
  return std::nullopt;
}

CodePoint code_point(std::string_view text, std::size_t index) {
  ucs4_t value = 0;
  const int bytes = u8_mbtouc(&value, units(text) + index, text.size() - index);
  return {static_cast<char32_t>(value), static_cast<std::size_t>(bytes)};
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at = cluster_end(text, at)) ++count;
  return count;
}

std::size_t next_boundary(std::string_view text, std::size_t index) {
  return index >= text.size() ? text.size() : cluster_end(text, index);
}

std::size_t previous_boundary(std::string_view text, std::size_t index) {
  // Walked from the start: whether two flags' letters belong together is not to be seen from behind.
  std::size_t before = 0;
  for (std::size_t at = 0; at < index && at < text.size(); at = cluster_end(text, at)) before = at;
  return before;
}

}  // namespace talt::core
