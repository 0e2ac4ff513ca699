// SPDX-License-Identifier: EUPL-1.2
// What seals a walk's notes: a nonce drawn anew before each sealed thing, and keys from words.
#include <sodium.h>

#include "app/core/check.h"
#include "platform/word_key.h"

namespace talt::platform {

using core::Bytes;
using core::ByteView;
using core::check;

namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::uint64_t passes_max = 64;

}  // namespace

Bytes encrypt_anew(const Secret& key, Random& random, ByteView associated, ByteView plain) {
  check(key.view().size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "a sealing key has 32 bytes");
  Bytes out(nonce_bytes + plain.size() + tag_bytes);
  random.fill(std::span(out).first(nonce_bytes));
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + nonce_bytes, nullptr, plain.data(), plain.size(),
                                             associated.data(), associated.size(), nullptr, out.data(),
                                             key.view().data());
  return out;
}

std::optional<Bytes> decrypt_anew(const Secret& key, ByteView associated, ByteView sealed) {
  check(key.view().size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "a sealing key has 32 bytes");
  if (sealed.size() < nonce_bytes + tag_bytes) return std::nullopt;
  Bytes out(sealed.size() - nonce_bytes - tag_bytes);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(out.data(), nullptr, nullptr, sealed.data() + nonce_bytes,
                                                 sealed.size() - nonce_bytes, associated.data(),
                                                 associated.size(), sealed.data(), key.view().data()) != 0)
    return std::nullopt;
  return out;
}

core::Result<Secret> key_from_words(std::string_view words, const Salt& salt, const WordsCost& cost) {
  static_assert(sizeof(Salt) == crypto_pwhash_SALTBYTES);
  const bool is_in_bounds = cost.passes >= crypto_pwhash_OPSLIMIT_MIN && cost.passes <= passes_max &&
                            cost.memory_bytes >= crypto_pwhash_MEMLIMIT_MIN &&
                            cost.memory_bytes <= words_memory_bytes_max;
  if (!is_in_bounds) return core::Error{"cannot make a key from the words", "its cost is out of bounds", ""};
  Secret key(32);
  if (crypto_pwhash(key.bytes().data(), key.view().size(), words.data(), words.size(), salt.data(),
                    cost.passes, static_cast<std::size_t>(cost.memory_bytes),
                    crypto_pwhash_ALG_ARGON2ID13) != 0)
    return core::Error{"cannot make a key from the words",
                       std::to_string(cost.memory_bytes >> 20) + " MiB of memory are not free",
                       "close other programs"};
  return key;
}

}  // namespace talt::platform
