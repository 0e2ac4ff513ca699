// SPDX-License-Identifier: EUPL-1.2
#include "sync/uploader.h"

#include <algorithm>
#include <charconv>

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
constexpr int standstills_max = 3;  // receipts in a row that move nothing forward

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
  std::int64_t seconds = 0;
  if (value == nullptr ||
      std::from_chars(value->data(), value->data() + value->size(), seconds).ec != std::errc())
    return std::nullopt;
  return retry_after_ms(seconds);
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
  int standstills = 0;
  for (;;) {
    const auto batch = journal_.peek(records_max_, core::batch_bytes_max);
    if (!batch) return {SyncTrouble::ReceiverFault, batch.error().text(), {}, outcome.receiver_time_s};
    if (!*batch) return outcome;
    const auto before = journal_.status();
    const auto sent = send(**batch, outcome);
    if (sent == Sent::Stop) return outcome;
    if (sent == Sent::Smaller) continue;
    const auto after = journal_.status();
    const bool moved = after.pending < before.pending || after.unsettled.size() < before.unsettled.size();
    standstills = moved ? 0 : standstills + 1;
    if (standstills == standstills_max) {
      outcome.trouble = SyncTrouble::ReceiverFault;
      outcome.detail = "the receiver's receipts do not move forward";
      return outcome;
    }
    if (progress) progress(after.receipted, after.recorded);
  }
}

Uploader::Sent Uploader::send(const StoredBatch& batch, SyncOutcome& outcome) {
  core::Bytes dice(nonce_bytes);
  random_.fill(dice);
  const auto nonce = platform::to_hex(dice);
  const auto path = batch_path(identity_.device, batch.run);
  platform::HttpRequest request{"POST", identity_.url + path, {}, body_of(batch)};
  request.headers.emplace_back("content-type", "application/cbor-seq");
  request.headers.emplace_back(
      "talt-batch", encode_batch_field({batch.first, batch.before, batch.frames.size(), batch.after}));
  request.headers.emplace_back("talt-receiver", platform::to_hex(identity_.receipt_key));
  sign_request(request, path, identity_.device_key, nonce);
  auto answer = client_.send(request, answer_bytes_max);
  if (const auto* failed = std::get_if<HttpError>(&answer)) {
    outcome.trouble = trouble_of(failed->kind);
    outcome.detail = failed->detail;
    return Sent::Stop;
  }
  return judge(std::get<HttpResponse>(answer), nonce, batch.frames.size(), outcome);
}

Uploader::Sent Uploader::judge(const HttpResponse& response, const std::string& nonce, std::size_t records,
                               SyncOutcome& outcome) {
  if (response.status == 200 || response.status == 409) return take_receipt(response, nonce, outcome);
  outcome.detail = "the receiver answered " + std::to_string(response.status);
  if (response.status == 413 && records > 1) {
    records_max_ = records / 2;
    return Sent::Smaller;
  }
  if (response.status == 429 || response.status == 503) {
    outcome.trouble = SyncTrouble::Busy;
    outcome.wait_ms = wait_asked_for(response);
    return Sent::Stop;
  }
  outcome.trouble = response.status >= 500 ? SyncTrouble::ReceiverFault : SyncTrouble::NotTheReceiver;
  if (response.status == 401 || response.status == 403) {
    const auto problem = decode_problem(core::as_text(response.body));
    if (problem && problem->nonce == nonce && problem->status == response.status &&
        is_signed_by(*problem, identity_.receipt_key)) {
      outcome.trouble = SyncTrouble::Refused;
      outcome.detail = problem->title + (problem->detail.empty() ? "" : ": " + problem->detail);
      outcome.wait_ms = refused_interval_ms;
    }
  }
  return Sent::Stop;
}

Uploader::Sent Uploader::take_receipt(const HttpResponse& response, const std::string& nonce,
                                      SyncOutcome& outcome) {
  const auto receipt = decode_receipt(response.body);
  if (!receipt) {  // a captive portal's 200 is a failure
    outcome.trouble = SyncTrouble::NotTheReceiver;
    outcome.detail = "what answered is not the receiver";
    return Sent::Stop;
  }
  if (auto taken = journal_.receipted(*receipt, nonce); !taken) {
    outcome.trouble = SyncTrouble::NotTheReceiver;
    outcome.detail = taken.error().text();
    return Sent::Stop;
  }
  outcome.receiver_time_s = receipt->time_s;
  return Sent::Taken;
}

}  // namespace talt::sync
