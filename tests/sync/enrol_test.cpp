// SPDX-License-Identifier: EUPL-1.2
// A kiosk that enrols, with whatever may answer.
#include "sync/enrol.h"

#include <fstream>
#include <set>

#include "sync/device_identity.h"
#include "sync/receipt.h"
#include "tests/doubles/scripted_server.h"
#include "tests/sync/journal_rig.h"

using namespace talt;
using namespace talt::sync;
using doubles::ScriptedAnswer;
using doubles::ScriptedServer;
using doubles::SeenRequest;

namespace {

const platform::Certificate& authority() {
  static const auto made = platform::make_authority("Test kommun");
  return made.value();
}

struct Town {
  doubles::CountingRandom random;
  doubles::TemporaryFolder folder;
  platform::SigningKey municipality = platform::make_signing_key(random);
  platform::SigningKey receipt = platform::make_signing_key(random);
  EnrolmentFile file;

  Town() {
    const auto vouched = [&](const char* purpose, core::Bytes bytes) {
      VouchedKey key{purpose, 1, std::move(bytes), {}};
      vouch(key, municipality);
      return key;
    };
    const auto& pem = authority().certificate_pem;
    const auto digest = platform::sha256(core::as_bytes(pem));
    file = {"Test kommun",
            "Torget 1",
            "https://127.0.0.1:1",
            {},
            core::Bytes(16, 0x5a),
            municipality.public_key,
            vouched("receipt", {receipt.public_key.begin(), receipt.public_key.end()}),
            {vouched("sealing", core::Bytes(32, 7))},
            vouched("ca", {digest.begin(), digest.end()}),
            pem};
    file.device.fill(0xd1);
  }
  EnrolmentAnswer answer_to(const std::string& body) const {
    const auto asked = decode_enrolment_request(core::as_bytes(body));
    REQUIRE(asked);
    CHECK(proves(*asked, file.code, receipt.public_key));
    EnrolmentAnswer answer{asked->device, asked->device_key, {}};
    sign(answer, receipt);
    return answer;
  }
  core::Result<platform::SigningKey> enrol(const ScriptedServer& server) {
    file.url = server.url();
    auto client = platform::open_http_client({file.ca_pem}, {1000, 2000, 1});
    REQUIRE(client);
    return exchange_keys(file, folder.path(), **client, random);
  }
};

platform::Certificate server_certificate() {
  return platform::make_server_certificate(authority(), "127.0.0.1").value();
}

std::string text(const core::Bytes& bytes) {
  return std::string(core::as_text(bytes));
}

using Answering = std::function<std::string(const Town&, const std::string& body)>;

Answering bent(const std::function<void(EnrolmentAnswer&)>& bend) {
  return [bend](const Town& town, const std::string& body) {
    auto answer = town.answer_to(body);
    bend(answer);
    sign(answer, town.receipt);
    return text(encode(answer));
  };
}

}  // namespace

TEST_CASE("no answer but the receiver's signed one enrols a kiosk, and the same key asks again") {
  Town town;
  const std::vector<std::pair<const char*, Answering>> bodies = {
      {"nothing", [](const Town&, const std::string&) { return std::string(); }},
      {"a portal's page", [](const Town&, const std::string&) { return std::string("<html>log in</html>"); }},
      {"a problem",
       [](const Town&, const std::string&) {
         return encode(
             Problem{403, "about:blank", "The enrolment is not taken", "the code was used", "", {}});
       }},
      {"half an answer",
       [](const Town& of, const std::string& body) {
         return text(encode(of.answer_to(body))).substr(0, 60);
       }},
      {"an answer and more",
       [](const Town& of, const std::string& body) { return text(encode(of.answer_to(body))) + "x"; }},
      {"the request itself", [](const Town&, const std::string& body) { return body; }},
      {"another device", bent([](EnrolmentAnswer& answer) { answer.device[0] ^= 1; })},
      {"another key", bent([](EnrolmentAnswer& answer) { answer.device_key[0] ^= 1; })},
      {"another signature",
       [](const Town& of, const std::string& body) {
         auto answer = of.answer_to(body);
         answer.signature[0] ^= 1;
         return text(encode(answer));
       }},
      {"a megabyte", [](const Town&, const std::string&) { return std::string(1024 * 1024, 'y'); }},
  };
  int status = 200;
  const Answering* now = nullptr;
  std::set<std::string> keys;
  const ScriptedServer server(server_certificate(), [&](const SeenRequest& request, ScriptedAnswer& out) {
    const auto asked = decode_enrolment_request(core::as_bytes(request.body));
    if (asked) keys.insert(platform::to_hex(asked->device_key));
    CHECK(request.body.find(text(town.file.code)) == std::string::npos);  // a proof travels, not the code
    return out.write(doubles::response(status, "", (*now)(town, request.body)));
  });
  for (const int each : {200, 201, 302, 400, 403, 404, 500, 503})
    for (const auto& [name, body] : bodies) {
      INFO(each << " with " << name);
      status = each;
      now = &body;
      const auto key = town.enrol(server);
      REQUIRE_FALSE(key);
      CHECK(key.error().text().starts_with("cannot enrol with https://"));
      CHECK_FALSE(is_enrolled(town.folder.path()));
    }
  CHECK(keys.size() == 1);
  const Answering good = bent([](EnrolmentAnswer&) {});
  now = &good;
  status = 200;
  const auto key = town.enrol(server);
  REQUIRE(key);
  CHECK(keys.count(platform::to_hex(key->public_key)) == 1);
}

