// SPDX-License-Identifier: EUPL-1.2
#include "sync/batch.h"

#include <catch2/catch.hpp>

#include "tests/doubles/counting_random.h"
#include "tests/doubles/crypto_started.h"

using namespace talt;
using namespace talt::sync;

namespace {

const std::string path = "/v1/devices/00/runs/00/batches";
const std::string nonce = "00112233";

struct Keys {
  doubles::CountingRandom random;
  platform::SigningKey device = platform::make_signing_key(random);
  platform::SigningKey receiver = platform::make_signing_key(random);
};

LossStatement loss_by(const platform::SigningKey& key) {
  LossStatement loss{{}, {}, 5, 9, {}, {}};
  loss.after.fill(7);
  sign(loss, key);
  return loss;
}

platform::HttpRequest request_by(const platform::SigningKey& key, const std::string& hole = "") {
  platform::HttpRequest request{"POST", "https://receiver.example" + path, {}, {1, 2, 3}};
  request.headers = {{"content-type", "application/cbor-seq"},
                     {"talt-batch", encode_batch_field({10, {}, 1, {}})},
                     {"talt-receiver", "aa"}};
  if (!hole.empty()) request.headers.emplace_back("talt-hole", hole);
  sign_request(request, path, key, nonce);
  return request;
}

bool is_taken(const platform::HttpRequest& request, const platform::PublicKey& key) {
  return verify_request(request.method, path, request.headers, request.body, key).ok();
}

std::string& header(platform::HttpRequest& request, const std::string& name) {
  for (auto& [key, value] : request.headers)
    if (key == name) return value;
  FAIL("no such header");
  return request.headers.front().second;
}

}  // namespace

TEST_CASE("a signed batch is taken, and one of another key, path, body or field is not") {
  Keys keys;
  const auto good = request_by(keys.device);
  CHECK(is_taken(good, keys.device.public_key));
  CHECK_FALSE(is_taken(good, keys.receiver.public_key));
  CHECK_FALSE(verify_request("PUT", path, good.headers, good.body, keys.device.public_key));
  CHECK_FALSE(verify_request("POST", path + "x", good.headers, good.body, keys.device.public_key));
  for (const char* name :
       {"content-type", "talt-batch", "talt-receiver", "content-digest", "signature-input"}) {
    auto bent = good;
    header(bent, name) += "0";
    CHECK_FALSE(is_taken(bent, keys.device.public_key));
  }
  auto bent = good;
  bent.body.push_back(4);
  CHECK_FALSE(is_taken(bent, keys.device.public_key));
}

TEST_CASE("the signature covers Talt-Hole: it can be neither changed, nor taken away, nor added") {
  Keys keys;
  const auto hole = encode_hole_field(loss_by(keys.device));
  const auto with = request_by(keys.device, hole);
  CHECK(is_taken(with, keys.device.public_key));
  CHECK(header(const_cast<platform::HttpRequest&>(with), "signature-input").find("\"talt-hole\"") !=
        std::string::npos);
  auto changed = with;
  header(changed, "talt-hole") += " ";
  CHECK_FALSE(is_taken(changed, keys.device.public_key));
  auto removed = with;
  std::erase_if(removed.headers, [](const auto& field) { return field.first == "talt-hole"; });
  CHECK_FALSE(is_taken(removed, keys.device.public_key));
  auto added = request_by(keys.device);
  added.headers.emplace_back("talt-hole", hole);
  CHECK_FALSE(is_taken(added, keys.device.public_key));
}

TEST_CASE("a statement of loss and a receipt come back from Talt-Hole as they were signed") {
  Keys keys;
  const auto loss = loss_by(keys.device);
  const auto field = encode_hole_field(loss);
  CHECK(field.starts_with("loss=:"));
  const auto back = decode_hole_field(field);
  REQUIRE(back);
  const auto* stated = std::get_if<LossStatement>(&*back);
  REQUIRE(stated != nullptr);
  CHECK(stated->from == 5);
  CHECK(end_of(*back) == 9);
  CHECK(head_after(*back) == loss.after);
  CHECK(is_signed_by(*stated, keys.device.public_key));
  CHECK_FALSE(is_signed_by(*stated, keys.receiver.public_key));

  Receipt receipt;
  receipt.through = 9;
  receipt.head.fill(3);
  sign(receipt, keys.receiver);
  const auto given = decode_hole_field(encode_hole_field(receipt));
  REQUIRE(given);
  REQUIRE(std::holds_alternative<Receipt>(*given));
  CHECK(is_signed_by(std::get<Receipt>(*given), keys.receiver.public_key));
  CHECK(end_of(*given) == 9);
}

TEST_CASE("a Talt-Hole of another form, and a loss that ends before it begins, are refused") {
  Keys keys;
  const auto field = encode_hole_field(loss_by(keys.device));
  for (std::size_t size = 0; size < field.size(); ++size)
    CHECK_FALSE(decode_hole_field(field.substr(0, size)));
  CHECK_FALSE(decode_hole_field(field + ", " + field));
  CHECK_FALSE(decode_hole_field("receipt" + field.substr(4)));
  CHECK_FALSE(decode_hole_field("loss=:" + std::string(5000, 'A') + ":"));
  auto backwards = loss_by(keys.device);
  backwards.from = 10;
  CHECK_FALSE(decode_hole_field(encode_hole_field(backwards)));
  backwards.from = 0;
  CHECK_FALSE(decode_hole_field(encode_hole_field(backwards)));
}

TEST_CASE("a batch field that is not exactly of our form is refused") {
  const auto field = encode_batch_field({3, {}, 2, {}});
  const auto back = decode_batch_field(field);
  REQUIRE(back);
  CHECK(back->first == 3);
  CHECK(back->count == 2);
  for (std::size_t size = 0; size < field.size(); ++size)
    CHECK_FALSE(decode_batch_field(std::string_view(field).substr(0, size)));
  CHECK_FALSE(decode_batch_field(field + ", x=1"));
  CHECK_FALSE(decode_batch_field(encode_batch_field({0, {}, 2, {}})));
  CHECK_FALSE(decode_batch_field("count=1, " + field));
}
