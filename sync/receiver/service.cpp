// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/service.h"

#include "app/core/limits.h"

namespace talt::receiver {

using platform::HttpResponse;
using platform::ServedRequest;

namespace {

constexpr std::size_t batch_body_max = core::batch_bytes_max + 2 * core::record_bytes_max;
constexpr std::size_t enrolment_body_max = 1024;
constexpr std::string_view enrolments_path = "/v1/enrolments";

struct BatchPath {
  sync::DeviceId device{};
  sync::RunId run{};
};

/// /v1/devices/{32 hex}/runs/{32 hex}/batches and nothing else.
std::optional<BatchPath> batch_path_of(const std::string& path) {
  constexpr std::string_view begin = "/v1/devices/", middle = "/runs/", end = "/batches";
  constexpr std::size_t id = 32;
  if (path.size() != begin.size() + id + middle.size() + id + end.size()) return std::nullopt;
  const auto device = platform::from_hex(std::string_view(path).substr(begin.size(), id));
  const auto run = platform::from_hex(std::string_view(path).substr(begin.size() + id + middle.size(), id));
  if (!device || !run) return std::nullopt;
  const BatchPath found{*platform::exactly<16>(*device), *platform::exactly<16>(*run)};
  return sync::batch_path(found.device, found.run) == path ? std::optional(found) : std::nullopt;
}

std::string header_of(const ServedRequest& request, std::string_view name) {
  const auto* value = platform::find_header(request.headers, name);
  return value == nullptr ? std::string() : *value;
}

/// The nonce of Signature-Input, for signing a refusal; empty where there is none.
std::string nonce_of(const ServedRequest& request) {
  const auto input = header_of(request, "signature-input");
  constexpr std::string_view begin = ";nonce=\"";
  const auto at = input.find(begin);
  if (at == std::string::npos) return {};
  const auto nonce = input.substr(at + begin.size(), input.find('"', at + begin.size()) - at - begin.size());
  return nonce.size() <= 64 && platform::from_hex(nonce) ? nonce : std::string();
}

}  // namespace

Service::Service(const Municipality& municipality, Ledger& ledger, std::function<std::int64_t()> wall_s)
    : municipality_(municipality), ledger_(ledger), wall_s_(std::move(wall_s)) {}

platform::HttpService Service::as_http() {
  return {[this](const ServedRequest& head) { return admit(head); },
          [this](const ServedRequest& request) { return answer(request); }};
}

HttpResponse Service::problem(int status, std::string title, std::string detail,
                              const ServedRequest& request) {
  sync::Problem out{status, "about:blank", std::move(title), std::move(detail), "", {}};
  if (status == 401 || status == 403) {
    out.nonce = nonce_of(request);
    if (!out.nonce.empty()) sync::sign(out, municipality_.receipt_key);
  }
  HttpResponse response{status, {{"content-type", "application/problem+json"}}, {}};
  core::append(response.body, core::as_bytes(sync::encode(out)));
  return response;
}

std::variant<HttpResponse, std::size_t> Service::admit(const ServedRequest& head) {
  const bool is_enrolment = head.path == enrolments_path;
  const auto path = batch_path_of(head.path);
  if (!is_enrolment && !path) return problem(404, "There is nothing here", "", head);
  if (head.method != "POST") {
    auto refused = problem(405, "Only POST is answered here", "", head);
    refused.headers.emplace_back("allow", "POST");
    return refused;
  }
  const auto type = header_of(head, "content-type");
  if (type != (is_enrolment ? "application/talt-enrolment+cbor" : "application/cbor-seq"))
    return problem(415, "The body is of another kind", "", head);
  if (is_enrolment) return enrolment_body_max;
  const std::lock_guard held(lock_);
  const auto device = ledger_.device(path->device);
  if (!device) return problem(503, "The receiver cannot reach its database", "", head);
  if (!*device || !(*device)->key) return problem(401, "This device is not enrolled here", "", head);
  return batch_body_max;
}

HttpResponse Service::answer(const ServedRequest& request) {
  return request.path == enrolments_path ? enrol(request) : take_batch(request);
}

HttpResponse Service::enrol(const ServedRequest& request) {
  const auto asked = sync::decode_enrolment_request(request.body);
  if (!asked) return problem(400, "The enrolment cannot be read", asked.error().text(), request);
  const std::lock_guard held(lock_);
  const auto device = ledger_.device(asked->device);
  if (!device) return problem(503, "The receiver cannot reach its database", "", request);
  if (!*device || !sync::proves(*asked, (*device)->code, municipality_.receipt_key.public_key))
    return problem(403, "The enrolment is not taken", "the code or the signature is wrong", request);
  const bool is_repeat = (*device)->key == asked->device_key;
  if ((*device)->key && !is_repeat)
    return problem(403, "The enrolment is not taken", "the code was used already", request);
  if (!is_repeat && (*device)->code_until_s < wall_s_())
    return problem(403, "The enrolment is not taken", "the code is older than seven days", request);
  if (auto done = ledger_.enrol(asked->device, asked->device_key); !done)
    return problem(503, "The receiver cannot reach its database", "", request);
  sync::EnrolmentAnswer taken{asked->device, asked->device_key, {}};
  sync::sign(taken, municipality_.receipt_key);
  return {200, {{"content-type", "application/talt-enrolled+cbor"}}, sync::encode(taken)};
}

HttpResponse Service::take_batch(const ServedRequest& request) {
  const auto path = batch_path_of(request.path);
  const auto range = sync::decode_batch_field(header_of(request, "talt-batch"));
  if (!range) return problem(400, "Talt-Batch cannot be read", range.error().text(), request);
  if (header_of(request, "talt-receiver") != platform::to_hex(municipality_.receipt_key.public_key))
    return problem(421, "The batch is for another receiver", "", request);
  const std::lock_guard held(lock_);
  const auto device = ledger_.device(path->device);
  if (!device) return problem(503, "The receiver cannot reach its database", "", request);
  if (!*device || !(*device)->key) return problem(401, "This device is not enrolled here", "", request);
  const auto verified =
      sync::verify_request(request.method, request.path, request.headers, request.body, *(*device)->key);
  if (!verified) return problem(401, "The signature is not taken", verified.error().text(), request);
  const auto run =
      ledger_.accept({path->device, path->run, *(*device)->key, *range, request.body,
                      verified->signature_base + "\n" + header_of(request, "signature"), wall_s_()});
  if (!run) {
    const bool is_database = run.error().what.starts_with("the database");
    return problem(is_database ? 503 : 400,
                   is_database ? "The receiver cannot reach its database" : "The batch is not taken",
                   is_database ? "" : run.error().text(), request);
  }
  sync::Receipt receipt{path->device, path->run,       run->through,  run->head, run->stable,
                        wall_s_(),    verified->nonce, run->disputed, {}};
  sync::sign(receipt, municipality_.receipt_key);
  return {200, {{"content-type", "application/talt-receipt+cbor"}}, sync::encode(receipt)};
}

}  // namespace talt::receiver
