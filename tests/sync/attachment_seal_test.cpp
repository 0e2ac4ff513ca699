// SPDX-License-Identifier: EUPL-1.2
#include "sync/attachment_seal.h"

#include <catch2/catch.hpp>

#include "tests/doubles/counting_random.h"
#include "tests/doubles/crypto_started.h"

using namespace talt;
using namespace talt::sync;
using core::AttachmentKind;
using core::Bytes;

namespace {

constexpr std::size_t chunk_bytes = 64 * 1024, sealed_chunk = chunk_bytes + 17, header = 24;

Bytes photo_of(std::size_t size) {
  Bytes photo(size);
  doubles::CountingRandom(size).fill(photo);
  return photo;
}

SealedAttachment sealed_of(const Bytes& plain, doubles::CountingRandom& random) {
  auto sealed = seal(plain, AttachmentKind::Photo, random);
  REQUIRE(sealed);
  return std::move(*sealed);
}

/// Renamed, as one would who wants the change to be believed: only the key stands against it.
core::Result<Bytes> open_changed(const SealedAttachment& of, const Bytes& changed) {
  auto attachment = of.attachment;
  attachment.name = name_of(changed);
  attachment.sealed_size = changed.size();
  return open(changed, attachment);
}

}  // namespace

TEST_CASE("a sealed file opens again, whatever its size") {
  doubles::CountingRandom random;
  const std::size_t size = GENERATE(as<std::size_t>{}, 1, 100, chunk_bytes - 1, chunk_bytes, chunk_bytes + 1,
                                    2'000'000, attachment_plain_bytes_max);
  const auto plain = photo_of(size);
  const auto sealed = sealed_of(plain, random);
  CHECK(sealed.attachment.size == size);
  CHECK(sealed.attachment.sealed_size == sealed.sealed.size());
  CHECK(sealed.attachment.name == platform::hash({sealed.sealed}));
  CHECK(sealed.sealed.size() <= attachment_sealed_bytes_max);
  const auto opened = open(sealed.sealed, sealed.attachment);
  REQUIRE(opened);
  CHECK(*opened == plain);
}

TEST_CASE("an empty file and one that is too large are not sealed") {
  doubles::CountingRandom random;
  CHECK_FALSE(seal({}, AttachmentKind::Photo, random));
  CHECK_FALSE(seal(Bytes(attachment_plain_bytes_max + 1), AttachmentKind::Photo, random));
}

TEST_CASE("two seals of one file share no key, no name and no bytes to speak of") {
  doubles::CountingRandom random;
  const auto plain = photo_of(1000);
  const auto one = sealed_of(plain, random), other = sealed_of(plain, random);
  CHECK(one.attachment.key != other.attachment.key);
  CHECK(one.attachment.name != other.attachment.name);
  CHECK(one.sealed.size() == other.sealed.size());
}

TEST_CASE("a size tells little: eight steps an octave, at most an eighth added") {
  CHECK(padded_size(1) == 65'536);
  CHECK(padded_size(65'536) == 65'536);
  CHECK(padded_size(65'537) == 73'728);
  CHECK(padded_size(2'000'000) == 2'097'152);
  CHECK(padded_size(attachment_plain_bytes_max) == attachment_plain_bytes_max);
  std::size_t last = 0, steps = 0;
  for (std::size_t size = 1 << 20; size < (2 << 20); size += 1024) {
    const auto padded = padded_size(size);
    CHECK(padded >= size);
    CHECK(padded - size <= size / 8);
    steps += padded != last ? 1u : 0u;
    last = padded;
  }
  CHECK(steps == 9);
}

TEST_CASE("what was changed, cut off, added or reordered does not open") {
  doubles::CountingRandom random;
  const auto sealed = sealed_of(photo_of(3 * chunk_bytes), random);
  const auto& bytes = sealed.sealed;
  REQUIRE(bytes.size() == header + 3 * sealed_chunk);
  CHECK(open_changed(sealed, bytes));
  for (const auto cut : {std::size_t{0}, std::size_t{10}, header, header + sealed_chunk,
                         header + 2 * sealed_chunk, bytes.size() - 1})
    CHECK_FALSE(open_changed(sealed, {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(cut)}));
  auto longer = bytes;
  longer.push_back(0);
  CHECK_FALSE(open_changed(sealed, longer));
  longer = bytes;
  longer.insert(longer.end(), bytes.end() - sealed_chunk, bytes.end());
  CHECK_FALSE(open_changed(sealed, longer));
  auto reordered = bytes;
  std::swap_ranges(reordered.begin() + header, reordered.begin() + header + sealed_chunk,
                   reordered.begin() + header + sealed_chunk);
  CHECK_FALSE(open_changed(sealed, reordered));
  for (std::size_t at = 0; at < bytes.size(); at += 9973) {
    auto changed = bytes;
    changed[at] ^= 1;
    CHECK_FALSE(open(changed, sealed.attachment));
    CHECK_FALSE(open_changed(sealed, changed));
  }
}

TEST_CASE("another key, another kind, and another file's bytes do not open") {
  doubles::CountingRandom random;
  const auto one = sealed_of(photo_of(1000), random), other = sealed_of(photo_of(1001), random);
  auto attachment = one.attachment;
  attachment.key = other.attachment.key;
  CHECK_FALSE(open(one.sealed, attachment));
  attachment = one.attachment;
  attachment.kind = AttachmentKind::Voice;
  CHECK_FALSE(open(one.sealed, attachment));
  CHECK_FALSE(open(other.sealed, one.attachment));
  attachment = one.attachment;
  attachment.size = 65'537;  // more than there is, padding and all
  const auto unopened = open(one.sealed, attachment);
  REQUIRE_FALSE(unopened);
  CHECK_FALSE(unopened.error().text().empty());
}
