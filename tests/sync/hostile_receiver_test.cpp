// SPDX-License-Identifier: EUPL-1.2
// Over real TLS, everything that may answer where the receiver should: whatever it says, the journal is
// unchanged unless a receipt checks.
#include "sync/batch.h"
#include "sync/uploader.h"
#include "tests/doubles/scripted_server.h"
#include "tests/sync/journal_rig.h"

using namespace talt;
using namespace talt::sync;
using core::SyncTrouble;
using doubles::ScriptedAnswer;
using doubles::ScriptedServer;
using doubles::SeenRequest;

namespace {

constexpr int records = 6;

const platform::Certificate& authority() {
  static const auto made = platform::make_authority("Test kommun");
  return made.value();
}
const platform::Certificate& server_certificate() {
  static const auto made = platform::make_server_certificate(authority(), "127.0.0.1");
  return made.value();
}

std::string nonce_of(const SeenRequest& request) {
  const auto& input = request.headers.at("signature-input");
  const auto at = input.find("nonce=\"") + 7;
  return input.substr(at, input.find('"', at) - at);
}

std::string text(const core::Bytes& bytes) {
  return std::string(core::as_text(bytes));
}

/// A kiosk with six records that nobody has receipted, and what it would take for a receipt.
struct Kiosk : JournalRig {
  std::unique_ptr<Journal> journal = open();
  DeviceIdentity who;

  Kiosk() {
    for (int i = 0; i < records; ++i) append(*journal, "answer");
    who.device = identity().device;
    who.device_key = platform::signing_key_from_seed(platform::seed_of(device_key));
    who.receipt_key = receipt_key.public_key;
    who.ca_pem = authority().certificate_pem;
  }
  SyncOutcome attempt(const std::string& url, platform::HttpPatience patience = {}) {
    who.url = url;
    auto client = platform::open_http_client({who.ca_pem}, patience);
    REQUIRE(client);
    return Uploader(*journal, **client, who, random).attempt({});
  }
  StoredBatch batch() {
    auto next = journal->peek(1000, 1024 * 1024);
    REQUIRE(next);
    REQUIRE(*next);
    return std::move(**next);
  }
  Receipt good(const std::string& nonce) {
    const auto sent = batch();
    auto made = receipt(sent.run, records, sent.after);
    made.nonce = nonce;
    sign(made, receipt_key);
    return made;
  }
  bool is_untouched() {
    const auto status = journal->status();
    const auto next = batch();
    return status.pending == records && status.receipted == 0 && status.last_receipt_s == 0 &&
           status.current->pruned == 0 && next.first == 1 && next.frames.size() == records &&
           next.with_header;
  }
};

struct Body {
  const char* name;
  std::function<std::string(Kiosk&, const std::string& nonce)> make;
};

/// A good receipt with one thing wrong, signed again by the receiver unless the signature is what is wrong.
Body bent(const char* name, const std::function<void(Receipt&)>& bend) {
  return {name, [bend](Kiosk& kiosk, const std::string& nonce) {
            auto made = kiosk.good(nonce);
            bend(made);
            sign(made, kiosk.receipt_key);
            return text(encode(made));
          }};
}

const std::vector<Body>& bodies() {
  static const std::vector<Body> all = {
      {"nothing", [](Kiosk&, const std::string&) { return std::string(); }},
      {"a portal's page",
       [](Kiosk&, const std::string&) {
         return std::string("<html><body>Welcome! Log in to go on</body></html>");
       }},
      {"OK", [](Kiosk&, const std::string&) { return std::string("OK"); }},
      {"an empty object", [](Kiosk&, const std::string&) { return std::string("{}"); }},
      {"a problem of somebody's",
       [](Kiosk&, const std::string&) { return std::string(R"({"status":401,"title":"no","nonce":"aa"})"); }},
      {"a receipt cut in the middle",
       [](Kiosk& kiosk, const std::string& nonce) { return text(encode(kiosk.good(nonce))).substr(0, 90); }},
      {"a receipt with a byte more",
       [](Kiosk& kiosk, const std::string& nonce) { return text(encode(kiosk.good(nonce))) + "\1"; }},
      {"two receipts",
       [](Kiosk& kiosk, const std::string& nonce) {
         return text(encode(kiosk.good(nonce))) + text(encode(kiosk.good(nonce)));
       }},
      {"a receipt as text",
       [](Kiosk& kiosk, const std::string& nonce) { return platform::to_base64(encode(kiosk.good(nonce))); }},
      {"a receipt signed by the device",
       [](Kiosk& kiosk, const std::string& nonce) {
         auto made = kiosk.good(nonce);
         sign(made, kiosk.device_key);
         return text(encode(made));
       }},
      {"a receipt whose signature has one bit flipped",
       [](Kiosk& kiosk, const std::string& nonce) {
         auto made = kiosk.good(nonce);
         made.signature[20] ^= 1;
         return text(encode(made));
       }},
      {"a receipt with a number changed after signing",
       [](Kiosk& kiosk, const std::string& nonce) {
         auto made = kiosk.good(nonce);
         made.stable = 6;
         return text(encode(made));
       }},
      {"the receipt of an earlier request",
       [](Kiosk& kiosk, const std::string&) {
         return text(encode(kiosk.good("00112233445566778899aabbccddeeff")));
       }},
      bent("a receipt for another device", [](Receipt& receipt) { receipt.device[0] ^= 1; }),
      bent("a receipt for another run", [](Receipt& receipt) { receipt.run[0] ^= 1; }),
      bent("a receipt without a nonce", [](Receipt& receipt) { receipt.nonce.clear(); }),
      bent("a receipt with another head", [](Receipt& receipt) { receipt.head[0] ^= 1; }),
      bent("a receipt for fewer records with the last one's head",
           [](Receipt& receipt) { receipt.through = 3; }),
      bent("a receipt that is stable beyond itself", [](Receipt& receipt) { receipt.stable = 7; }),
      {"a body of two megabytes",
       [](Kiosk&, const std::string&) { return std::string(2 * 1024 * 1024, 'x'); }},
      {"an indefinite array", [](Kiosk&, const std::string&) { return std::string("\x9f\x01\x02\xff", 4); }},
      {"a count of 2^63",
       [](Kiosk&, const std::string&) { return std::string("\x9b\x80\0\0\0\0\0\0\0", 9); }},
  };
  return all;
}

const int statuses[] = {200, 201, 202, 206, 301, 302, 307, 400, 401, 403, 404, 405,
                        409, 413, 418, 421, 422, 429, 500, 502, 503, 504, 599};

}  // namespace

