// SPDX-License-Identifier: EUPL-1.2
#include "platform/crypto.h"

#include <catch2/catch.hpp>

#include "tests/doubles/counting_random.h"
#include "tests/doubles/crypto_started.h"

using namespace talt;
using namespace talt::platform;
using core::as_bytes;
using core::Bytes;

TEST_CASE("SHA-256 of abc is the standard's") {
  CHECK(to_hex(sha256(as_bytes("abc"))) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("BLAKE2b-256 of nothing is the known one, and parts are hashed in a row") {
  CHECK(to_hex(hash({})) == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  CHECK(hash({as_bytes("ab"), as_bytes("c")}) == hash({as_bytes("abc")}));
}

TEST_CASE("an Ed25519 key from the first seed of RFC 8032 has its public key and signs its message") {
  const auto seed = from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  REQUIRE(seed);
  const auto key = signing_key_from_seed(Secret::from(*seed));
  CHECK(to_hex(key.public_key) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  const auto signature = sign(key, {});
  CHECK(to_hex(signature) ==
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b");
  CHECK(verify(key.public_key, {}, signature));
  CHECK_FALSE(verify(key.public_key, as_bytes("x"), signature));
  CHECK(same(seed_of(key).view(), *seed));
}

TEST_CASE("only the recipient opens a sealed box") {
  doubles::CountingRandom random;
  const auto mine = make_box_key(random);
  const auto other = make_box_key(random);
  const auto sealed = seal_to(mine.public_key, as_bytes("secret"));
  CHECK(sealed.size() == 6 + 48);
  const auto opened = open_sealed(mine, sealed);
  REQUIRE(opened);
  CHECK(core::as_text(*opened) == "secret");
  CHECK_FALSE(open_sealed(other, sealed));
  CHECK_FALSE(open_sealed(mine, Bytes(47, 0)));
}

TEST_CASE("what is encrypted opens with its key, number and associated data alone") {
  doubles::CountingRandom random;
  Secret key(32);
  random.fill(key.bytes());
  const auto sealed = encrypt(key, 7, as_bytes("a"), as_bytes("plain"));
  CHECK(sealed.size() == 5 + 16);
  CHECK(decrypt(key, 7, as_bytes("a"), sealed));
  CHECK_FALSE(decrypt(key, 8, as_bytes("a"), sealed));
  CHECK_FALSE(decrypt(key, 7, as_bytes("b"), sealed));
  CHECK_FALSE(decrypt(derive(key, "next"), 7, as_bytes("a"), sealed));
  CHECK_FALSE(decrypt(key, 7, as_bytes("a"), Bytes(15, 0)));
}

TEST_CASE("a key hashed forward in place is the one derived, and labels differ") {
  Secret key(32);
  const auto next = derive(key, "next");
  CHECK_FALSE(same(next.view(), derive(key, "seal").view()));
  derive_into(key, key, "next");
  CHECK(same(key.view(), next.view()));
}

TEST_CASE("a secret that was moved away or wiped holds nothing") {
  Secret key(32);
  Secret other = std::move(key);
  CHECK(key.is_empty());
  CHECK_FALSE(other.is_empty());
  other.wipe();
  CHECK(other.is_empty());
}

TEST_CASE("hex and base64 come back, and other text is refused") {
  const Bytes bytes{0, 1, 254, 255};
  CHECK(from_hex(to_hex(bytes)) == bytes);
  CHECK(to_base64(bytes) == "AAH+/w==");
  CHECK(from_base64("AAH+/w==") == bytes);
  CHECK(from_hex("") == Bytes{});
  CHECK(from_base64("") == Bytes{});
  CHECK_FALSE(from_hex("abc"));
  CHECK_FALSE(from_hex("zz"));
  CHECK_FALSE(from_base64("AAH+/w"));
  CHECK_FALSE(from_base64("AA H+/w=="));
}

TEST_CASE("a password matches its own hash only") {
  const auto stored = password_hash("2468");
  CHECK(password_matches(stored, "2468"));
  CHECK_FALSE(password_matches(stored, "2469"));
  CHECK_FALSE(password_matches("not a hash", "2468"));
}
