// SPDX-License-Identifier: EUPL-1.2
#include "platform/word_key.h"

#include <catch2/catch.hpp>

#include "tests/doubles/counting_random.h"
#include "tests/doubles/crypto_started.h"

using namespace talt;
using namespace talt::platform;
using core::as_bytes;

TEST_CASE("what is sealed anew opens with its key and associated data alone, and never looks the same") {
  doubles::CountingRandom random;
  Secret key(32);
  random.fill(key.bytes());
  const auto sealed = encrypt_anew(key, random, as_bytes("a"), as_bytes("plain"));
  CHECK(sealed.size() == 5 + 40);
  CHECK(encrypt_anew(key, random, as_bytes("a"), as_bytes("plain")) != sealed);
  const auto opened = decrypt_anew(key, as_bytes("a"), sealed);
  REQUIRE(opened);
  CHECK(core::as_text(*opened) == "plain");
  CHECK_FALSE(decrypt_anew(key, as_bytes("b"), sealed));
  CHECK_FALSE(decrypt_anew(derive(key, "next"), as_bytes("a"), sealed));
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    auto changed = sealed;
    changed[at] ^= 1;
    CHECK_FALSE(decrypt_anew(key, as_bytes("a"), changed));
    CHECK_FALSE(decrypt_anew(key, as_bytes("a"), core::ByteView(sealed).first(at)));
  }
}

TEST_CASE("the same words, salt and cost make the same key, and any other makes another") {
  const WordsCost cheap{1, 64 << 10};
  const Salt salt{1, 2, 3};
  const auto key = key_from_words("baba babe", salt, cheap);
  REQUIRE(key);
  CHECK(same(key->view(), key_from_words("baba babe", salt, cheap)->view()));
  CHECK_FALSE(same(key->view(), key_from_words("baba babi", salt, cheap)->view()));
  CHECK_FALSE(same(key->view(), key_from_words("baba babe", Salt{1, 2, 4}, cheap)->view()));
  CHECK_FALSE(same(key->view(), key_from_words("baba babe", salt, {2, 64 << 10})->view()));
}

TEST_CASE("a cost out of bounds, as a changed file could name it, is refused and takes no memory") {
  for (const auto& cost : {WordsCost{0, 64 << 10}, WordsCost{1, 1}, WordsCost{1'000'000, 64 << 10},
                           WordsCost{1, words_memory_bytes_max + 1}, WordsCost{1, ~std::uint64_t{0}}})
    CHECK_FALSE(key_from_words("baba", Salt{}, cost));
}
