// SPDX-License-Identifier: EUPL-1.2
// Text as people count it: grapheme clusters (Unicode UAX 29, by libunistring). Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace talt::core {

/// Valid UTF-8 without control characters (a line break becomes a space), at most `characters_max` grapheme
/// clusters and no cluster longer than 64 bytes, at most `bytes_max` bytes. Invalid bytes are dropped. Work
/// is linear.
std::string clean(std::string_view text, std::size_t characters_max, std::size_t bytes_max = SIZE_MAX);
bool is_utf8(std::string_view text);
/// Index of the first byte that is not UTF-8.
std::optional<std::size_t> invalid_utf8(std::string_view text);
/// The first character that nobody sees and that changes what they see: a control character other than a line
/// break, or an override of direction. The marks of direction that people write with are none.
std::optional<std::uint32_t> first_invisible(std::string_view text);

struct CodePoint {
  char32_t value = 0;  // U+FFFD where the bytes are no UTF-8
  std::size_t bytes = 1;
};
/// The one that begins at `index`, which is below text.size().
CodePoint code_point(std::string_view text, std::size_t index);

std::size_t count_characters(std::string_view text);
/// Byte index of the cluster boundary after / before `index`; the ends of the text at the ends.
std::size_t next_boundary(std::string_view text, std::size_t index);
std::size_t previous_boundary(std::string_view text, std::size_t index);

}  // namespace talt::core
