// SPDX-License-Identifier: EUPL-1.2
// All bounds in one place, and how they relate. Units are in the names.
#pragma once

#include <cstddef>
#include <cstdint>

namespace talt::core {

inline constexpr std::size_t record_bytes_max = 8 * 1024;        // a record as journaled and sent
inline constexpr std::size_t record_plain_bytes_max = 6 * 1024;  // its padded text, before it is sealed
inline constexpr std::size_t text_bytes_max = 5 * 1024;          // all that is written in one answer or note
inline constexpr std::size_t dialogue_piece_bytes_max =
    7 * 1024;  // dialogue.toml travels in pieces of this size
inline constexpr std::size_t dialogue_bytes_max = 1024 * 1024;
inline constexpr std::size_t batch_records_max = 1000;
inline constexpr std::size_t batch_bytes_max = 1024 * 1024;
inline constexpr std::size_t alternatives_max = 12;  // more cannot be weighed at a glance (DOMAIN 1)
inline constexpr std::size_t questions_max = 24;
inline constexpr std::size_t languages_max = 24;
inline constexpr std::size_t dots_max = 12;
inline constexpr std::size_t pins_max = 12;
inline constexpr std::size_t places_max = 64;
inline constexpr std::size_t text_characters_max = 2000;  // length_max may not ask for more
inline constexpr std::size_t comment_characters_max = 280;
inline constexpr std::size_t people_shown_min = 5;  // results show, and tallies are kept, from here on

inline constexpr std::int64_t idle_warn_ms = 45'000;   // DESIGN section 8
inline constexpr std::int64_t idle_grace_ms = 20'000;  // WCAG 2.2.1: at least 20 s to extend

static_assert(text_bytes_max + 1024 <= record_plain_bytes_max, "an answer's words must fit its record");
static_assert(record_plain_bytes_max < record_bytes_max, "a record's text must fit its frame");
static_assert(dialogue_piece_bytes_max < record_bytes_max, "a piece must fit its record");
static_assert(record_bytes_max < batch_bytes_max, "a record must fit its batch");

}  // namespace talt::core
