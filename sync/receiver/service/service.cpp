// SPDX-License-Identifier: EUPL-1.2
#include "sync/receiver/service/service.h"

#include <algorithm>

#include "app/core/limits.h"
#include "sync/receiver/service/served_request.h"
#include "sync/receiver/service/service_turn.h"

namespace talt::receiver {

using core::Error;
using core::Result;
using platform::HttpResponse;
using platform::ServedRequest;

namespace {

constexpr std::size_t batch_body_max = core::batch_bytes_max + 2 * core::record_bytes_max;
constexpr std::size_t enrolment_body_max = 1024;
constexpr const char* retry_after_s = "30";
constexpr std::string_view enrolments_path = "/v1/enrolments";

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

Service::Service(const Municipality& municipality, Ledger& ledger, std::function<std::int64_t()> wall_s,
                 Events events, FreeBytes free_bytes)
    : municipality_(municipality),
      ledger_(ledger),
      wall_s_(std::move(wall_s)),
      events_(std::move(events)),
      free_bytes_(std::move(free_bytes)) {}

platform::HttpService Service::as_http() {
  return {[this](const ServedRequest& head) { return admit(head); },
          [this](const ServedRequest& request) { return answer(request); }};
}

HttpResponse Service::problem(int status, const std::string& title, const std::string& detail,
                              const ServedRequest& request) {
  sync::Problem out{status, "about:blank", title, detail, "", {}};
  if (status == 401 || status == 403 || (status == 404 && attachment_path_of(request.path))) {
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
  const bool is_piece = attachment_path_of(head.path).has_value();
  if (!is_enrolment && !is_piece && !batch_path_of(head.path))
    return problem(404, "There is nothing here", "", head);
  const std::string method = is_piece ? "PUT" : "POST";
  if (head.method != method) {
    auto refused = problem(405, "Only " + method + " is answered here", "", head);
    refused.headers.emplace_back("allow", method);
    return refused;
  }
  const auto* expected = is_enrolment ? "application/talt-enrolment+cbor"
                         : is_piece   ? "application/octet-stream"
                                      : "application/cbor-seq";
  if (header_of(head, "content-type") != expected || !header_of(head, "content-encoding").empty())
    return problem(415, "The body is of another kind", std::string("it should be ") + expected, head);
  if (is_enrolment) return enrolment_body_max;
  return is_piece ? admit_piece(head) : admit_batch(head);
}

std::variant<HttpResponse, std::size_t> Service::admit_batch(const ServedRequest& head) {
  const auto range = sync::decode_batch_field(header_of(head, "talt-batch"));
  if (!range) return problem(400, "Talt-Batch cannot be read", range.error().why, head);
  if (auto refused = refuse_sender(batch_path_of(head.path)->device, head)) return *refused;
  return batch_body_max;
}

/// Before the body: is it for this receiver, and from a device that it knows?
std::optional<HttpResponse> Service::refuse_sender(const sync::DeviceId& sender, const ServedRequest& head) {
  if (header_of(head, "talt-receiver") != platform::to_hex(municipality_.receipt_key.public_key))
    return problem(421, "The request is for another receiver", "", head);
  const auto device = ledger_.device(sender);
  if (!device) return no_database(device.error(), head);
  if (!*device || (*device)->keys.empty()) return problem(401, "This device is not enrolled here", "", head);
  if (signer_of(**device, head) == nullptr)
    return problem(401, "The signature is not taken", "its key is not this device's", head);
  return std::nullopt;
}

// ---- with the body

HttpResponse Service::answer(const ServedRequest& request) {
  if (request.path == enrolments_path) return enrol(request);
  return attachment_path_of(request.path) ? take_piece(request) : take_batch(request);
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

HttpResponse Service::unverified(const Error& error, const ServedRequest& request) {
  const bool is_changed = header_of(request, "content-digest") != sync::content_digest(request.body);
  return is_changed
             ? problem(400, "The request was changed on its way", "Content-Digest is not the body's", request)
             : problem(401, "The signature is not taken", error.why, request);
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
  if (!verified) return unverified(verified.error(), request);
  const auto hole = hole_of(request, *path, **device, municipality_.receipt_key.public_key);
  if (!hole) return problem(400, hole.error().what, hole.error().why, request);
  const auto run =
      ledger_.accept({path->device, path->run, signer->key, *range, *hole, request.body,
                      verified->signature_base + "\n" + header_of(request, "signature"), wall_s_()});
  if (run) return receipt_for(**device, *run, verified->nonce, request);
  const bool is_database = run.error().what.starts_with("the database");
  return is_database ? no_database(run.error(), request)
                     : problem(400, "The batch is not taken", run.error().why, request);
}

HttpResponse Service::receipt_for(const Device& device, const LedgerRun& run, const std::string& nonce,
                                  const ServedRequest& request) {
  const auto tally = ledger_.attachment_tally(run);
  if (!tally) return no_database(tally.error(), request);
  sync::Receipt receipt{run.device, run.run, run.through,  run.head, std::min(run.stable, run.through),
                        wall_s_(),  nonce,   run.disputed, *tally,   {}};
  sync::sign(receipt, municipality_.receipt_key);
  events_("receipt for " + device.name + ": run " + platform::to_hex(run.run) + " through " +
          std::to_string(run.through) + (run.disputed.empty() ? "" : ", disputed: " + run.disputed));
  return {200, {{"content-type", "application/talt-receipt+cbor"}}, sync::encode(receipt)};
}

}  // namespace talt::receiver
