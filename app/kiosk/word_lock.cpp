// SPDX-License-Identifier: EUPL-1.2
// word-lock = passes (8 bytes, big-endian) | memory in bytes (8) | salt (16) | nonce (24) | sealed key (32 +
// 16)
#include "app/kiosk/word_lock.h"

#include <algorithm>

#include "app/core/walk/words.h"

namespace talt::kiosk {

using core::Bytes;
using core::ByteView;
using core::Result;
using platform::Secret;

namespace {

constexpr std::size_t wrapped_bytes = 24 + 32 + 16;
constexpr std::size_t lock_bytes = 8 + 8 + 16 + wrapped_bytes;
constexpr std::uint64_t memory_bytes_min = std::uint64_t{16} << 20;

void append_number(Bytes& out, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(number >> shift));
}
std::uint64_t number_in(ByteView bytes) {
  std::uint64_t number = 0;
  for (const auto byte : bytes.first(8)) number = number << 8 | byte;
  return number;
}

/// Each of the numbers below words_count as likely as any other.
std::uint32_t draw_number(platform::Random& random) {
  constexpr std::uint32_t fair_end = 65'536 / core::walk::words_count * core::walk::words_count;
  for (;;) {
    std::array<std::uint8_t, 2> drawn{};
    random.fill(drawn);
    const auto number = static_cast<std::uint32_t>(drawn[0] << 8 | drawn[1]);
    platform::wipe(drawn);
    if (number < fair_end) return number % core::walk::words_count;
  }
}

}  // namespace

core::walk::Words draw_words(platform::Random& random) {
  std::array<std::uint32_t, 4> numbers{};
  for (auto& number : numbers) number = draw_number(random);
  return core::walk::words_of(numbers);
}

Result<WordLock> lock_with_words(const Secret& key, const core::walk::Words& words, platform::WordsCost cost,
                                 ByteView bound_to, platform::Random& random) {
  WordLock lock;
  random.fill(lock.salt);
  auto spoken = core::walk::spoken(words);
  auto from_words = platform::key_from_words(spoken, lock.salt, cost);
  for (; !from_words && cost.memory_bytes / 4 >= memory_bytes_min;) {
    cost = {cost.passes * 4, cost.memory_bytes / 4};
    from_words = platform::key_from_words(spoken, lock.salt, cost);
  }
  if (!from_words) return from_words.error();
  lock.cost = cost;
  lock.wrapped = platform::encrypt_anew(*from_words, random, bound_to, key.view());
  return lock;
}

Result<std::optional<Secret>> open_with_words(const WordLock& lock, const core::walk::Words& words,
                                              ByteView bound_to) {
  const auto from_words = platform::key_from_words(core::walk::spoken(words), lock.salt, lock.cost);
  if (!from_words) return from_words.error();
  auto key = platform::decrypt_anew(*from_words, bound_to, lock.wrapped);
  if (!key) return std::optional<Secret>();
  std::optional<Secret> opened(Secret::from(*key));
  platform::wipe(*key);
  return opened;
}

Bytes encode(const WordLock& lock) {
  Bytes out;
  append_number(out, lock.cost.passes);
  append_number(out, lock.cost.memory_bytes);
  core::append(out, lock.salt);
  core::append(out, lock.wrapped);
  return out;
}

std::optional<WordLock> decode_word_lock(ByteView bytes) {
  if (bytes.size() != lock_bytes) return std::nullopt;
  WordLock lock;
  lock.cost = {number_in(bytes), number_in(bytes.subspan(8))};
  lock.salt = *platform::exactly<16>(bytes.subspan(16, 16));
  const auto wrapped = bytes.subspan(32);
  lock.wrapped.assign(wrapped.begin(), wrapped.end());
  return lock;
}

}  // namespace talt::kiosk
