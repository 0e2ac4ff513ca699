// SPDX-License-Identifier: EUPL-1.2
// Cryptography by libsodium, in Talt's words. Functions are pure but for sealing to a public key. Any thread.
// Keys and nonces are fixed-size arrays; secrets live in Secret, which is locked in memory and wiped.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "app/core/bytes.h"
#include "platform/random.h"

namespace talt::platform {

using Hash = std::array<std::uint8_t, 32>;       // BLAKE2b-256
using PublicKey = std::array<std::uint8_t, 32>;  // Ed25519 or X25519
using Signature = std::array<std::uint8_t, 64>;  // Ed25519

/// 32 or 64 secret bytes in locked, guarded memory (sodium_malloc: mlock, no core dump, wiped when freed).
/// Movable, never copied but by copy(). An empty one holds nothing.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::size_t size);
  static Secret from(core::ByteView bytes);  // the caller wipes its own copy
  Secret copy() const;
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();
  void wipe();
  bool is_empty() const { return data_ == nullptr; }
  core::ByteView view() const { return {data_, size_}; }
  std::span<std::uint8_t> bytes() { return {data_, size_}; }

 private:
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
};

/// Once a process, before anything else here; stops the process where libsodium cannot start.
void start_crypto();
/// No core dumps, no ptrace by others: a crash must not write keys to the disk.
void forbid_core_dumps();

Hash hash(std::initializer_list<core::ByteView> parts);    // BLAKE2b-256 of the parts in a row
Hash sha256(core::ByteView bytes);                         // for Content-Digest only
Secret derive(const Secret& key, std::string_view label);  // BLAKE2b-256(key = key, label)
/// The same into a key that exists already: no new locked memory, for the hashing forward of every record.
void derive_into(Secret& out, const Secret& key, std::string_view label);
Hash commitment(const Secret& key, std::string_view label);  // the same, as a public value
bool same(core::ByteView a, core::ByteView b);               // constant time
void wipe(std::span<std::uint8_t> bytes);

struct SigningKey {
  Secret secret;
  PublicKey public_key{};
};  // Ed25519, 64-byte secret
SigningKey make_signing_key(Random& random);
SigningKey signing_key_from_seed(const Secret& seed32);
/// The 32-byte seed of a signing key, for storing it.
Secret seed_of(const SigningKey& key);
Signature sign(const SigningKey& key, core::ByteView message);
bool verify(const PublicKey& key, core::ByteView message, core::ByteView signature);

struct BoxKey {
  Secret secret;
  PublicKey public_key{};
};  // X25519
BoxKey make_box_key(Random& random);
BoxKey box_key_from_secret(Secret secret32);
core::Bytes seal_to(const PublicKey& recipient, core::ByteView plain);  // sealed box, +48 bytes
std::optional<core::Bytes> open_sealed(const BoxKey& recipient, core::ByteView sealed);

/// XChaCha20-Poly1305 (IETF), 24-byte nonce made of 16 zero bytes and `number` big-endian; +16 bytes.
core::Bytes encrypt(const Secret& key, std::uint64_t number, core::ByteView associated, core::ByteView plain);
std::optional<core::Bytes> decrypt(const Secret& key, std::uint64_t number, core::ByteView associated,
                                   core::ByteView sealed);

/// libsodium's secretstream (XChaCha20-Poly1305): its header of 24 bytes, then the plain text in chunks of
/// `chunk_bytes`, the last one shorter or empty and tagged as final; each +17 bytes, each with `associated`.
core::Bytes encrypt_stream(const Secret& key, core::ByteView associated, core::ByteView plain,
                           std::size_t chunk_bytes);
/// Nothing where a byte was changed, moved, cut off or added.
std::optional<core::Bytes> decrypt_stream(const Secret& key, core::ByteView associated, core::ByteView sealed,
                                          std::size_t chunk_bytes);
/// How long encrypt_stream makes that many bytes.
std::size_t stream_bytes(std::size_t plain_bytes, std::size_t chunk_bytes);

/// Argon2id string for a PIN or a password, and its check; takes about a tenth of a second on purpose.
std::string password_hash(std::string_view password);
bool password_matches(std::string_view stored, std::string_view password);

std::string to_hex(core::ByteView bytes);
std::optional<core::Bytes> from_hex(std::string_view text);
std::string to_base64(core::ByteView bytes);  // RFC 4648 section 4, padded
std::optional<core::Bytes> from_base64(std::string_view text);
/// Constant-size arrays from outside bytes; nothing where the size differs.
template <std::size_t N>
std::optional<std::array<std::uint8_t, N>> exactly(core::ByteView bytes) {
  if (bytes.size() != N) return std::nullopt;
  std::array<std::uint8_t, N> out;
  for (std::size_t i = 0; i < N; ++i) out[i] = bytes[i];
  return out;
}

}  // namespace talt::platform
