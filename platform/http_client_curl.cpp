// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cctype>

#include "platform/http_client.h"
#include "platform/http_client_curl_loaded.h"

namespace talt::platform {

using core::Error;
using core::Result;

const std::string* find_header(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers)
    if (key == name) return &value;
  return nullptr;
}

namespace {

constexpr long slow_bytes_per_second = 20;
constexpr std::size_t header_bytes_max = 64 * 1024;

/// With the municipality's own CA the dates of certificates are not checked: a kiosk's clock may say 1970.
CURLcode ignore_dates(CURL*, void* context, void* loaded) {
  const auto& api = *static_cast<const LoadedCurl*>(loaded);
  api.set_rule_flags(api.ssl_rules(static_cast<SSL_CTX*>(context)), X509_V_FLAG_NO_CHECK_TIME);
  return CURLE_OK;
}

struct Exchange {
  HttpResponse response;
  std::size_t bytes_max = 0;
  std::size_t header_bytes = 0;
  bool too_large = false;
  const std::atomic<bool>* cancelled = nullptr;
};

std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* to) {
  auto& exchange = *static_cast<Exchange*>(to);
  if (exchange.response.body.size() + size > exchange.bytes_max) {
    exchange.too_large = true;
    return 0;
  }
  core::append(exchange.response.body, core::as_bytes({bytes, size}));
  return size;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  return text;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t size, void* to) {
  auto& exchange = *static_cast<Exchange*>(to);
  auto& headers = exchange.response.headers;
  exchange.header_bytes += size;
  if (exchange.header_bytes > header_bytes_max) {  // headers without end
    exchange.too_large = true;
    return 0;
  }
  const std::string_view line(bytes, size);
  if (line.starts_with("HTTP/")) headers.clear();  // an informational answer came before
  const auto colon = line.find(':');
  constexpr std::size_t headers_max = 100;
  if (colon != std::string_view::npos && headers.size() < headers_max) {
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    headers.emplace_back(std::move(name), trimmed(line.substr(colon + 1)));
  }
  return size;
}

int watch(void* of, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Exchange*>(of)->cancelled->load() ? 1 : 0;
}

/// A line that is slow may carry less in the same time; one that stands still carries nothing.
HttpFailure failure_of(CURLcode code, bool was_under_way, bool took_its_time) {
  switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
      return HttpFailure::Unreachable;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_ISSUER_ERROR:
      return HttpFailure::NotTrusted;
    case CURLE_OPERATION_TIMEDOUT:
      return was_under_way && took_its_time ? HttpFailure::BrokeOff : HttpFailure::TimedOut;
    default:
      return was_under_way ? HttpFailure::BrokeOff : HttpFailure::Unreachable;
  }
}

class CurlClient final : public HttpClient {
 public:
  CurlClient(const LoadedCurl& api, CURL* curl, HttpTrust trust, HttpPatience patience)
      : api_(api), curl_(curl), trust_(std::move(trust)), patience_(patience) {}
  ~CurlClient() override { api_.cleanup(curl_); }

  std::variant<HttpResponse, HttpError> send(const HttpRequest& request, std::size_t bytes_max) override {
    if (!request.url.starts_with("https://"))
      return HttpError{HttpFailure::NotTrusted, "the address is not https"};
    cancelled_.store(false);
    Exchange exchange;
    exchange.bytes_max = bytes_max;
    exchange.cancelled = &cancelled_;
    api_.reset(curl_);
    set_rules();
    char detail[CURL_ERROR_SIZE] = {};
    api_.setopt(curl_, CURLOPT_ERRORBUFFER, detail);
    curl_slist* lines = set_request(request, exchange);
    const CURLcode code = api_.perform(curl_);
    api_.slist_free_all(lines);
    if (exchange.too_large) return HttpError{HttpFailure::TooLarge, "the answer is too large"};
    if (code != CURLE_OK)
      return HttpError{failure_of(code, was_under_way(), took_its_time()),
                       detail[0] ? detail : api_.strerror(code)};
    long status = 0;
    api_.getinfo(curl_, CURLINFO_RESPONSE_CODE, &status);
    exchange.response.status = static_cast<int>(status);
    return std::move(exchange.response);
  }

  void cancel() override { cancelled_.store(true); }

 private:
  /// Of the last request: the connection stood, and it was being sent or answered.
  bool was_under_way() {
    curl_off_t began_us = 0;
    api_.getinfo(curl_, CURLINFO_PRETRANSFER_TIME_T, &began_us);
    return began_us > 0;
  }

