// SPDX-License-Identifier: EUPL-1.2
// The server against clients that keep to no rule, over real TLS.
#include <catch2/catch.hpp>

#include <atomic>
#include <future>
#include <thread>

#include "platform/certificates.h"
#include "platform/http_server.h"
#include "tests/doubles/loopback_feed.h"
#include "tests/doubles/relay.h"
#include "tests/platform/tls_socket.h"

using namespace talt;
using namespace talt::platform;
using tests::TlsSocket;

namespace {

constexpr std::size_t body_max = 100'000;

/// Refuses /refused before its body, answers everything else with the body's size.
struct Served {
  Certificate authority;
  std::atomic<int> answered{0};
  std::unique_ptr<HttpServer> server;

  explicit Served(const std::function<void(HttpServerOptions&)>& change = {},
                  const std::function<void()>& before_answering = {}) {
    authority = make_authority("Test").value();
    HttpServerOptions options;
    options.port = 0;
    options.threads = 4;
    if (change) change(options);
    const auto certificate = make_server_certificate(authority, options.address);
    REQUIRE(certificate);
    options.certificate_pem = certificate->certificate_pem;
    options.key_pem = certificate->key_pem;
    auto opened = open_http_server(
        options, {[](const ServedRequest& head) -> std::variant<HttpResponse, std::size_t> {
                    if (head.path == "/refused")
                      return HttpResponse{401, {{"content-type", "application/problem+json"}}, {'n', 'o'}};
                    return body_max;
                  },
                  [this, before_answering](const ServedRequest& request) {
                    if (before_answering) before_answering();
                    ++answered;
                    const auto size = std::to_string(request.body.size());
                    return HttpResponse{200, {}, core::Bytes(size.begin(), size.end())};
                  }});
    INFO((opened ? "" : opened.error().text()));
    REQUIRE(opened);
    server = std::move(*opened);
  }
  std::uint16_t port() const { return server->port(); }

  /// What comes back for these bytes, until the server closes.
  std::string told(const std::string& bytes) {
    TlsSocket socket(port());
    REQUIRE(socket.shake_hands());
    socket.say(bytes);
    return socket.hear();
  }
  bool lives() {
    return told("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").starts_with("HTTP/1.1 200");
  }
};

bool has_problem(const std::string& answer, const std::string& status) {
  return answer.starts_with("HTTP/1.1 " + status) &&
         answer.find("application/problem+json") != std::string::npos &&
         answer.find("\"status\":" + status) != std::string::npos;
}

std::string chunked(std::size_t chunks, std::size_t size) {
  std::string out = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
  char head[16];
  snprintf(head, sizeof head, "%zx\r\n", size);
  for (std::size_t i = 0; i < chunks; ++i) out += head + std::string(size, 'x') + "\r\n";
  return out + "0\r\n\r\n";
}

}  // namespace

