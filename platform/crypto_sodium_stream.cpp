// SPDX-License-Identifier: EUPL-1.2
#include <sodium.h>

#include <algorithm>

#include "app/core/check.h"
#include "platform/crypto.h"

namespace talt::platform {

using core::Bytes;
using core::ByteView;
using core::check;

namespace {

constexpr std::size_t header_bytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t added_bytes = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr unsigned char final_tag = crypto_secretstream_xchacha20poly1305_TAG_FINAL;

/// Wiped when it ends: it holds what opens the chunks to come.
struct State : crypto_secretstream_xchacha20poly1305_state {
  ~State() { sodium_memzero(this, sizeof *this); }
};

void check_key(const Secret& key) {
  check(key.view().size() == crypto_secretstream_xchacha20poly1305_KEYBYTES, "a stream's key has 32 bytes");
}

}  // namespace

std::size_t stream_bytes(std::size_t plain_bytes, std::size_t chunk_bytes) {
  const auto chunks = std::max<std::size_t>(1, (plain_bytes + chunk_bytes - 1) / chunk_bytes);
  return header_bytes + plain_bytes + chunks * added_bytes;
}

Bytes encrypt_stream(const Secret& key, ByteView associated, ByteView plain, std::size_t chunk_bytes) {
  check_key(key);
  Bytes out(stream_bytes(plain.size(), chunk_bytes));
  State state;
  crypto_secretstream_xchacha20poly1305_init_push(&state, out.data(), key.view().data());
  auto* to = out.data() + header_bytes;
  for (bool is_last = false; !is_last;) {
    const auto chunk = plain.first(std::min(plain.size(), chunk_bytes));
    plain = plain.subspan(chunk.size());
    is_last = plain.empty();
    crypto_secretstream_xchacha20poly1305_push(&state, to, nullptr, chunk.data(), chunk.size(),
                                               associated.data(), associated.size(), is_last ? final_tag : 0);
    to += chunk.size() + added_bytes;
  }
  return out;
}

std::optional<Bytes> decrypt_stream(const Secret& key, ByteView associated, ByteView sealed,
                                    std::size_t chunk_bytes) {
  check_key(key);
  if (sealed.size() < header_bytes + added_bytes) return std::nullopt;
  State state;
  if (crypto_secretstream_xchacha20poly1305_init_pull(&state, sealed.data(), key.view().data()) != 0)
    return std::nullopt;
  sealed = sealed.subspan(header_bytes);
  Bytes out(sealed.size());
  std::size_t size = 0;
  for (bool is_last = false; !is_last;) {
    const auto chunk = sealed.first(std::min(sealed.size(), chunk_bytes + added_bytes));
    sealed = sealed.subspan(chunk.size());
    is_last = sealed.empty();
    unsigned char tag = 0;
    if (chunk.size() < added_bytes ||
        crypto_secretstream_xchacha20poly1305_pull(&state, out.data() + size, nullptr, &tag, chunk.data(),
                                                   chunk.size(), associated.data(), associated.size()) != 0 ||
        (tag == final_tag) != is_last) {
      wipe(out);
      return std::nullopt;
    }
    size += chunk.size() - added_bytes;
  }
  out.resize(size);
  return out;
}

}  // namespace talt::platform
