// SPDX-License-Identifier: EUPL-1.2
#include "sync/uploader.h"

#include <algorithm>

#include "app/core/limits.h"
#include "sync/backoff.h"
#include "sync/batch.h"

namespace talt::sync {

using core::SyncTrouble;
using platform::HttpError;
using platform::HttpFailure;
using platform::HttpResponse;

namespace {

constexpr std::size_t answer_bytes_max = 64 * 1024;
constexpr std::size_t nonce_bytes = 16;
constexpr int setbacks_max = 3;  // an attempt must end, whatever a receiver says

SyncTrouble trouble_of(HttpFailure failure) {
  switch (failure) {
    case HttpFailure::Unreachable:
    case HttpFailure::TimedOut:
      return SyncTrouble::NoNetwork;
    case HttpFailure::NotTrusted:
    case HttpFailure::TooLarge:
      return SyncTrouble::NotTheReceiver;
  }
  return SyncTrouble::NoNetwork;
}

std::optional<std::int64_t> wait_asked_for(const HttpResponse& response) {
  const auto* value = platform::find_header(response.headers, "retry-after");
  const auto* date = platform::find_header(response.headers, "date");
  const auto seconds = value ? retry_after_s(*value, date ? *date : "") : std::nullopt;
  return seconds ? std::optional(retry_after_ms(*seconds)) : std::nullopt;
}

/// A problem document, which a portal does not send: what it refuses is the batch, not the device.
bool is_problem(const HttpResponse& response) {
  const auto* type = platform::find_header(response.headers, "content-type");
  return type != nullptr && type->starts_with("application/problem+json") &&
         decode_problem(core::as_text(response.body)).ok();
}

core::Bytes body_of(const StoredBatch& batch) {
  core::Bytes body;
  if (batch.with_header) core::append(body, batch.header);
  for (const auto& frame : batch.frames) core::append(body, frame);
  return body;
}

}  // namespace

Uploader::Uploader(Journal& journal, platform::HttpClient& client, const DeviceIdentity& identity,
                   platform::Random& random)
    : journal_(journal),
      client_(client),
      identity_(identity),
      random_(random),
      records_max_(core::batch_records_max) {}

SyncOutcome Uploader::attempt(const SyncProgress& progress) {
  SyncOutcome outcome;
  if (auto salvaged = journal_.salvage(); !salvaged) {
    outcome.trouble = SyncTrouble::ReceiverFault;
    outcome.detail = salvaged.error().text();
  }
  std::vector<RunId> passed_over, fresh;
  for (bool has_asked = false;;) {
    auto batch = journal_.peek(records_max_, core::batch_bytes_max, passed_over);
    if (!batch) {
      outcome.trouble = SyncTrouble::ReceiverFault;
      outcome.detail = batch.error().text();
      return outcome;
    }
    if (!*batch && has_asked) return outcome;
    if (!*batch) {
      has_asked = true;
      ask_after_settled(fresh, outcome);
      continue;
    }
    const auto sent = send(**batch, outcome);
    if (sent == Sent::Taken) fresh.push_back((*batch)->run);
    if (sent == Sent::Stop) return outcome;
    if (sent == Sent::PassOver) passed_over.push_back((*batch)->run);
    const auto status = journal_.status();
    if (sent == Sent::Taken && progress) progress(status.receipted, status.recorded);
  }
}

/// A receiver that was restored has lost what came last, and one with a new backup lets go of what came
/// first. Nothing else would say so of runs that are settled. So it is asked from the newest run on until one
/// stands as it did, and from the oldest on until one is not let go of: two small questions an attempt where
/// nothing has happened. What goes wrong here is no trouble: everything was receipted.
void Uploader::ask_after_settled(std::vector<RunId> fresh, SyncOutcome& outcome) {
  const auto held = journal_.held_runs();
  const auto is_known = [&](const RunId& run) {
    return std::find(fresh.begin(), fresh.end(), run) != fresh.end();
  };
  const auto ask = [&](const RunId& run) {
    auto question = journal_.question(run);
    auto unheeded = outcome;
    if (!question || send(*question, unheeded) != Sent::Taken) return false;
    outcome.receiver_time_s = unheeded.receiver_time_s;
    fresh.push_back(run);
    return true;
  };
  for (auto run = held.rbegin(); run != held.rend(); ++run) {
    if (is_known(*run)) continue;
    if (!ask(*run)) return;
    if (journal_.is_settled(*run)) break;
  }
  for (const auto& run : held) {
    if (!is_known(run) && !ask(run)) return;
    const auto still = journal_.held_runs();
    if (std::find(still.begin(), still.end(), run) != still.end()) return;
  }
}

Uploader::Sent Uploader::send(StoredBatch& batch, SyncOutcome& outcome) {
  core::Bytes dice(nonce_bytes);
  random_.fill(dice);
  const auto nonce = platform::to_hex(dice);
  const auto path = batch_path(identity_.device, batch.run);
  platform::HttpRequest request{"POST", identity_.url + path, {}, body_of(batch)};
  request.headers.emplace_back("content-type", "application/cbor-seq");
  request.headers.emplace_back(
      "talt-batch", encode_batch_field({batch.first, batch.before, batch.frames.size(), batch.after}));
  request.headers.emplace_back("talt-receiver", platform::to_hex(identity_.receipt_key));
  if (batch.hole) {
    if (auto* loss = std::get_if<LossStatement>(&*batch.hole)) sign(*loss, identity_.device_key);
    request.headers.emplace_back("talt-hole", encode_hole_field(*batch.hole));
  }
  sign_request(request, path, identity_.device_key, nonce);
  auto answer = client_.send(request, answer_bytes_max);
  if (const auto* failed = std::get_if<HttpError>(&answer)) {
    outcome.trouble = trouble_of(failed->kind);
    outcome.detail = failed->detail;
    return Sent::Stop;
  }
  return judge(std::get<HttpResponse>(answer), nonce, batch, outcome);
}

Uploader::Sent Uploader::judge(const HttpResponse& response, const std::string& nonce,
                               const StoredBatch& batch, SyncOutcome& outcome) {
  if (response.status == 200 || response.status == 409) return take_receipt(response, nonce, batch, outcome);
  if (response.status == 413 && batch.frames.size() > 1) {
    records_max_ = batch.frames.size() / 2;
    return Sent::Smaller;
  }
  outcome.detail = "the receiver answered " + std::to_string(response.status);
  if (response.status == 429 || response.status == 503) {
    outcome.trouble = SyncTrouble::Busy;
    outcome.wait_ms = wait_asked_for(response);
    return Sent::Stop;
  }
  if (response.status == 401 || response.status == 403) return judge_refusal(response, nonce, outcome);
  outcome.trouble = response.status >= 500 ? SyncTrouble::ReceiverFault : SyncTrouble::NotTheReceiver;
  const bool is_of_batch =
      response.status == 400 || response.status == 413 || response.status == 422 || response.status == 500;
  if (!is_of_batch || !is_problem(response)) return Sent::Stop;
  outcome.trouble = SyncTrouble::ReceiverFault;
  return Sent::PassOver;
}

/// Only the receiver's own word that it refuses this device counts; anyone else's is an ordinary failure.
Uploader::Sent Uploader::judge_refusal(const HttpResponse& response, const std::string& nonce,
                                       SyncOutcome& outcome) {
  outcome.trouble = SyncTrouble::NotTheReceiver;
  const auto problem = decode_problem(core::as_text(response.body));
  if (problem && problem->nonce == nonce && problem->status == response.status &&
      is_signed_by(*problem, identity_.receipt_key)) {
    outcome.trouble = SyncTrouble::Refused;
    outcome.detail = problem->title + (problem->detail.empty() ? "" : ": " + problem->detail);
    outcome.wait_ms = refused_interval_ms;
  }
  return Sent::Stop;
}

Uploader::Sent Uploader::take_receipt(const HttpResponse& response, const std::string& nonce,
                                      const StoredBatch& batch, SyncOutcome& outcome) {
  const auto receipt = decode_receipt(response.body);
  if (!receipt) {  // a captive portal's 200 is a failure
    outcome.trouble = SyncTrouble::NotTheReceiver;
    outcome.detail = "what answered is not the receiver";
    return Sent::Stop;
  }
  if (receipt->run != batch.run) {
    outcome.trouble = SyncTrouble::NotTheReceiver;
    outcome.detail = "the receipt was not taken: it is for another run";
    return Sent::Stop;
  }
  if (auto taken = journal_.receipted(*receipt, nonce); !taken) {
    const bool is_ours = receipt->nonce == nonce && receipt->device == identity_.device &&
                         is_signed_by(*receipt, identity_.receipt_key);
    outcome.trouble = is_ours ? SyncTrouble::ReceiverFault : SyncTrouble::NotTheReceiver;
    outcome.detail = taken.error().text();
    return is_ours ? Sent::PassOver : Sent::Stop;
  }
  outcome.receiver_time_s = receipt->time_s;
  const bool is_whole = receipt->through + 1 >= batch.first + batch.frames.size();
  if (is_whole || ++setbacks_[batch.run] < setbacks_max) return Sent::Taken;
  outcome.trouble = SyncTrouble::ReceiverFault;
  outcome.detail = "the receiver's receipts do not move forward";
  return Sent::PassOver;
}

}  // namespace talt::sync
