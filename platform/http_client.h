// SPDX-License-Identifier: EUPL-1.2
// HTTPS to the receiver. Redirects are never followed; never falls back to plain HTTP.
// A client keeps its connection between requests. One thread at a time.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/core/bytes.h"
#include "app/core/result.h"

namespace talt::platform {

using Headers = std::vector<std::pair<std::string, std::string>>;  // names in lower case

struct HttpRequest {
  std::string method;
  std::string url;
  Headers headers;
  core::Bytes body;
};
struct HttpResponse {
  int status = 0;
  Headers headers;
  core::Bytes body;
};
const std::string* find_header(const Headers& headers, std::string_view name);

/// Certificates signed by the municipality's own CA are not checked for their dates: name and chain are. (A
/// kiosk's clock may say 1970.)
struct HttpTrust {
  std::string ca_pem;
};

enum class HttpFailure {
  Unreachable,
  BrokeOff,  // in mid-request, cut or too slow for its deadline: a smaller one may come through
  NotTrusted,
  TimedOut,  // nothing moved
  TooLarge   // the answer
};
struct HttpError {
  HttpFailure kind;
  std::string detail;
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  /// Any status is a success here; `bytes_max` bounds the answer's body.
  virtual std::variant<HttpResponse, HttpError> send(const HttpRequest& request, std::size_t bytes_max) = 0;
  /// From any thread: lets a request under way fail soon.
  virtual void cancel() = 0;
};

/// How long a request may take; one that crawls (under 20 bytes a second) ends earlier.
struct HttpPatience {
  long connect_ms = 15'000, request_ms = 120'000, crawl_s = 30;
};
core::Result<std::unique_ptr<HttpClient>> open_http_client(const HttpTrust& trust,
                                                           HttpPatience patience = {});

}  // namespace talt::platform
