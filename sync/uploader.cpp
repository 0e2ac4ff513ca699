// SPDX-License-Identifier: EUPL-1.2
#include "sync/uploader.h"

#include <algorithm>

#include "app/core/limits.h"
#include "sync/attachment_uploader.h"
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
      records_(1, core::batch_records_max) {}

SyncOutcome Uploader::attempt(const SyncProgress& progress) {
  SyncOutcome outcome;
  passed_over_.clear();
  fresh_.clear();
  has_asked_ = false;
  if (auto salvaged = journal_.salvage(); !salvaged) {
    outcome.trouble = SyncTrouble::ReceiverFault;
    outcome.detail = salvaged.error().text();
  }
  send_all(progress, outcome);
  return outcome;
}

void Uploader::send_all(const SyncProgress& progress, SyncOutcome& outcome) {
  AttachmentUploader attachments(journal_, client_, identity_, random_);
  const auto tell = [&] {
    const auto status = journal_.status();
    if (progress) progress(status.receipted, status.recorded);
  };
  while (send_records(progress, outcome)) {
    const auto sent = attachments.send_all(tell, outcome);
    if (sent == AttachmentUploader::Ended::InTheWay) return;
    if (sent == AttachmentUploader::Ended::RecordsWait) continue;
    if (sent == AttachmentUploader::Ended::NothingSent || !journal_.lacks_more_attachments()) return;
    fresh_.clear();  // it lacks more than it named: it is asked again
    has_asked_ = false;
  }
}

bool Uploader::send_records(const SyncProgress& progress, SyncOutcome& outcome) {
  for (;;) {
    auto batch = journal_.peek(records_.size(), core::batch_bytes_max, passed_over_);
    if (!batch) {
      outcome.trouble = SyncTrouble::ReceiverFault;
      outcome.detail = batch.error().text();
      return false;
    }
    if (!*batch && has_asked_) return true;
    if (!*batch) {
      has_asked_ = true;
      ask_after_settled(outcome);
      continue;
    }
    const auto sent = send(**batch, outcome);
    if (sent == Sent::Taken) fresh_.push_back((*batch)->run);
    if (sent == Sent::Stop) return false;
    if (sent == Sent::PassOver) passed_over_.push_back((*batch)->run);
    const auto status = journal_.status();
    if (sent == Sent::Taken && progress) progress(status.receipted, status.recorded);
  }
}

/// A receiver that was restored has lost what came last, and one with a new backup lets go of what came
/// first. Nothing else would say so of runs that are settled. So it is asked from the newest run on until one
/// stands as it did, and from the oldest on until one is not let go of: two small questions an attempt where
/// nothing has happened. What goes wrong here is no trouble: everything was receipted.
void Uploader::ask_after_settled(SyncOutcome& outcome) {
  const auto held = journal_.held_runs();
  const auto is_known = [&](const RunId& run) {
    return std::find(fresh_.begin(), fresh_.end(), run) != fresh_.end();
  };
  const auto ask = [&](const RunId& run) {
    auto question = journal_.question(run);
    auto unheeded = outcome;
    if (!question || send(*question, unheeded) != Sent::Taken) return false;
    outcome.receiver_time_s = unheeded.receiver_time_s;
    fresh_.push_back(run);
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
    if (failed->kind == HttpFailure::BrokeOff && records_.broke_off(batch.frames.size()))
      return Sent::Smaller;
    note_failure(*failed, outcome);
    return Sent::Stop;
  }
  return judge(std::get<HttpResponse>(answer), nonce, batch, outcome);
}

Uploader::Sent Uploader::judge(const HttpResponse& response, const std::string& nonce,
                               const StoredBatch& batch, SyncOutcome& outcome) {
  if (response.status == 200 || response.status == 409) return take_receipt(response, nonce, batch, outcome);
  if (response.status == 413 && records_.was_too_large(batch.frames.size())) return Sent::Smaller;
  return note_refusal(response, nonce, identity_, outcome) ? Sent::PassOver : Sent::Stop;
}

Uploader::Sent Uploader::take_receipt(const HttpResponse& response, const std::string& nonce,
                                      const StoredBatch& batch, SyncOutcome& outcome) {
  const auto receipt = decode_receipt(response.body);
  if (!receipt) {  // a captive portal's 200 is a failure
    note_stranger("what answered is not the receiver", outcome);
    return Sent::Stop;
  }
  if (receipt->run != batch.run) {
    note_stranger("the receipt was not taken: it is for another run", outcome);
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
  records_.came_through();
  const bool is_whole = receipt->through + 1 >= batch.first + batch.frames.size();
  if (is_whole || ++setbacks_[batch.run] < setbacks_max) return Sent::Taken;
  outcome.trouble = SyncTrouble::ReceiverFault;
  outcome.detail = "the receiver's receipts do not move forward";
  return Sent::PassOver;
}

}  // namespace talt::sync