  bool took_its_time() {
    curl_off_t took_us = 0;
    api_.getinfo(curl_, CURLINFO_TOTAL_TIME_T, &took_us);
    return took_us / 1000 >= patience_.request_ms * 9 / 10;  // clocks differ by a little
  }

  void set_rules() {
    curl_blob authority{trust_.ca_pem.data(), trust_.ca_pem.size(), CURL_BLOB_NOCOPY};
    api_.setopt(curl_, CURLOPT_CAINFO_BLOB, &authority);
    api_.setopt(curl_, CURLOPT_CAPATH, nullptr);  // the municipality's own CA and no other
    api_.setopt(curl_, CURLOPT_SSL_VERIFYPEER, 1L);
    api_.setopt(curl_, CURLOPT_SSL_VERIFYHOST, 2L);
    api_.setopt(curl_, CURLOPT_SSL_CTX_FUNCTION, ignore_dates);
    api_.setopt(curl_, CURLOPT_SSL_CTX_DATA, const_cast<LoadedCurl*>(&api_));
    api_.setopt(curl_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    api_.setopt(curl_, CURLOPT_FOLLOWLOCATION, 0L);
    api_.setopt(curl_, CURLOPT_PROTOCOLS_STR, "https");
    api_.setopt(curl_, CURLOPT_PROXY, "");
    api_.setopt(curl_, CURLOPT_NOSIGNAL, 1L);
    api_.setopt(curl_, CURLOPT_CONNECTTIMEOUT_MS, patience_.connect_ms);
    api_.setopt(curl_, CURLOPT_TIMEOUT_MS, patience_.request_ms);
    api_.setopt(curl_, CURLOPT_LOW_SPEED_LIMIT, slow_bytes_per_second);
    api_.setopt(curl_, CURLOPT_LOW_SPEED_TIME, patience_.crawl_s);
    api_.setopt(curl_, CURLOPT_TCP_KEEPALIVE, 1L);
    api_.setopt(curl_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  }

  curl_slist* set_request(const HttpRequest& request, Exchange& exchange) {
    api_.setopt(curl_, CURLOPT_URL, request.url.c_str());
    if (request.method == "POST" || request.method == "PUT") {
      api_.setopt(curl_, CURLOPT_POST, 1L);
      if (request.method == "PUT") api_.setopt(curl_, CURLOPT_CUSTOMREQUEST, "PUT");
      api_.setopt(curl_, CURLOPT_POSTFIELDS, reinterpret_cast<const char*>(request.body.data()));
      api_.setopt(curl_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    }
    curl_slist* lines = api_.slist_append(nullptr, "Expect:");  // no waiting for a 100
    lines = api_.slist_append(lines, "Accept:");
    for (const auto& [name, value] : request.headers)
      lines = api_.slist_append(lines, (name + ": " + value).c_str());
    api_.setopt(curl_, CURLOPT_HTTPHEADER, lines);
    api_.setopt(curl_, CURLOPT_WRITEFUNCTION, take_body);
    api_.setopt(curl_, CURLOPT_WRITEDATA, &exchange);
    api_.setopt(curl_, CURLOPT_HEADERFUNCTION, take_header);
    api_.setopt(curl_, CURLOPT_HEADERDATA, &exchange);
    api_.setopt(curl_, CURLOPT_XFERINFOFUNCTION, watch);
    api_.setopt(curl_, CURLOPT_XFERINFODATA, &exchange);
    api_.setopt(curl_, CURLOPT_NOPROGRESS, 0L);
    return lines;
  }

  const LoadedCurl& api_;
  CURL* curl_;
  HttpTrust trust_;
  HttpPatience patience_;
  std::atomic<bool> cancelled_{false};
};

}  // namespace

Result<std::unique_ptr<HttpClient>> open_http_client(const HttpTrust& trust, HttpPatience patience) {
  if (trust.ca_pem.empty())
    return Error{"cannot open a connection", "there is no certificate of the municipality's",
                 "enrol the device"};
  const auto loaded = load_curl();
  if (!loaded) return loaded.error();
  const LoadedCurl& api = **loaded;
  CURL* curl = api.init();
  if (curl == nullptr) return Error{"cannot open a connection", "libcurl does not start", ""};
  return std::unique_ptr<HttpClient>(new CurlClient(api, curl, trust, patience));
}

}  // namespace talt::platform
