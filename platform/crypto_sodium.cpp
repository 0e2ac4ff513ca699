// SPDX-License-Identifier: EUPL-1.2
#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <utility>

#include "app/core/check.h"
#include "platform/crypto.h"

namespace talt::platform {

using core::Bytes;
using core::ByteView;
using core::check;

void start_crypto() {
  check(sodium_init() >= 0, "libsodium starts");
}

void forbid_core_dumps() {
  const rlimit none{0, 0};
  check(setrlimit(RLIMIT_CORE, &none) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0,
        "core dumps can be forbidden");
}

// ---- secrets

Secret::Secret(std::size_t size) : data_(static_cast<std::uint8_t*>(sodium_malloc(size))), size_(size) {
  check(data_ != nullptr, "there is memory for a key");
  sodium_memzero(data_, size_);
}

Secret Secret::from(ByteView bytes) {
  Secret out(bytes.size());
  std::copy(bytes.begin(), bytes.end(), out.data_);
  return out;
}

Secret Secret::copy() const {
  return is_empty() ? Secret() : from(view());
}

Secret::Secret(Secret&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    wipe();
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
  }
  return *this;
}

Secret::~Secret() {
  wipe();
}

void Secret::wipe() {
  if (data_ != nullptr) sodium_free(data_);  // wipes before it frees
  data_ = nullptr;
  size_ = 0;
}

void wipe(std::span<std::uint8_t> bytes) {
  sodium_memzero(bytes.data(), bytes.size());
}

// ---- hashes

Hash hash(std::initializer_list<ByteView> parts) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, sizeof(Hash));
  for (const auto part : parts) crypto_generichash_update(&state, part.data(), part.size());
  Hash out;
  crypto_generichash_final(&state, out.data(), out.size());
  return out;
}

Hash sha256(ByteView bytes) {
  Hash out;
  crypto_hash_sha256(out.data(), bytes.data(), bytes.size());
  return out;
}

static void keyed(std::uint8_t* out, const Secret& key, std::string_view label) {
  const auto text = core::as_bytes(label);
  const int failed =
      crypto_generichash(out, 32, text.data(), text.size(), key.view().data(), key.view().size());
  check(failed == 0, "a key has 16 to 64 bytes");
}

Secret derive(const Secret& key, std::string_view label) {
  Secret out(32);
  keyed(out.bytes().data(), key, label);
  return out;
}

void derive_into(Secret& out, const Secret& key, std::string_view label) {
  check(out.view().size() == 32, "a derived key has 32 bytes");
  std::uint8_t next[32];
  keyed(next, key, label);
  std::copy(next, next + 32, out.bytes().data());
  sodium_memzero(next, sizeof next);
}

Hash commitment(const Secret& key, std::string_view label) {
  Hash out;
  keyed(out.data(), key, label);
  return out;
}

