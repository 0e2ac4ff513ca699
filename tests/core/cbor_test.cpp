// SPDX-License-Identifier: EUPL-1.2
#include "app/core/cbor.h"

#include <cbor.h>
#include <catch2/catch.hpp>

using namespace talt::core;

namespace {

/// How many bytes libcbor's own decoder takes for one whole item; 0 where it takes none.
std::size_t taken_by_libcbor(ByteView bytes) {
  struct Walk {
    std::size_t children = 0;
  } walk;
  auto callbacks = cbor_empty_callbacks;
  callbacks.array_start = [](void* to, std::size_t count) { static_cast<Walk*>(to)->children = count; };
  callbacks.map_start = [](void* to, std::size_t pairs) { static_cast<Walk*>(to)->children = 2 * pairs; };
  std::size_t at = 0;
  for (std::size_t pending = 1; pending > 0; --pending) {
    walk.children = 0;
    const auto step = cbor_stream_decode(bytes.data() + at, bytes.size() - at, &callbacks, &walk);
    if (step.status != CBOR_DECODER_FINISHED) return 0;
    at += step.read;
    pending += walk.children;
  }
  return at;
}

std::size_t taken_by_us(ByteView bytes) {
  CborReader in(bytes);
  return in.item().size();
}

}  // namespace

TEST_CASE("what the strict reader takes libcbor takes too, to the same end") {
  std::size_t taken = 0;
  Bytes bytes(12, 0);
  for (int first = 0; first < 256; ++first)
    for (int second = 0; second < 256; ++second)
      for (const int third : {0x00, 0x01, 0x17, 0x40, 0x80, 0xa0, 0xff}) {
        bytes[0] = static_cast<std::uint8_t>(first);
        bytes[1] = static_cast<std::uint8_t>(second);
        bytes[2] = static_cast<std::uint8_t>(third);
        const auto ours = taken_by_us(bytes);
        if (ours == 0) continue;
        ++taken;
        if (taken_by_libcbor(bytes) != ours)
          FAIL("they differ at " << first << " " << second << " " << third);
      }
  CHECK(taken > 10'000);
}

TEST_CASE("long forms, indefinite lengths, tags, simple values and counts beyond the bytes are refused") {
  const std::vector<Bytes> refused = {
      {},
      {0x18, 0x17},                    // 23 in two bytes
      {0x19, 0x00, 0xff},              // 255 in three
      {0x1a, 0x00, 0x00, 0xff, 0xff},  // 65535 in five
      {0x1b, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff},
      {0x58, 0x01, 0x00},
      {0x1c},        // reserved
      {0x5f, 0xff},  // indefinite
      {0x9f, 0xff},
      {0xbf, 0xff},
      {0xc0, 0x00},  // a tag
      {0xf5},        // true
      {0xf6},
      {0xf9, 0x00, 0x00},
      {0x42, 0x00},  // cut short
      {0x82, 0x00},
      {0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
      {0xbb, 0x80, 0, 0, 0, 0, 0, 0, 0, 0},
      {0xa2, 0x02, 0x00, 0x01, 0x00},  // keys that fall
      {0xa2, 0x01, 0x00, 0x01, 0x00},  // the same key twice
      {0xa1, 0x41, 0x00, 0x00},        // a key that is no number
  };
  for (const auto& bytes : refused) CHECK(taken_by_us(bytes) == 0);
  Bytes deep(8, 0x81);
  deep.back() = 0x80;
  CHECK(taken_by_us(deep) == 8);
  deep.insert(deep.begin(), 0x81);
  CHECK(taken_by_us(deep) == 0);
}

TEST_CASE("after a fault every read fails, and a structure is asked once") {
  const Bytes bytes{0x01, 0x41};
  CborReader in(bytes);
  CHECK(in.uint() == 1);
  CHECK(in.bytes().empty());
  CHECK_FALSE(in.ok());
  CHECK(in.uint() == 0);
  CHECK(in.text().empty());
  CHECK_FALSE(in.at_end());
}
