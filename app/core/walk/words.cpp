// SPDX-License-Identifier: EUPL-1.2
// A number in a mixed base: its last digit is the last vowel. The order of the letters may never change:
// words that stand on paper would open nothing.
#include "app/core/walk/words.h"

#include <string_view>

#include "app/core/check.h"

namespace talt::core::walk {

namespace {

// The second consonant has no d, k, p, q, t, w or z, and the first no h: most of what sounds rude in some
// language goes with them.
constexpr std::string_view first_letters = "bcdfgjklmnprstvwxz";
constexpr std::string_view vowels = "aeiouy";
constexpr std::string_view second_letters = "bcfghjlmnrsv";
static_assert(first_letters.size() * vowels.size() * second_letters.size() * vowels.size() == words_count);

}  // namespace

std::string word_of(std::uint32_t number) {
  check(number < words_count, "a word's number is one of 7,776");
  std::string word(4, ' ');
  const std::string_view tables[] = {first_letters, vowels, second_letters, vowels};
  for (std::size_t place = 4; place-- > 0;) {
    const auto size = static_cast<std::uint32_t>(tables[place].size());
    word[place] = tables[place][number % size];
    number /= size;
  }
  return word;
}

Words words_of(const std::array<std::uint32_t, 4>& numbers) {
  Words words;
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = word_of(numbers[i]);
  return words;
}

std::string spoken(const Words& typed) {
  std::string out;
  for (const auto& word : typed) {
    if (&word != &typed.front()) out += ' ';
    for (const char letter : word) {
      if (letter >= 'a' && letter <= 'z') out += letter;
      if (letter >= 'A' && letter <= 'Z') out += static_cast<char>(letter - 'A' + 'a');
    }
  }
  return out;
}

}  // namespace talt::core::walk
