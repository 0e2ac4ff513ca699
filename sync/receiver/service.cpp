// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/service.h"

#include <algorithm>

#include "app/core/limits.h"

namespace talt::receiver {

using core::Error;
using core::Result;
using platform::HttpResponse;
using platform::ServedRequest;

namespace {

constexpr std::size_t batch_body_max = core::batch_bytes_max + 2 * core::record_bytes_max;
constexpr std::size_t enrolment_body_max = 1024;
constexpr std::size_t nonce_chars_max = 64;
constexpr int turns_max = 4;  // requests of one device at once; a kiosk sends one after the other
constexpr const char* retry_after_s = "30";
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

/// A parameter of Signature-Input that is hexadecimal, such as nonce and keyid; empty where there is none.
std::string signature_parameter(const ServedRequest& request, const std::string& name) {
  const auto input = header_of(request, "signature-input");
  const auto begin = ";" + name + "=\"";
  const auto at = input.find(begin);
  if (at == std::string::npos) return {};
  const auto value = input.substr(at + begin.size(), input.find('"', at + begin.size()) - at - begin.size());
  return value.size() <= nonce_chars_max && platform::from_hex(value) ? value : std::string();
}

const DeviceKey* signer_of(const Device& device, const ServedRequest& request) {
  const auto id = signature_parameter(request, "keyid");
  const auto found = std::find_if(device.keys.begin(), device.keys.end(),
                                  [&](const auto& key) { return platform::to_hex(key.key) == id; });
  return found == device.keys.end() ? nullptr : &*found;
}

/// The hole that a batch names, where its own signature stands.
Result<std::optional<sync::Hole>> hole_of(const ServedRequest& request, const BatchPath& path,
                                          const Device& device, const platform::PublicKey& receipt_key) {
  const auto* field = platform::find_header(request.headers, "talt-hole");
  if (field == nullptr) return std::optional<sync::Hole>();
  auto hole = sync::decode_hole_field(*field);
  if (!hole) return hole.error();
  const bool is_own = std::visit(
      [&](const auto& proof) { return proof.device == path.device && proof.run == path.run; }, *hole);
  const auto* receipt = std::get_if<sync::Receipt>(&*hole);
  const bool is_signed = receipt != nullptr
                             ? sync::is_signed_by(*receipt, receipt_key)
                             : std::any_of(device.keys.begin(), device.keys.end(), [&](const auto& key) {
                                 return sync::is_signed_by(std::get<sync::LossStatement>(*hole), key.key);
                               });
  if (!is_own || !is_signed)
    return Error{"Talt-Hole does not stand", "it is of another run, or its signature is wrong", ""};
  return std::optional(std::move(*hole));
}

}  // namespace

class Service::Turn {
 public:
  Turn(Service& service, const sync::DeviceId& device) : service_(service), device_(device) {
    const std::lock_guard held(service_.turns_lock_);
    is_given_ = ++service_.turns_[device_] <= turns_max;
  }
  ~Turn() {
    const std::lock_guard held(service_.turns_lock_);
    if (--service_.turns_[device_] == 0) service_.turns_.erase(device_);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  bool is_given() const { return is_given_; }

 private:
  Service& service_;
  sync::DeviceId device_;
  bool is_given_ = false;
};

Service::Service(const Municipality& municipality, Ledger& ledger, std::function<std::int64_t()> wall_s,
                 Events events)
    : municipality_(municipality), ledger_(ledger), wall_s_(std::move(wall_s)), events_(std::move(events)) {}

platform::HttpService Service::as_http() {
  return {[this](const ServedRequest& head) { return admit(head); },
          [this](const ServedRequest& request) { return answer(request); }};
}

HttpResponse Service::problem(int status, const std::string& title, const std::string& detail,
                              const ServedRequest& request) {
  sync::Problem out{status, "about:blank", title, detail, "", {}};
  if (status == 401 || status == 403) {
    out.nonce = signature_parameter(request, "nonce");
    if (!out.nonce.empty()) sync::sign(out, municipality_.receipt_key);
  }
  HttpResponse response{status, {{"content-type", "application/problem+json"}}, {}};
  if (status == 429 || status == 503) response.headers.emplace_back("retry-after", retry_after_s);
  core::append(response.body, core::as_bytes(sync::encode(out)));
  events_("refused " + std::to_string(status) + ": " + title + (detail.empty() ? "" : ": " + detail));
  return response;
}

HttpResponse Service::no_database(const Error& error, const ServedRequest& request) {
  events_(error.text());
  return problem(503, "The receiver cannot reach its database", "", request);
}

// ---- before a body is read

std::variant<HttpResponse, std::size_t> Service::admit(const ServedRequest& head) {
  const bool is_enrolment = head.path == enrolments_path;
  if (!is_enrolment && !batch_path_of(head.path)) return problem(404, "There is nothing here", "", head);
  if (head.method != "POST") {
    auto refused = problem(405, "Only POST is answered here", "", head);
    refused.headers.emplace_back("allow", "POST");
    return refused;
  }
  const auto* expected = is_enrolment ? "application/talt-enrolment+cbor" : "application/cbor-seq";
  if (header_of(head, "content-type") != expected || !header_of(head, "content-encoding").empty())
    return problem(415, "The body is of another kind", std::string("it should be ") + expected, head);
  if (is_enrolment) return enrolment_body_max;
  return admit_batch(head);
}

std::variant<HttpResponse, std::size_t> Service::admit_batch(const ServedRequest& head) {
  const auto range = sync::decode_batch_field(header_of(head, "talt-batch"));
  if (!range) return problem(400, "Talt-Batch cannot be read", range.error().why, head);
  if (header_of(head, "talt-receiver") != platform::to_hex(municipality_.receipt_key.public_key))
    return problem(421, "The batch is for another receiver", "", head);
  const auto device = ledger_.device(batch_path_of(head.path)->device);
  if (!device) return no_database(device.error(), head);
  if (!*device || (*device)->keys.empty()) return problem(401, "This device is not enrolled here", "", head);
  if (signer_of(**device, head) == nullptr)
    return problem(401, "The signature is not taken", "its key is not this device's", head);
  return batch_body_max;
}

// ---- with the body

HttpResponse Service::answer(const ServedRequest& request) {
  return request.path == enrolments_path ? enrol(request) : take_batch(request);
}

HttpResponse Service::enrol(const ServedRequest& request) {
  const auto asked = sync::decode_enrolment_request(request.body);
  if (!asked) return problem(400, "The enrolment cannot be read", asked.error().why, request);
  const auto outcome = ledger_.enrol(*asked, municipality_.receipt_key.public_key, wall_s_());
  if (!outcome) return no_database(outcome.error(), request);
  if (*outcome == Enrolled::WrongCode)
    return problem(403, "The enrolment is not taken", "the code is wrong or was used already", request);
  if (*outcome == Enrolled::CodeTooOld)
    return problem(403, "The enrolment is not taken", "the code is older than seven days", request);
  sync::EnrolmentAnswer taken{asked->device, asked->device_key, {}};
  sync::sign(taken, municipality_.receipt_key);
  events_("device " + platform::to_hex(asked->device) + " enrolled: fingerprint " +
          sync::fingerprint(asked->device_key));
  return {200, {{"content-type", "application/talt-enrolled+cbor"}}, sync::encode(taken)};
}

HttpResponse Service::take_batch(const ServedRequest& request) {
  const auto path = batch_path_of(request.path);
  const auto range = sync::decode_batch_field(header_of(request, "talt-batch"));
  const Turn turn(*this, path->device);
  if (!turn.is_given()) return problem(429, "This device sends too much at once", "", request);
  const auto device = ledger_.device(path->device);
  if (!device) return no_database(device.error(), request);
  const auto* signer = *device ? signer_of(**device, request) : nullptr;
  if (signer == nullptr || !range) return problem(401, "This device is not enrolled here", "", request);
  const auto verified =
      sync::verify_request(request.method, request.path, request.headers, request.body, signer->key);
  if (!verified) {
    const bool is_changed = header_of(request, "content-digest") != sync::content_digest(request.body);
    return is_changed ? problem(400, "The request was changed on its way", "Content-Digest is not the body's",
                                request)
                      : problem(401, "The signature is not taken", verified.error().why, request);
  }
  const auto hole = hole_of(request, *path, **device, municipality_.receipt_key.public_key);
  if (!hole) return problem(400, hole.error().what, hole.error().why, request);
  const auto run =
      ledger_.accept({path->device, path->run, signer->key, *range, *hole, request.body,
                      verified->signature_base + "\n" + header_of(request, "signature"), wall_s_()});
  if (run) return receipt_for(**device, *run, verified->nonce);
  const bool is_database = run.error().what.starts_with("the database");
  return is_database ? no_database(run.error(), request)
                     : problem(400, "The batch is not taken", run.error().why, request);
}

HttpResponse Service::receipt_for(const Device& device, const LedgerRun& run, const std::string& nonce) {
  sync::Receipt receipt{run.device, run.run, run.through,  run.head, std::min(run.stable, run.through),
                        wall_s_(),  nonce,   run.disputed, {}};
  sync::sign(receipt, municipality_.receipt_key);
  events_("receipt for " + device.name + ": run " + platform::to_hex(run.run) + " through " +
          std::to_string(run.through) + (run.disputed.empty() ? "" : ", disputed: " + run.disputed));
  return {200, {{"content-type", "application/talt-receipt+cbor"}}, sync::encode(receipt)};
}

}  // namespace talt::receiver