bool same(ByteView a, ByteView b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

// ---- signatures

SigningKey signing_key_from_seed(const Secret& seed32) {
  check(seed32.view().size() == crypto_sign_SEEDBYTES, "a seed has 32 bytes");
  SigningKey key{Secret(crypto_sign_SECRETKEYBYTES), {}};
  crypto_sign_seed_keypair(key.public_key.data(), key.secret.bytes().data(), seed32.view().data());
  return key;
}

SigningKey make_signing_key(Random& random) {
  Secret seed(crypto_sign_SEEDBYTES);
  random.fill(seed.bytes());
  return signing_key_from_seed(seed);
}

Secret seed_of(const SigningKey& key) {
  Secret seed(crypto_sign_SEEDBYTES);
  crypto_sign_ed25519_sk_to_seed(seed.bytes().data(), key.secret.view().data());
  return seed;
}

Signature sign(const SigningKey& key, ByteView message) {
  Signature out;
  crypto_sign_detached(out.data(), nullptr, message.data(), message.size(), key.secret.view().data());
  return out;
}

bool verify(const PublicKey& key, ByteView message, ByteView signature) {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
}

// ---- sealing to a public key

BoxKey box_key_from_secret(Secret secret32) {
  BoxKey key{std::move(secret32), {}};
  check(key.secret.view().size() == crypto_box_SECRETKEYBYTES, "a box key has 32 bytes");
  crypto_scalarmult_base(key.public_key.data(), key.secret.view().data());
  return key;
}

BoxKey make_box_key(Random& random) {
  Secret secret(crypto_box_SECRETKEYBYTES);
  random.fill(secret.bytes());
  return box_key_from_secret(std::move(secret));
}

Bytes seal_to(const PublicKey& recipient, ByteView plain) {
  Bytes out(plain.size() + crypto_box_SEALBYTES);
  const int failed = crypto_box_seal(out.data(), plain.data(), plain.size(), recipient.data());
  check(failed == 0, "a recipient's key is a point of the curve");
  return out;
}

std::optional<Bytes> open_sealed(const BoxKey& recipient, ByteView sealed) {
  if (sealed.size() < crypto_box_SEALBYTES) return std::nullopt;
  Bytes out(sealed.size() - crypto_box_SEALBYTES);
  if (crypto_box_seal_open(out.data(), sealed.data(), sealed.size(), recipient.public_key.data(),
                           recipient.secret.view().data()) != 0)
    return std::nullopt;
  return out;
}

// ---- records

static std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES> nonce_of(std::uint64_t number) {
  std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES> nonce{};
  for (std::size_t i = 0; i < 8; ++i)
    nonce[nonce.size() - 1 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  return nonce;
}

Bytes encrypt(const Secret& key, std::uint64_t number, ByteView associated, ByteView plain) {
  check(key.view().size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "a record's key has 32 bytes");
  const auto nonce = nonce_of(number);
  Bytes out(plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out.data(), nullptr, plain.data(), plain.size(),
                                             associated.data(), associated.size(), nullptr, nonce.data(),
                                             key.view().data());
  return out;
}

std::optional<Bytes> decrypt(const Secret& key, std::uint64_t number, ByteView associated, ByteView sealed) {
  check(key.view().size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "a record's key has 32 bytes");
  if (sealed.size() < crypto_aead_xchacha20poly1305_ietf_ABYTES) return std::nullopt;
  const auto nonce = nonce_of(number);
  Bytes out(sealed.size() - crypto_aead_xchacha20poly1305_ietf_ABYTES);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(out.data(), nullptr, nullptr, sealed.data(), sealed.size(),
                                                 associated.data(), associated.size(), nonce.data(),
                                                 key.view().data()) != 0)
    return std::nullopt;
  return out;
}

// ---- passwords

std::string password_hash(std::string_view password) {
  char out[crypto_pwhash_STRBYTES];
  const int failed =
      crypto_pwhash_str(out, password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE);
  check(failed == 0, "there are 64 MiB for a password's hash");
  return out;
}

bool password_matches(std::string_view stored, std::string_view password) {
  const std::string text(stored);
  return crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) == 0;
}

// ---- text forms

std::string to_hex(ByteView bytes) {
  std::string out(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes.data(), bytes.size());
  out.pop_back();
  return out;
}

std::optional<Bytes> from_hex(std::string_view text) {
  if (text.empty()) return Bytes();  // libsodium wants somewhere to write, even nothing
  Bytes out(text.size() / 2);
  std::size_t size = 0;
  if (text.size() % 2 != 0 ||
      sodium_hex2bin(out.data(), out.size(), text.data(), text.size(), nullptr, &size, nullptr) != 0 ||
      size != out.size())
    return std::nullopt;
  return out;
}

std::string to_base64(ByteView bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();
  return out;
}

std::optional<Bytes> from_base64(std::string_view text) {
  Bytes out(text.size() / 4 * 3 + 3);
  std::size_t size = 0;
  const char* end = nullptr;
  if (sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &size, &end,
                        sodium_base64_VARIANT_ORIGINAL) != 0 ||
      end != text.data() + text.size())
    return std::nullopt;
  out.resize(size);
  return out;
}

}  // namespace talt::platform
