// SPDX-License-Identifier: EUPL-1.2
// HTTPS in (TLS 1.2 and 1.3). A pool of threads; a deadline of our own for each request, whatever arrives
// meanwhile. What is too large, or too much at once, is refused with a problem document (RFC 9457).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/core/bytes.h"
#include "app/core/result.h"
#include "platform/http_client.h"

namespace talt::platform {

struct ServedRequest {
  std::string method;
  std::string path;
  Headers headers;
  core::Bytes body;
};

/// Both are called from several threads at once.
struct HttpService {
  /// Sees method, path and headers before the body is read: an answer here refuses the body unread. Else the
  /// largest body that will be taken.
  std::function<std::variant<HttpResponse, std::size_t>(const ServedRequest& head)> admit;
  std::function<HttpResponse(const ServedRequest& request)> answer;
};

struct HttpServerOptions {
  std::string address = "127.0.0.1";  // or an IPv6 address
  std::uint16_t port = 8443;          // 0 = any free one, told by port()
  std::string certificate_pem;
  std::string key_pem;
  unsigned threads = 16;  // each may wait for the database
  unsigned connections_max = 1000;
  std::int64_t request_ms_max = 60'000;              // for the headers to arrive, and then again for the body
  std::size_t bodies_bytes_max = 256 * 1024 * 1024;  // of all requests together, while they arrive
};

class HttpServer {
 public:
  virtual ~HttpServer() = default;  // finishes what is being answered, then stops
  virtual std::uint16_t port() const = 0;
};

core::Result<std::unique_ptr<HttpServer>> open_http_server(const HttpServerOptions& options,
                                                           HttpService service);

}  // namespace talt::platform
