// SPDX-License-Identifier: EUPL-1.2
// The four words that open a walk's notes again after a power cut: each says one of 7,776 numbers, as four
// letters that can be spoken in any language - consonant, vowel, consonant, vowel - so that no list of words
// is needed. 4 x 12.9 bits; Argon2id makes each guess dear. Pure; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "app/core/walk/walk.h"

namespace talt::core::walk {

inline constexpr std::uint32_t words_count = 7'776;  // 18 x 6 x 12 x 6

/// Each number below words_count; each has a word of its own.
std::string word_of(std::uint32_t number);
Words words_of(const std::array<std::uint32_t, 4>& numbers);

/// As they are told apart: small letters, a blank between two words. Whatever else was typed (blanks, dots,
/// capitals) is left out, so that only a wrong letter makes a word wrong.
std::string spoken(const Words& typed);

}  // namespace talt::core::walk