TEST_CASE("whatever status and body answer, the journal is unchanged unless a receipt checks") {
  Kiosk kiosk;
  int status = 0;
  const Body* body = nullptr;
  const ScriptedServer server(server_certificate(), [&](const SeenRequest& request, ScriptedAnswer& out) {
    const char* type = status == 200 ? "Content-Type: application/talt-receipt+cbor\r\n"
                                     : "Content-Type: application/problem+json\r\n";
    const std::string location = status / 100 == 3 ? "Location: /elsewhere\r\n" : "";
    return out.write(
        doubles::response(status, type + location, body ? body->make(kiosk, nonce_of(request)) : ""));
  });
  int cases = 0;
  for (const int each : statuses)
    for (const auto& one : bodies()) {
      status = each;
      body = &one;
      INFO(status << " with " << one.name);
      const auto outcome = kiosk.attempt(server.url());
      CHECK(outcome.trouble != SyncTrouble::None);
      CHECK(outcome.trouble != SyncTrouble::Refused);
      CHECK_FALSE(outcome.detail.empty());
      CHECK(kiosk.is_untouched());
      ++cases;
    }
  CHECK(cases >= 200);
  CHECK(server.requests() >= cases);

  const Body good{"a receipt",
                  [](Kiosk& of, const std::string& nonce) { return text(encode(of.good(nonce))); }};
  body = &good;
  for (const int each : {201, 202, 302, 500}) {  // even a receipt is none with another status
    status = each;
    CHECK(kiosk.attempt(server.url()).trouble != SyncTrouble::None);
    CHECK(kiosk.is_untouched());
  }
  status = 200;
  CHECK(kiosk.attempt(server.url()).trouble == SyncTrouble::None);
  CHECK(kiosk.journal->status().pending == 0);
}