TEST_CASE("a body that comes in chunks is one body, up to the limit", "[http]") {
  Served served;
  CHECK(served.told(chunked(10, 10'000)).ends_with("\r\n\r\n100000"));
  CHECK(has_problem(served.told(chunked(10, 10'001)), "413"));
  CHECK(has_problem(served.told(chunked(50, 60'000)), "413"));
  CHECK(served.answered == 1);
}

TEST_CASE("a body whose length is beyond the limit is refused before it comes", "[http]") {
  Served served;
  for (const char* length : {"100001", "99999999999", "999999999999999999"}) {
    INFO(length);
    CHECK(has_problem(
        served.told("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::string(length) + "\r\n\r\n"),
        "413"));
  }
  CHECK(served.answered == 0);
}

TEST_CASE("a refusal arrives although the sender does not stop sending", "[http]") {
  Served served;
  const std::string rest(90'000, 'x');
  for (int tries = 0; tries < 20; ++tries) {
    TlsSocket socket(served.port());
    REQUIRE(socket.shake_hands());
    socket.say("POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n" + rest.substr(0, 50'000));
    socket.say(rest.substr(50'000));
    CHECK(socket.hear().starts_with("HTTP/1.1 401"));
  }
  CHECK(served.answered == 0);
}

TEST_CASE("a refusal does not wait for the body", "[http]") {
  Served served;
  CHECK(served.told("POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n")
            .starts_with("HTTP/1.1 401"));
}

TEST_CASE("who asks first is told to go on, or refused without a body", "[http]") {
  Served served;
  TlsSocket socket(served.port());
  REQUIRE(socket.shake_hands());
  socket.say(
      "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  CHECK(socket.hear("\r\n\r\n").starts_with("HTTP/1.1 100"));
  socket.say("abc");
  CHECK(socket.hear().ends_with("\r\n\r\n3"));
  for (const char* path : {"/refused", "/"}) {
    const auto refused =
        served.told("POST " + std::string(path) +
                    " HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\nExpect: 100-continue\r\n\r\n");
    CHECK((refused.starts_with("HTTP/1.1 401") || refused.starts_with("HTTP/1.1 413")));
  }
}

TEST_CASE("garbage, monstrous headers and other protocols do no harm", "[http]") {
  Served served([](auto& options) { options.request_ms_max = 1000; });  // for what only looks unfinished
  std::string noise;
  for (int i = 0; i < 3000; ++i) noise += static_cast<char>(i * 7919 % 251);
  for (const auto& bytes :
       {noise + "\r\n\r\n", std::string("\0\0\0\0\r\n\r\n", 8), std::string("GET\r\n\r\n"),
        "GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(200'000, 'y') + "\r\n\r\n",
        "GET /" + std::string(200'000, 'y') + " HTTP/1.1\r\nHost: x\r\n\r\n",
        std::string("GET / HTTP/9.9\r\n\r\n"),
        std::string("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"),
        std::string("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1x\r\n\r\n"),
        std::string("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        std::string("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")}) {
    const auto answer = served.told(bytes);
    INFO(bytes.substr(0, 60) << " -> " << answer.substr(0, 60));
    CHECK((answer.empty() || answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.0 4") ||
           answer.starts_with("HTTP/1.1 5")));
  }
  TlsSocket plain(served.port());
  plain.say_plainly("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(plain.is_closed());
  CHECK(served.answered == 0);
  CHECK(served.lives());
}

TEST_CASE("HTTP 1.0 is answered and its connection closed", "[http]") {
  Served served;
  const auto answer = served.told("POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nab");
  CHECK(answer.starts_with("HTTP/1."));
  CHECK(answer.ends_with("\r\n\r\n2"));
}

TEST_CASE("a slow client is cut off at the server's own deadline, wherever it dawdles", "[http]") {
  Served served([](auto& options) { options.request_ms_max = 200; });
  const auto dawdles = [&](const std::string& begin) {
    TlsSocket socket(served.port());
    REQUIRE(socket.shake_hands());
    if (!socket.say(begin)) return true;
    while (socket.say("x")) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return true;
  };
  CHECK(dawdles("G"));
  CHECK(dawdles("GET / HTTP/1.1\r\nHost: x\r\nX: "));
  CHECK(dawdles("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n"));
  TlsSocket silent(served.port());  // not even a handshake
  CHECK(silent.is_closed());
  TlsSocket half(served.port());
  half.say_plainly("\x16\x03\x01");
  CHECK(half.is_closed());
  CHECK(served.answered == 0);
  CHECK(served.lives());
}

TEST_CASE("bodies of many at once stay within the server's memory", "[http]") {
  Served served([](auto& options) { options.bodies_bytes_max = 150'000; });
  bool has_met = false;
  for (int attempt = 0; attempt < 50 && !has_met; ++attempt) {
    TlsSocket first(served.port());
    REQUIRE(first.shake_hands());
    first.say("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 90001\r\n\r\n" +
              std::string(90'000, 'x'));
    std::string second = "HTTP/1.1 200";
    for (int i = 0; i < 50 && second.starts_with("HTTP/1.1 200");
         ++i)  // until the first's part has been read
      second =
          served.told("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 90000\r\n\r\n" +
                      std::string(90'000, 'x'));
    if (second.starts_with("HTTP/1.1 200")) continue;  // it came first, and the other was refused
    has_met = true;
    CHECK(has_problem(second, "503"));
    CHECK(second.find("etry-") != std::string::npos);
    first.say("x");
    CHECK(first.hear().ends_with("90001"));
  }
  CHECK(has_met);
  CHECK(served.lives());
}

TEST_CASE("a kiosk reaches a server by its IPv6 address, and by no other name than its certificate's",
          "[http]") {
  Served served([](auto& options) { options.address = "::1"; });
  const auto client = open_http_client({served.authority.certificate_pem});
  REQUIRE(client);
  const auto port = std::to_string(served.port());
  const auto answer = (*client)->send({"POST", "https://[::1]:" + port + "/", {}, core::Bytes(5)}, 1000);
  REQUIRE(std::holds_alternative<HttpResponse>(answer));
  CHECK(std::get<HttpResponse>(answer).body == core::Bytes{'5'});
}

TEST_CASE("a request that breaks off on its way is told apart from a server that is away", "[http]") {
  Served served;
  doubles::Relay line(served.port(), 60'000);
  const auto client = open_http_client({served.authority.certificate_pem});
  REQUIRE(client);
  const auto send = [&](std::size_t size) {
    const auto url = "https://127.0.0.1:" + std::to_string(line.port()) + "/";
    return (*client)->send({"POST", url, {}, core::Bytes(size)}, 1000);
  };
  const auto failure_of = [](const auto& answer) {
    REQUIRE(std::holds_alternative<HttpError>(answer));
    return std::get<HttpError>(answer).kind;
  };
  CHECK(failure_of(send(90'000)) == HttpFailure::BrokeOff);
  CHECK(std::holds_alternative<HttpResponse>(send(20'000)));
  CHECK(failure_of((*client)->send(
            {"POST", "https://127.0.0.1:" + std::to_string(doubles::free_port()) + "/", {}, core::Bytes(5)},
            1000)) == HttpFailure::Unreachable);
}

TEST_CASE("a request that is too slow for its deadline is told apart from a line that stands still",
          "[http]") {
  std::promise<void> released;
  const auto held = released.get_future().share();
  Served served({}, [held] { held.wait(); });
  const auto failure_with = [&](HttpPatience patience) {
    const auto client = open_http_client({served.authority.certificate_pem}, patience);
    REQUIRE(client);
    const auto url = "https://127.0.0.1:" + std::to_string(served.port()) + "/";
    const auto answer = (*client)->send({"POST", url, {}, core::Bytes(5)}, 1000);
    REQUIRE(std::holds_alternative<HttpError>(answer));
    return std::get<HttpError>(answer).kind;
  };
  CHECK(failure_with({.connect_ms = 15'000, .request_ms = 300, .crawl_s = 30}) == HttpFailure::BrokeOff);
  CHECK(failure_with({.connect_ms = 15'000, .request_ms = 60'000, .crawl_s = 1}) == HttpFailure::TimedOut);
  released.set_value();
}

TEST_CASE("an address that is none is told as such", "[http]") {
  HttpServerOptions options;
  options.address = "localhost";
  const auto opened = open_http_server(options, {});
  REQUIRE_FALSE(opened);
  CHECK(opened.error().text().find("localhost") != std::string::npos);
}
