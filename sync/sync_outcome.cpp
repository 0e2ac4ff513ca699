// SPDX-License-Identifier: EUPL-1.2
#include "sync/sync_outcome.h"

#include "sync/backoff.h"
#include "sync/receipt.h"

namespace talt::sync {

using core::SyncTrouble;
using platform::HttpFailure;
using platform::HttpResponse;

namespace {

SyncTrouble trouble_of(HttpFailure failure) {
  switch (failure) {
    case HttpFailure::Unreachable:
    case HttpFailure::BrokeOff:
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

/// A problem document, which a portal does not send: what it refuses is the request, not the device.
bool is_problem(const HttpResponse& response) {
  const auto* type = platform::find_header(response.headers, "content-type");
  return type != nullptr && type->starts_with("application/problem+json") &&
         decode_problem(core::as_text(response.body)).ok();
}

/// Only the receiver's own word that it refuses this device counts; anyone else's is an ordinary failure.
void note_device_refused(const HttpResponse& response, const std::string& nonce,
                         const DeviceIdentity& identity, SyncOutcome& outcome) {
  outcome.trouble = SyncTrouble::NotTheReceiver;
  const auto problem = decode_problem(core::as_text(response.body));
  if (!problem || problem->nonce != nonce || problem->status != response.status ||
      !is_signed_by(*problem, identity.receipt_key))
    return;
  outcome.trouble = SyncTrouble::Refused;
  outcome.detail = problem->title + (problem->detail.empty() ? "" : ": " + problem->detail);
  outcome.wait_ms = refused_interval_ms;
}

}  // namespace

void note_failure(const platform::HttpError& failure, SyncOutcome& outcome) {
  outcome.trouble = trouble_of(failure.kind);
  outcome.detail = failure.detail;
}

bool note_refusal(const HttpResponse& response, const std::string& nonce, const DeviceIdentity& identity,
                  SyncOutcome& outcome) {
  const auto status = response.status;
  outcome.detail = "the receiver answered " + std::to_string(status);
  if (status == 507) outcome.detail += ", its disk is nearly full: tell whoever runs it";
  if (status == 429 || status == 503) {
    outcome.trouble = SyncTrouble::Busy;
    outcome.wait_ms = wait_asked_for(response);
    return false;
  }
  if (status == 401 || status == 403) {
    note_device_refused(response, nonce, identity, outcome);
    return false;
  }
  outcome.trouble = status >= 500 ? SyncTrouble::ReceiverFault : SyncTrouble::NotTheReceiver;
  const bool is_of_request = status == 400 || status == 413 || status == 422 || status == 500;
  if (!is_of_request || !is_problem(response)) return false;
  outcome.trouble = SyncTrouble::ReceiverFault;
  return true;
}

void note_stranger(const std::string& why, SyncOutcome& outcome) {
  outcome.trouble = SyncTrouble::NotTheReceiver;
  outcome.detail = why;
}

}  // namespace talt::sync