TEST_CASE("answers that are not HTTP, or without end, end the attempt and change nothing") {
  Kiosk kiosk;
  struct Case {
    const char* name;
    std::function<bool(ScriptedAnswer&)> say;
  };
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const auto for_ever = [](ScriptedAnswer& out, std::string_view piece) {
    while (out.write(piece)) continue;
    return false;
  };
  const std::vector<Case> cases = {
      {"nothing at all", [](ScriptedAnswer&) { return false; }},
      {"half a status line", [](ScriptedAnswer& out) { return out.write("HTTP/1.1 2") && false; }},
      {"HTTP/0.9", [](ScriptedAnswer& out) { return out.write("<html>hello</html>") && false; }},
      {"another protocol", [](ScriptedAnswer& out) { return out.write("220 mail ready\r\n\r\n") && false; }},
      {"a header without end",
       [&](ScriptedAnswer& out) { return out.write(head + "X: ") && for_ever(out, std::string(1000, 'x')); }},
      {"headers without end",
       [&](ScriptedAnswer& out) {
         return out.write(head) && for_ever(out, "X-Header: " + std::string(200, 'x') + "\r\n");
       }},
      {"informational answers without end",
       [&](ScriptedAnswer& out) { return for_ever(out, "HTTP/1.1 102 Processing\r\n\r\n"); }},
      {"a body without end",
       [&](ScriptedAnswer& out) {
         return out.write(head + "\r\n") && for_ever(out, std::string(1000, 'x'));
       }},
      {"a body shorter than it says",
       [&](ScriptedAnswer& out) { return out.write(head + "Content-Length: 100\r\n\r\nshort") && false; }},
      {"two lengths",
       [&](ScriptedAnswer& out) {
         return out.write(head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxy") && false;
       }},
      {"a negative length",
       [&](ScriptedAnswer& out) { return out.write(head + "Content-Length: -1\r\n\r\nx") && false; }},
      {"chunks of nonsense",
       [&](ScriptedAnswer& out) {
         return out.write(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n") && false;
       }},
      {"a chunk of 2^64",
       [&](ScriptedAnswer& out) {
         return out.write(head + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n") && false;
       }},
      {"a compressed body that is none",
       [&](ScriptedAnswer& out) {
         return out.write(head + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc") && false;
       }},
      {"zeros in a header",
       [&](ScriptedAnswer& out) {
         return out.write(head + std::string("X: a\0b\r\nContent-Length: 0\r\n\r\n", 29)) && false;
       }},
      {"a byte now and then",
       [&](ScriptedAnswer& out) {
         for (std::size_t i = 0; out.write(head.substr(i % head.size(), 1)); ++i)
           std::this_thread::sleep_for(std::chrono::milliseconds(50));
         return false;
       }},
  };
  const Case* now = nullptr;
  const ScriptedServer server(server_certificate(),
                              [&](const SeenRequest&, ScriptedAnswer& out) { return now->say(out); });
  for (const auto& one : cases) {
    INFO(one.name);
    now = &one;
    const int before = server.requests();
    const auto outcome = kiosk.attempt(server.url(), {1000, 1500, 1});
    CHECK(outcome.trouble != SyncTrouble::None);
    CHECK(server.requests() > before);
    CHECK(kiosk.is_untouched());
  }
}

TEST_CASE("only the municipality's own authority vouches for the receiver, whatever the dates") {
  Kiosk kiosk;
  constexpr long year = 365 * 24 * 3600;
  const auto other = platform::make_authority("Test kommun");
  const auto foreign = platform::make_server_certificate(*other, "127.0.0.1");
  const auto misnamed = platform::make_server_certificate(authority(), "another.example");
  REQUIRE(foreign);
  REQUIRE(misnamed);
  struct Case {
    const char* name;
    platform::Certificate certificate;
    bool is_trusted;
  };
  const Case cases[] = {
      {"the receiver's", server_certificate(), true},
      {"expired", doubles::with_dates(server_certificate(), authority(), -2 * year, -year), true},
      {"not valid yet", doubles::with_dates(server_certificate(), authority(), year, 2 * year), true},
      {"another authority's of the same name", *foreign, false},
      {"another authority's, expired", doubles::with_dates(*foreign, *other, -2 * year, -year), false},
      {"signed by nobody", *other, false},
      {"for another host", *misnamed, false},
      {"for another host, expired", doubles::with_dates(*misnamed, authority(), -2 * year, -year), false},
      {"the authority itself as a server", authority(), false},
  };
  for (const auto& one : cases) {
    INFO(one.name);
    const ScriptedServer server(one.certificate, [&](const SeenRequest&, ScriptedAnswer& out) {
      return out.write(doubles::response(503, "Retry-After: 60\r\n", ""));
    });
    const auto outcome = kiosk.attempt(server.url());
    CHECK(outcome.trouble == (one.is_trusted ? SyncTrouble::Busy : SyncTrouble::NotTheReceiver));
    CHECK(server.requests() == (one.is_trusted ? 1 : 0));  // nobody else sees a single record
    CHECK(kiosk.is_untouched());
  }
}

TEST_CASE("a receiver that is too busy is left alone for as long as it asks, within bounds") {
  Kiosk kiosk;
  std::string headers;
  int status = 0;
  const ScriptedServer server(server_certificate(), [&](const SeenRequest&, ScriptedAnswer& out) {
    return out.write(doubles::response(status, headers, ""));
  });
  const std::string now = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
  struct Case {
    std::string headers;
    std::optional<std::int64_t> wait_ms;
  };
  const std::vector<Case> cases = {
      {"", std::nullopt},
      {"Retry-After: 60\r\n", 60'000},
      {"Retry-After: 0\r\n", 5'000},
      {"Retry-After: -120\r\n", 5'000},
      {"Retry-After: 315360000\r\n", 6 * 3600 * 1000},
      {"Retry-After: 99999999999999999999999\r\n", 6 * 3600 * 1000},
      {"Retry-After: 10 years\r\n", std::nullopt},
      {"Retry-After: \r\n", std::nullopt},
      {"Retry-After: 6e1\r\n", std::nullopt},
      {now + "Retry-After: Sun, 06 Nov 1994 08:51:37 GMT\r\n", 120'000},
      {now + "Retry-After: Sun, 06 Nov 1994 07:00:00 GMT\r\n", 5'000},
      {now + "Retry-After: Sat, 06 Nov 2094 08:49:37 GMT\r\n", 6 * 3600 * 1000},
      {"Retry-After: Sun, 06 Nov 1994 08:51:37 GMT\r\n",
       std::nullopt},  // no Date: a kiosk's clock is no help
      {now + "Retry-After: tomorrow\r\n", std::nullopt},
  };
  for (const int each : {429, 503})
    for (const auto& one : cases) {
      status = each;
      headers = one.headers;
      INFO(status << " " << headers);
      const auto outcome = kiosk.attempt(server.url());
      CHECK(outcome.trouble == SyncTrouble::Busy);
      CHECK(outcome.wait_ms == one.wait_ms);
      CHECK(kiosk.is_untouched());
    }
}

TEST_CASE("a refusal counts only where the receiver signed it over this request") {
  Kiosk kiosk;
  std::function<Problem(const std::string& nonce)> refusal;
  int status = 403;
  const ScriptedServer server(server_certificate(), [&](const SeenRequest& request, ScriptedAnswer& out) {
    return out.write(doubles::response(status, "Content-Type: application/problem+json\r\n",
                                       encode(refusal(nonce_of(request)))));
  });
  const auto signed_by = [](const platform::SigningKey& key, int said, const std::string& nonce) {
    Problem problem{said, "about:blank", "The device was revoked", "", nonce, {}};
    sign(problem, key);
    return problem;
  };
  const auto trouble = [&] {
    const auto outcome = kiosk.attempt(server.url());
    CHECK(kiosk.is_untouched());
    CHECK(outcome.wait_ms.has_value() == (outcome.trouble == SyncTrouble::Refused));
    return outcome.trouble;
  };
  for (const int each : {401, 403}) {
    status = each;
    refusal = [&](const std::string& nonce) { return signed_by(kiosk.receipt_key, status, nonce); };
    CHECK(trouble() == SyncTrouble::Refused);
    refusal = [&](const std::string& nonce) { return signed_by(kiosk.device_key, status, nonce); };
    CHECK(trouble() == SyncTrouble::NotTheReceiver);
    refusal = [&](const std::string&) { return signed_by(kiosk.receipt_key, status, "aabb"); };
    CHECK(trouble() == SyncTrouble::NotTheReceiver);
    refusal = [&](const std::string& nonce) { return signed_by(kiosk.receipt_key, 404, nonce); };
    CHECK(trouble() == SyncTrouble::NotTheReceiver);
    refusal = [&](const std::string& nonce) {
      auto unsigned_one = signed_by(kiosk.receipt_key, status, nonce);
      unsigned_one.signature.reset();
      return unsigned_one;
    };
    CHECK(trouble() == SyncTrouble::NotTheReceiver);
  }
}
