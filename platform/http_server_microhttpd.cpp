// SPDX-License-Identifier: EUPL-1.2
// A pool of poll threads: with epoll and TLS four bytes burn a core (measured on 0.9.75). The library's
// time-out counts idleness only, so each request has a deadline of its own, looked at whenever something of
// it arrives.
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>

#include <algorithm>
#include <cctype>
#include <chrono>

#include "platform/http_server.h"

namespace talt::platform {

using core::Error;
using core::Result;

namespace {

constexpr unsigned idle_seconds_max = 30;

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

/// What is kept of a request while it arrives.
struct Arriving {
  ServedRequest request;
  std::size_t body_max = 0;
  std::int64_t deadline_ms = 0;
};

MHD_Result take_header(void* to, MHD_ValueKind, const char* name, const char* value) {
  auto& headers = *static_cast<Headers*>(to);
  std::string key(name);
  std::transform(key.begin(), key.end(), key.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  headers.emplace_back(std::move(key), value == nullptr ? "" : value);
  return MHD_YES;
}

MHD_Result answer_with(MHD_Connection* connection, const HttpResponse& response) {
  MHD_Response* out = MHD_create_response_from_buffer(
      response.body.size(), const_cast<std::uint8_t*>(response.body.data()), MHD_RESPMEM_MUST_COPY);
  if (out == nullptr) return MHD_NO;
  for (const auto& [name, value] : response.headers)
    MHD_add_response_header(out, name.c_str(), value.c_str());
  const MHD_Result queued = MHD_queue_response(connection, static_cast<unsigned>(response.status), out);
  MHD_destroy_response(out);
  return queued;
}

class MicroServer final : public HttpServer {
 public:
  MicroServer(const HttpServerOptions& options, HttpService service)
      : options_(options), service_(std::move(service)) {}
  ~MicroServer() override {
    if (daemon_ != nullptr) MHD_stop_daemon(daemon_);
  }

  Result<void> start() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(options_.port);
    if (inet_pton(AF_INET, options_.address.c_str(), &address.sin_addr) != 1)
      return Error{"cannot listen on " + options_.address, "it is not an address",
                   "use one such as 127.0.0.1 or 0.0.0.0"};
    daemon_ = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_TLS, options_.port,
                               nullptr, nullptr, &MicroServer::on_data, this, MHD_OPTION_SOCK_ADDR, &address,
                               MHD_OPTION_HTTPS_MEM_KEY, options_.key_pem.c_str(), MHD_OPTION_HTTPS_MEM_CERT,
                               options_.certificate_pem.c_str(), MHD_OPTION_THREAD_POOL_SIZE,
                               options_.threads, MHD_OPTION_CONNECTION_LIMIT, options_.connections_max,
                               MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds_max, MHD_OPTION_NOTIFY_COMPLETED,
                               &MicroServer::on_completed, this, MHD_OPTION_END);
    if (daemon_ == nullptr)
      return Error{"cannot listen on " + options_.address + ":" + std::to_string(options_.port),
                   "the port is taken, or the certificate and its key do not fit",
                   "name another port with --listen"};
    return {};
  }

  std::uint16_t port() const override {
    const auto* facts = MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_BIND_PORT);
    return facts == nullptr ? options_.port : facts->port;
  }

 private:
  static MHD_Result on_data(void* self, MHD_Connection* connection, const char* url, const char* method,
                            const char*, const char* body, std::size_t* body_size, void** kept) {
    return static_cast<MicroServer*>(self)->receive(connection, url, method, body, body_size, kept);
  }
  static void on_completed(void*, MHD_Connection*, void** kept, MHD_RequestTerminationCode) {
    delete static_cast<Arriving*>(*kept);
    *kept = nullptr;
  }

  MHD_Result receive(MHD_Connection* connection, const char* url, const char* method, const char* body,
                     std::size_t* body_size, void** kept) {
    auto* arriving = static_cast<Arriving*>(*kept);
    if (arriving == nullptr) return begin(connection, url, method, kept);
    if (now_ms() > arriving->deadline_ms) return MHD_NO;
    if (*body_size > 0) {
      if (arriving->request.body.size() + *body_size > arriving->body_max) return MHD_NO;
      core::append(arriving->request.body, core::as_bytes({body, *body_size}));
      *body_size = 0;
      return MHD_YES;
    }
    return answer_with(connection, service_.answer(arriving->request));
  }

  MHD_Result begin(MHD_Connection* connection, const char* url, const char* method, void** kept) {
    auto* arriving = new Arriving;
    *kept = arriving;
    arriving->deadline_ms = now_ms() + options_.request_ms_max;
    arriving->request.method = method;
    arriving->request.path = url;
    MHD_get_connection_values(connection, MHD_HEADER_KIND, take_header, &arriving->request.headers);
    const auto admitted = service_.admit(arriving->request);
    if (const auto* refused = std::get_if<HttpResponse>(&admitted)) return answer_with(connection, *refused);
    arriving->body_max = std::get<std::size_t>(admitted);
    if (const auto* length = find_header(arriving->request.headers, "content-length");
        length != nullptr &&
        (length->size() > 12 || std::strtoull(length->c_str(), nullptr, 10) > arriving->body_max)) {
      HttpResponse too_large{413, {{"content-type", "application/problem+json"}}, {}};
      core::append(too_large.body,
                   core::as_bytes(R"({"type":"about:blank","title":"The body is too large","status":413})"));
      return answer_with(connection, too_large);
    }
    return MHD_YES;
  }

  HttpServerOptions options_;
  HttpService service_;
  MHD_Daemon* daemon_ = nullptr;
};

}  // namespace

Result<std::unique_ptr<HttpServer>> open_http_server(const HttpServerOptions& options, HttpService service) {
  auto server = std::make_unique<MicroServer>(options, std::move(service));
  if (auto started = server->start(); !started) return started.error();
  return std::unique_ptr<HttpServer>(std::move(server));
}

}  // namespace talt::platform
