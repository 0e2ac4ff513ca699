// SPDX-License-Identifier: EUPL-1.2
// When to try again: waits grow up to a bound, with jitter, for ever. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace talt::sync {

inline constexpr std::int64_t sync_interval_ms = 5 * 60'000;  // the timer's least distance when all is well
inline constexpr std::int64_t retry_ms_max = 60 * 60'000;
inline constexpr std::int64_t refused_interval_ms = 60 * 60'000;  // after a signed refusal
inline constexpr std::int64_t retry_after_s_min = 5;
inline constexpr std::int64_t retry_after_s_max = 6 * 3600;

/// Milliseconds to the next try after so many failures in a row (0 = the last try went well). `dice` is any
/// random number; the wait lies between one and one and a half times its least.
std::int64_t next_try_ms(unsigned failures, std::uint32_t dice);
/// The seconds that a Retry-After (RFC 9110) asks for: digits, or a date taken from the answer's own Date,
/// since a kiosk's clock may say 1970. Nothing where it is neither.
std::optional<std::int64_t> retry_after_s(std::string_view value, std::string_view date);
/// A receiver's Retry-After, in seconds, taken for no less and no more than is sensible.
std::int64_t retry_after_ms(std::int64_t seconds);

}  // namespace talt::sync
