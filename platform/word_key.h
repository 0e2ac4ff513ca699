// SPDX-License-Identifier: EUPL-1.2
// What a walk's notes are sealed with, beside crypto.h: a nonce drawn anew for each sealed thing, and keys
// from words that people keep. By libsodium. Any thread.
#pragma once

#include "app/core/result.h"
#include "platform/crypto.h"

namespace talt::platform {

/// XChaCha20-Poly1305 under a nonce drawn anew, which stands before what is sealed (+40 bytes): for a key
/// that seals more than one thing under one name.
core::Bytes encrypt_anew(const Secret& key, Random& random, core::ByteView associated, core::ByteView plain);
std::optional<core::Bytes> decrypt_anew(const Secret& key, core::ByteView associated, core::ByteView sealed);

/// What a key from words costs whoever makes it: passes over so much memory.
struct WordsCost {
  std::uint64_t passes = 3;
  std::uint64_t memory_bytes = std::uint64_t{256} << 20;  // libsodium's "moderate": about a second
};
inline constexpr std::uint64_t words_memory_bytes_max = std::uint64_t{1} << 30;
using Salt = std::array<std::uint8_t, 16>;
/// A key of 32 bytes, by Argon2id. Slow on purpose: not for the thread that draws. Fails where there is not
/// so much memory, or the cost is out of bounds.
core::Result<Secret> key_from_words(std::string_view words, const Salt& salt, const WordsCost& cost);

}  // namespace talt::platform
