// SPDX-License-Identifier: EUPL-1.2
// CBOR (RFC 8949) in its deterministic form, by libcbor's primitives: a writer, and a reader that believes
// nothing. The reader takes shortest forms only, no indefinite lengths, no count above the bytes left, depth
// 8, and maps with rising integer keys. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "app/core/bytes.h"
#include "app/core/result.h"

namespace talt::core {

class CborWriter {
 public:
  void array(std::size_t count);
  void map(std::size_t pairs);
  void uint(std::uint64_t value);
  void integer(std::int64_t value);
  void bytes(ByteView value);
  void text(std::string_view value);
  /// Puts an item that is encoded already.
  void item(ByteView encoded) { append(out_, encoded); }
  Bytes take() { return std::move(out_); }
  const Bytes& view() const { return out_; }

 private:
  Bytes out_;
};

/// A map whose count of pairs is known only when all are written.
class CborMapWriter {
 public:
  /// Where the key's value goes.
  CborWriter& key(std::uint64_t key) {
    ++count_;
    body_.uint(key);
    return body_;
  }
  Bytes take() const {
    CborWriter out;
    out.map(count_);
    out.item(body_.view());
    return out.take();
  }

 private:
  CborWriter body_;
  std::size_t count_ = 0;
};

/// Reads item by item. After the first fault every read fails and `ok()` is false, so a caller may read a
/// whole structure and ask once.
class CborReader {
 public:
  explicit CborReader(ByteView bytes) : bytes_(bytes) {}

  std::size_t array();
  std::size_t map();
  std::uint64_t uint();
  std::int64_t integer();
  ByteView bytes();
  std::string_view text();
  /// Byte strings of a fixed size, keys above all.
  template <std::size_t N>
  std::array<std::uint8_t, N> fixed() {
    std::array<std::uint8_t, N> out{};
    const auto value = bytes();
    if (value.size() != N) fail();
    for (std::size_t i = 0; ok_ && i < N; ++i) out[i] = value[i];
    return out;
  }
  /// The next whole item, of whatever kind, as it stands; strictly checked inside.
  ByteView item();

  bool ok() const { return ok_; }
  void fail() { ok_ = false; }
  std::size_t bytes_left() const { return ok_ ? bytes_.size() - at_ : 0; }
  bool at_end() const { return ok_ && at_ == bytes_.size(); }

 private:
  enum class Kind { Uint, Negative, ByteString, TextString, Array, Map };
  struct Head {
    Kind kind;
    std::uint64_t value;
  };
  Head head();
  std::uint64_t expect(Kind kind);
  ByteView run(std::uint64_t size);
  void skip(int depth);

  ByteView bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

}  // namespace talt::core
