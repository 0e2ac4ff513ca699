// SPDX-License-Identifier: EUPL-1.2
// The test vectors beside sync/README.md: what the code makes today must be what stands there. After a change
// of a format that is meant, TALT_WRITE_VECTORS=1 writes them anew. vectors.py checks them without any of
// this code.
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/core/clear_header.h"
#include "app/core/record.h"
#include "app/core/shown_order.h"
#include "sync/attachment_piece.h"
#include "sync/attachment_receipt.h"
#include "sync/batch.h"
#include "sync/enrolment.h"
#include "tests/doubles/counting_random.h"
#include "tests/doubles/crypto_started.h"
#include "tests/doubles/square.h"
#include "tests/paths.h"

#include <catch2/catch.hpp>

using namespace talt;
using namespace talt::sync;
using Json = nlohmann::ordered_json;
using platform::to_hex;

namespace {

struct Keys {
  doubles::CountingRandom random;
  platform::SigningKey device = platform::make_signing_key(random);
  platform::SigningKey receipt = platform::make_signing_key(random);
  platform::SigningKey municipality = platform::make_signing_key(random);
  DeviceId device_id{};
  RunId run{};
  Keys() {
    random.fill(device_id);
    random.fill(run);
  }
};

void check(const std::string& name, const Json& made) {
  const auto path = tests::source_folder() / "sync/vectors" / (name + ".json");
  const auto text = made.dump(1) + "\n";
  if (std::getenv("TALT_WRITE_VECTORS") != nullptr) std::ofstream(path) << text;
  std::ifstream in(path);
  std::stringstream stands;
  stands << in.rdbuf();
  CHECK(stands.str() == text);
}

core::Bytes record_bytes(const core::Record& record) {
  const auto made = core::encode(record, doubles::square());
  REQUIRE(made);
  return *made;
}

core::AnswerRecord answer_to(std::size_t question, core::Answer answer) {
  return {{1, 2, 3, 4, 5, 6, 7, 8},   question, std::move(answer), 1, core::Given::Assisted,
          1'790'000'000 / 3600 * 3600};
}

/// A name, and the plain text before it is sealed.
std::vector<std::pair<std::string, core::Bytes>> plain_records() {
  const core::VisitId visit{1, 2, 3, 4, 5, 6, 7, 8};
  const core::Pin pin{59.338, 18.07, 1, std::nullopt, "här"};
  return {
      {"visit begins", record_bytes(core::VisitBegin{visit, 1, core::Given::Self, 0})},
      {"dots 2 1 0 0", record_bytes(answer_to(0, core::DotsAnswer{{2, 1, 0, 0}}))},
      {"dots skipped", record_bytes(answer_to(0, core::Skipped{}))},
      {"choice of the second", record_bytes(answer_to(1, core::ChoiceAnswer{{false, true, false}}))},
      {"scale, step 4", record_bytes(answer_to(2, core::ScaleAnswer{4}))},
      {"text", record_bytes(answer_to(3, core::TextAnswer{"Mer ljus vid bäcken"}))},
      {"one pin", record_bytes(answer_to(4, core::PinAnswer{{pin}}))},
      {"visit ends", record_bytes(core::VisitEnd{visit, core::Ending::Done, 5})},
      {"answer voided", record_bytes(core::VoidRecord{visit, 0, core::VoidReason::Changed})},
      {"visit voided", record_bytes(core::VoidRecord{visit, std::nullopt, core::VoidReason::Test})},
      {"dialogue piece", record_bytes(core::DialoguePiece{{}, 0, 1, {'i', 'd'}})},
      {"clock", record_bytes(core::ClockRecord{{}, 1234, 1'790'000'000'000, core::ClockSource::Network})},
      {"shift note", record_bytes(core::ShiftNote{3600, "regn", "marknad", "två", ""})},
      {"poster", record_bytes(core::PosterRecord{visit, 0, {7, 0, 300, 2}, 12, 3600})},
      {"day ended", record_bytes(core::HostRecord{core::HostAct::EndDay, 3600})},
  };
}

RunHeader header_of(Keys& keys, const platform::Secret& run_key) {
  RunHeader header;
  header.device = keys.device_id;
  header.run = keys.run;
  header.device_key = keys.device.public_key;
  header.commitment = platform::commitment(run_key, "commit");
  header.run_key = {
      {{}, core::Bytes(80, 0xee)}};  // a sealed box differs each time: its place is what counts here
  header.previous_last = 41;
  header.previous_head.fill(9);
  header.previous_run.fill(8);
  header.first = 42;
  return header;
}

platform::Secret run_key_of(Keys& keys) {
  platform::Secret key(32);
  keys.random.fill(key.bytes());
  return key;
}

}  // namespace

TEST_CASE("the vectors of records are what the code makes") {
  Json made = Json::array();
  for (const auto& [name, plain] : plain_records())
    made.push_back({{"name", name}, {"plain", to_hex(plain)}});
  check("records", made);
}

TEST_CASE("the vectors of sealing and the chain are what the code makes") {
  Keys keys;
  const auto run_key = run_key_of(keys);
  const auto header = encode(header_of(keys, run_key));
  Json made{{"device", to_hex(keys.device_id)},
            {"run", to_hex(keys.run)},
            {"run_key", to_hex(run_key.view())},
            {"header", to_hex(header)},
            {"first", 42},
            {"head_before", to_hex(first_head(header))},
            {"records", Json::array()}};
  Sealer sealer(run_key.copy(), keys.device_id, keys.run, 42);
  Head head = first_head(header);
  std::uint64_t number = 42;
  for (const auto& [name, plain] : plain_records()) {
    const auto frame = sealer.seal(number, core::Bytes{0xa0}, plain);
    REQUIRE(frame);
    head = next_head(head, *frame);
    made["records"].push_back(
        {{"number", number++}, {"plain", to_hex(plain)}, {"frame", to_hex(*frame)}, {"head", to_hex(head)}});
  }
  check("chain", made);
}

TEST_CASE("the vectors of requests are what the code makes") {
  Keys keys;
  const auto path = batch_path(keys.device_id, keys.run);
  LossStatement loss{keys.device_id, keys.run, 40, 41, {}, {}};
  loss.after.fill(5);
  sign(loss, keys.device);
  Json made = Json::array();
  for (const bool has_hole : {false, true}) {
    platform::HttpRequest request{
        "POST", "https://talt.are.example:8443" + path, {}, {0x82, 0xa0, 0x41, 0x07}};
    Head after = loss.after;
    after = next_head(after, request.body);
    request.headers = {{"content-type", "application/cbor-seq"},
                       {"talt-batch", encode_batch_field({42, loss.after, 1, after})},
                       {"talt-receiver", to_hex(keys.receipt.public_key)}};
    if (has_hole) request.headers.emplace_back("talt-hole", encode_hole_field(loss));
    sign_request(request, path, keys.device, "000102030405060708090a0b0c0d0e0f");
    const auto verified = verify_request("POST", path, request.headers, request.body, keys.device.public_key);
    REQUIRE(verified);
    Json headers = Json::object();
    for (const auto& [name, value] : request.headers) headers[name] = value;
    made.push_back({{"device_key", to_hex(keys.device.public_key)},
                    {"path", path},
                    {"headers", headers},
                    {"body", to_hex(request.body)},
                    {"signature_base", verified->signature_base}});
  }
  check("requests", made);
}

TEST_CASE("the vectors of receipts, refusals and losses are what the code makes") {
  Keys keys;
  Receipt receipt{keys.device_id, keys.run, 1000, {}, 900, 1'790'000'000, "00ff", "", {}};
  receipt.head.fill(3);
  receipt.attachments = {17, 14, 880, {{{}, 262'144}, {{}, 0}}};
  receipt.attachments.missing[0].name.fill(11);
  receipt.attachments.missing[1].name.fill(12);
  sign(receipt, keys.receipt);
  Problem refusal{403, "about:blank", "The device was revoked", "ask the municipality", "00ff", {}};
  sign(refusal, keys.receipt);
  LossStatement loss{keys.device_id, keys.run, 5, 9, {}, {}};
  loss.after.fill(7);
  sign(loss, keys.device);
  check("receipts", {{"receipt_key", to_hex(keys.receipt.public_key)},
                     {"device_key", to_hex(keys.device.public_key)},
                     {"receipt", to_hex(encode(receipt))},
                     {"refusal", encode(refusal)},
                     {"loss", to_hex(encode(loss))}});
}

TEST_CASE("the vectors of attachments on the wire are what the code makes") {
  Keys keys;
  core::NamedAttachment first{{}, 65'577}, second{{}, 2'097'696};
  first.name.fill(11);
  second.name.fill(12);
  AttachmentReceipt receipt{keys.device_id, first.name,    6,  65'577, false, false,
                            "00ff",         1'790'000'000, "", {}};
  sign(receipt, keys.receipt);
  const auto path = attachment_path(keys.device_id, first.name);
  platform::HttpRequest request{"PUT", "https://talt.are.example:8443" + path, {}, {1, 2, 3, 4}};
  request.headers = {{"content-type", "application/octet-stream"},
                     {"content-range", encode_content_range({2, 5, 65'577})},
                     {"talt-receiver", to_hex(keys.receipt.public_key)}};
  sign_piece(request, path, keys.device, "000102030405060708090a0b0c0d0e0f");
  const auto verified = verify_piece("PUT", path, request.headers, request.body, keys.device.public_key);
  REQUIRE(verified);
  Json headers = Json::object();
  for (const auto& [name, value] : request.headers) headers[name] = value;
  check("attachments", {{"clear_header", to_hex(core::encode_clear_header({first, second}))},
                        {"receipt_key", to_hex(keys.receipt.public_key)},
                        {"receipt", to_hex(encode(receipt))},
                        {"device_key", to_hex(keys.device.public_key)},
                        {"path", path},
                        {"headers", headers},
                        {"body", to_hex(request.body)},
                        {"signature_base", verified->signature_base}});
}

TEST_CASE("the vectors of enrolment are what the code makes") {
  Keys keys;
  const auto vouched = [&](const char* purpose, std::uint64_t number, core::ByteView bytes) {
    VouchedKey key{purpose, number, {bytes.begin(), bytes.end()}, {}};
    vouch(key, keys.municipality);
    return key;
  };
  EnrolmentFile file;
  file.device = keys.device_id;
  file.code = core::Bytes(16, 0x5a);
  file.municipality = keys.municipality.public_key;
  file.receipt = vouched("receipt", 1, keys.receipt.public_key);
  file.sealing = {vouched("sealing", 2, core::Bytes(32, 7))};
  file.ca_pem = "a certificate\n";
  file.ca = vouched("ca", 3, platform::sha256(core::as_bytes(file.ca_pem)));
  const auto request = make_enrolment_request(file, keys.device);
  EnrolmentAnswer answer{keys.device_id, keys.device.public_key, {}};
  sign(answer, keys.receipt);
  Json vouched_keys = Json::array();
  for (const auto& key : {file.receipt, file.sealing[0], file.ca})
    vouched_keys.push_back({{"purpose", key.purpose},
                            {"number", key.number},
                            {"key", to_hex(key.key)},
                            {"signature", to_hex(key.signature)}});
  check("enrolment", {{"municipality_key", to_hex(file.municipality)},
                      {"vouched", vouched_keys},
                      {"code", to_hex(file.code)},
                      {"receipt_key", to_hex(keys.receipt.public_key)},
                      {"request", to_hex(encode(request))},
                      {"answer", to_hex(encode(answer))},
                      {"fingerprint", fingerprint(keys.device.public_key)}});
}

TEST_CASE("the vectors of shown orders are what the code makes") {
  Json made = Json::array();
  for (const std::size_t question : {0, 1, 23})
    for (const std::size_t count : {2, 3, 4, 7, 12})
      for (const int last : {0, 8, 255}) {
        const core::VisitId visit{1, 2, 3, 4, 5, 6, 7, static_cast<std::uint8_t>(last)};
        made.push_back({{"visit", to_hex(visit)},
                        {"question", question},
                        {"count", count},
                        {"order", core::shown_order(visit, question, count)}});
      }
  check("shown_orders", made);
}

TEST_CASE("another program, in another language, reads the vectors the same way") {
  if (std::system("python3 -c '' >/dev/null 2>&1") != 0) {
    WARN("skipped: there is no python3");
    return;
  }
  const auto script = tests::source_folder() / "tests/sync/vectors.py";
  const auto command =
      "python3 '" + script.string() + "' '" + (tests::source_folder() / "sync/vectors").string() + "'";
  CHECK(std::system(command.c_str()) == 0);
}
