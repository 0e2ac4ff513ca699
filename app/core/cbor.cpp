// SPDX-License-Identifier: EUPL-1.2
#include "app/core/cbor.h"

#include <cbor.h>

namespace talt::core {

namespace {

constexpr std::size_t head_bytes_max = 9;
constexpr int depth_max = 8;

/// Appends a head by one of libcbor's encoders, which write the shortest form.
template <class Encode, class... Value>
void put(Bytes& out, Encode encode, Value... value) {
  unsigned char head[head_bytes_max];
  const std::size_t size = encode(value..., head, sizeof head);
  check(size > 0, "a CBOR head fits nine bytes");
  out.insert(out.end(), head, head + size);
}

}  // namespace

void CborWriter::array(std::size_t count) {
  put(out_, cbor_encode_array_start, count);
}
void CborWriter::map(std::size_t pairs) {
  put(out_, cbor_encode_map_start, pairs);
}
void CborWriter::uint(std::uint64_t value) {
  put(out_, cbor_encode_uint, value);
}

void CborWriter::integer(std::int64_t value) {
  if (value >= 0) return uint(static_cast<std::uint64_t>(value));
  put(out_, cbor_encode_negint, static_cast<std::uint64_t>(-(value + 1)));
}

void CborWriter::bytes(ByteView value) {
  put(out_, cbor_encode_bytestring_start, value.size());
  append(out_, value);
}

void CborWriter::text(std::string_view value) {
  put(out_, cbor_encode_string_start, value.size());
  append(out_, as_bytes(value));
}

// Heads are read here and not by cbor_stream_decode: its callbacks get a value without the form it was
// written in, so long forms, indefinite lengths, tags and simple values would have to be found by looking at
// the first byte anyway (as here), and it hands on a string only when all of it is there. Twenty lines stand
// against nineteen callbacks; tests hold the two against each other on what both take.
CborReader::Head CborReader::head() {
  if (bytes_left() == 0) return fail(), Head{};
  const std::uint8_t first = bytes_[at_];
  const int major = first >> 5;
  const std::uint8_t small = first & 0x1f;
  if (major > 5 || small > 27) return fail(), Head{};
  std::uint64_t value = small;
  std::size_t extra = 0;
  if (small >= 24) {
    extra = std::size_t{1} << (small - 24);
    if (bytes_left() < 1 + extra) return fail(), Head{};
    value = 0;
    for (std::size_t i = 0; i < extra; ++i) value = value << 8 | bytes_[at_ + 1 + i];
    const std::uint64_t shortest_min = extra == 1 ? 24 : std::uint64_t{1} << (extra * 4);
    if (value < shortest_min) return fail(), Head{};
  }
  at_ += 1 + extra;
  return {static_cast<Kind>(major), value};
}

std::uint64_t CborReader::expect(Kind kind) {
  const auto found = head();
  if (!ok_ || found.kind != kind) return fail(), 0;
  return found.value;
}

ByteView CborReader::run(std::uint64_t size) {
  if (!ok_ || size > bytes_left()) return fail(), ByteView{};
  const auto view = bytes_.subspan(at_, static_cast<std::size_t>(size));
  at_ += static_cast<std::size_t>(size);
  return view;
}

std::size_t CborReader::array() {
  const auto count = expect(Kind::Array);
  if (count > bytes_left()) return fail(), 0;
  return static_cast<std::size_t>(count);
}

std::size_t CborReader::map() {
  const auto pairs = expect(Kind::Map);
  if (pairs > bytes_left() / 2) return fail(), 0;
  return static_cast<std::size_t>(pairs);
}

std::uint64_t CborReader::uint() {
  return expect(Kind::Uint);
}

std::int64_t CborReader::integer() {
  const auto found = head();
  if (!ok_ || found.value > INT64_MAX) return fail(), 0;
  if (found.kind == Kind::Uint) return static_cast<std::int64_t>(found.value);
  if (found.kind == Kind::Negative) return -1 - static_cast<std::int64_t>(found.value);
  return fail(), 0;
}

ByteView CborReader::bytes() {
  return run(expect(Kind::ByteString));
}
std::string_view CborReader::text() {
  return as_text(run(expect(Kind::TextString)));
}

ByteView CborReader::item() {
  const auto begin = at_;
  skip(1);
  return ok_ ? bytes_.subspan(begin, at_ - begin) : ByteView{};
}

void CborReader::skip(int depth) {
  if (depth > depth_max) return fail();
  const auto found = head();
  if (!ok_) return;
  if (found.kind == Kind::ByteString || found.kind == Kind::TextString) {
    run(found.value);
  } else if (found.kind == Kind::Array) {
    if (found.value > bytes_left()) return fail();
    for (std::uint64_t i = 0; ok_ && i < found.value; ++i) skip(depth + 1);
  } else if (found.kind == Kind::Map) {
    if (found.value > bytes_left() / 2) return fail();
    std::optional<std::uint64_t> last;
    for (std::uint64_t i = 0; ok_ && i < found.value; ++i) {
      const auto key = uint();
      if (last && key <= *last) return fail();
      last = key;
      skip(depth + 1);
    }
  }
}

}  // namespace talt::core
