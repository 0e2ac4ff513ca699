// SPDX-License-Identifier: EUPL-1.2
// The keys of the keyboard on screen, by language and script. Constant data; any thread.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/dialogue.h"

namespace talt::ui {

inline constexpr std::size_t rows_of_letters = 3;
using KeyRows = std::array<std::string_view, rows_of_letters>;  // keys are parted by spaces

/// At most eleven keys abreast: so many of 11.5 mm stand on an upright 10.1 inch screen.
struct Layout {
  std::string_view tag;
  std::string_view face;  // on the key that brings it up
  KeyRows letters;
  KeyRows shifted;
  std::string_view comma = ",";
  std::string_view stop = ".";
  bool shift_below = false;  // ten letters fill the third row: the shift key stands in the last
  bool opens = false;        // a syllabary: a key shows its forms when it is tapped
};

/// That language's own, else one of its script, else the Swedish one, which has every letter of the Finnish
/// and the English.
const Layout& layout_for(std::string_view language_tag);
const Layout& layout_named(std::string_view tag);
/// The visit's own first, then what the dialogue's other languages are written with, and letters from a to z.
std::vector<const Layout*> layouts_offered(std::string_view language_tag,
                                           const std::vector<core::Language>& languages);

KeyRows symbols_of(bool shifted);
std::vector<std::string_view> keys_of(std::string_view row);
/// What a held key offers: letters of other languages, vowels of a syllable; empty for most.
std::vector<std::string> forms_of(const Layout& layout, std::string_view key);

}  // namespace talt::ui
