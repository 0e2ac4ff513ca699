// SPDX-License-Identifier: EUPL-1.2
#include "sync/chain.h"

#include <catch2/catch.hpp>

#include "tests/doubles/counting_random.h"
#include "tests/doubles/crypto_started.h"

using namespace talt;
using namespace talt::sync;

namespace {

RunHeader sample_header() {
  doubles::CountingRandom random;
  RunHeader header;
  random.fill(header.device);
  random.fill(header.run);
  random.fill(header.device_key);
  random.fill(header.commitment);
  header.run_key.push_back({platform::PublicKey{}, core::Bytes(80, 7)});
  random.fill(header.previous_run);
  header.previous_last = 41;
  random.fill(header.previous_head);
  header.first = 42;
  return header;
}

}  // namespace

TEST_CASE("a run's header comes back as it was written") {
  const auto header = sample_header();
  const auto bytes = encode(header);
  const auto back = decode_run_header(bytes);
  REQUIRE(back);
  CHECK(back->run == header.run);
  CHECK(back->first == 42);
  CHECK(back->run_key.at(0).sealed == header.run_key.at(0).sealed);
  CHECK(encode(*back) == bytes);
}

TEST_CASE("a run's header cut short, lengthened or of another version is refused") {
  auto bytes = encode(sample_header());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_FALSE(decode_run_header(core::ByteView(bytes).first(size)));
  auto longer = bytes;
  longer.push_back(0);
  CHECK_FALSE(decode_run_header(longer));
  bytes[1] = 2;
  CHECK_FALSE(decode_run_header(bytes));
}

TEST_CASE("a key in memory opens no earlier record") {
  doubles::CountingRandom random;
  platform::Secret key(32);
  random.fill(key.bytes());
  Sealer sealer(key.copy(), {}, {}, 1);
  const core::Bytes clear{0xa0};
  const core::Bytes plain(48, 'p');
  const auto first = sealer.seal(1, clear, plain);
  const auto second = sealer.seal(2, clear, plain);
  REQUIRE(first);
  REQUIRE(second);
  Opener whole(key.copy(), {}, {}, 1);
  CHECK(whole.open(1, *first));
  CHECK(whole.open(2, *second));

  const auto later = platform::derive(key, "next");  // what the sealer holds after the first record
  CHECK(Opener(later.copy(), {}, {}, 2).open(2, *second));
  CHECK_FALSE(Opener(later.copy(), {}, {}, 1).open(1, *first));
}

TEST_CASE("a sealer refuses a number that it has used or that skips one") {
  platform::Secret key(32);
  Sealer sealer(std::move(key), {}, {}, 5);
  const core::Bytes clear{0xa0};
  CHECK_FALSE(sealer.seal(4, clear, clear));
  CHECK(sealer.seal(5, clear, clear));
  CHECK_FALSE(sealer.seal(5, clear, clear));
  CHECK_FALSE(sealer.seal(7, clear, clear));
}

TEST_CASE("a record under another number, run, device or clear header does not open") {
  platform::Secret key(32);
  const core::Bytes clear{0xa0};
  Sealer sealer(key.copy(), {}, {}, 1);
  const auto frame = sealer.seal(1, clear, core::Bytes(48, 'x'));
  REQUIRE(frame);
  RunId other_run{};
  other_run[0] = 1;
  CHECK(Opener(key.copy(), {}, {}, 1).open(1, *frame));
  CHECK_FALSE(Opener(key.copy(), {}, other_run, 1).open(1, *frame));
  CHECK_FALSE(Opener(key.copy(), other_run, {}, 1).open(1, *frame));
  const auto parts = decode_frame(*frame);
  REQUIRE(parts);
  const auto other_clear = encode_frame(core::Bytes{0xa1, 0x01, 0x01}, parts->sealed);
  CHECK_FALSE(Opener(key.copy(), {}, {}, 1).open(1, other_clear));
  for (std::size_t i = 0; i < frame->size(); ++i) {
    auto bent = *frame;
    bent[i] ^= 0x10;
    CHECK_FALSE(Opener(key.copy(), {}, {}, 1).open(1, bent));
  }
}

TEST_CASE("a head depends on every record before it") {
  const core::Bytes header{1}, a{2}, b{3};
  const auto start = first_head(header);
  CHECK(next_head(next_head(start, a), b) != next_head(next_head(start, b), a));
  CHECK(next_head(start, a) != next_head(first_head(a), a));
}

TEST_CASE("a sequence is split into its items, and a broken or too long one is refused") {
  const core::Bytes sequence{0x82, 0xa0, 0x41, 0x07, 0x82, 0xa0, 0x40};
  const auto items = split_sequence(sequence, 2);
  REQUIRE(items);
  REQUIRE(items->size() == 2);
  CHECK(items->at(0).size() == 4);
  CHECK_FALSE(split_sequence(sequence, 1));
  CHECK_FALSE(split_sequence(core::Bytes{0x82, 0xa0}, 2));
  CHECK_FALSE(split_sequence(core::Bytes{0x58, 0x01, 0x07}, 2));  // not the shortest form
  CHECK_FALSE(split_sequence(core::Bytes{0x9b, 1, 0, 0, 0, 0, 0, 0, 0}, 2));
}