TEST_CASE("an enrolment whose answer was lost is asked again with the same bytes") {
  Town town;
  std::vector<std::string> asked;
  const Answering good = bent([](EnrolmentAnswer&) {});
  const ScriptedServer server(server_certificate(), [&](const SeenRequest& request, ScriptedAnswer& out) {
    asked.push_back(request.body);
    return asked.size() > 2 && out.write(doubles::response(200, "", good(town, request.body)));
  });
  CHECK_FALSE(town.enrol(server));
  CHECK_FALSE(town.enrol(server));
  REQUIRE(town.enrol(server));
  REQUIRE(asked.size() >= 3);
  CHECK(asked[0] == asked[1]);
  CHECK(asked[1] == asked.back());
}

TEST_CASE("an impostor with another authority's certificate sees no request to enrol") {
  Town town;
  const auto other = platform::make_authority("Test kommun");
  const ScriptedServer server(
      platform::make_server_certificate(*other, "127.0.0.1").value(),
      [&](const SeenRequest&, ScriptedAnswer& out) { return out.write("HTTP/1.1 200 OK\r\n\r\n"); });
  CHECK_FALSE(town.enrol(server));
  CHECK(server.requests() == 0);
}

TEST_CASE("a code that was used is wiped, and its file says so") {
  Town town;
  const auto path = town.folder / "enrolment.toml";
  std::ofstream(path) << encode(town.file);
  std::ofstream(town.folder / "enrolling.key") << std::string(64, 'a');
  REQUIRE(wipe_enrolment(town.folder.path(), path));
  const auto left = platform::read_file(path, 4096);
  REQUIRE(left);
  CHECK(text(*left).find(platform::to_hex(town.file.code)) == std::string::npos);
  CHECK_FALSE(platform::exists(town.folder / "enrolling.key"));
  const auto again = decode_enrolment(text(*left), path);
  REQUIRE_FALSE(again);
  CHECK(again.error().why.find("used already") != std::string::npos);
}

TEST_CASE("an enrolment file with any byte changed is refused or means the same") {
  Town town;
  const auto whole = encode(town.file);
  REQUIRE(decode_enrolment(whole, "enrolment.toml"));
  for (std::size_t size = 0; size < whole.size(); size += 7)
    CHECK_FALSE(decode_enrolment(whole.substr(0, size), "enrolment.toml"));
  auto other_key = town.file;
  other_key.sealing[0].key[0] ^= 1;
  CHECK_FALSE(decode_enrolment(encode(other_key), "enrolment.toml"));
  auto other_certificate = town.file;
  other_certificate.ca_pem += "\n";
  CHECK_FALSE(decode_enrolment(encode(other_certificate), "enrolment.toml"));
  auto plain = town.file;
  plain.url = "http://127.0.0.1";
  CHECK_FALSE(decode_enrolment(encode(plain), "enrolment.toml"));
  auto moved = town.file;  // a key vouched for as a receipt key is no sealing key
  moved.sealing[0] = town.file.receipt;
  CHECK_FALSE(decode_enrolment(encode(moved), "enrolment.toml"));
}
