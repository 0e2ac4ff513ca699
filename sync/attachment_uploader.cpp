// SPDX-License-Identifier: EUPL-1.2
#include "sync/attachment_uploader.h"

#include <algorithm>

#include "sync/attachment_piece.h"

namespace talt::sync {

using core::SyncTrouble;
using platform::HttpResponse;

namespace {

constexpr std::size_t answer_bytes_max = 64 * 1024;
constexpr std::size_t nonce_bytes = 16;
constexpr int setbacks_max = 3;  // an attempt must end, whatever a receiver says

}  // namespace

AttachmentUploader::Ended AttachmentUploader::send_all(const std::function<void()>& tell,
                                                       SyncOutcome& outcome) {
  const auto recorded = journal_.status().recorded;
  auto ended = Ended::NothingSent;
  for (const auto& attachment : journal_.unsent_attachments()) {
    const auto& name = attachment.file.name;
    if (std::find(passed_over_.begin(), passed_over_.end(), name) != passed_over_.end()) continue;
    const auto sent = send(attachment, recorded, outcome);
    if (sent == Ended::NothingSent) passed_over_.push_back(name);
    if (sent == Ended::AllSent) ended = sent;
    if (sent == Ended::RecordsWait || sent == Ended::InTheWay) return sent;
    tell();
  }
  return ended;
}

/// AllSent where it is whole, NothingSent where the others shall go on without it.
AttachmentUploader::Ended AttachmentUploader::send(const HeldAttachment& attachment, std::uint64_t recorded,
                                                   SyncOutcome& outcome) {
  const auto sealed = journal_.shelf().read(attachment.file);
  if (!sealed) {
    outcome.trouble = SyncTrouble::ReceiverFault;
    outcome.detail = sealed.error().text();
    return Ended::NothingSent;
  }
  if (!*sealed) {
    if (auto noted = journal_.note_lost(attachment.file.name); !noted) outcome.detail = noted.error().text();
    return Ended::NothingSent;
  }
  for (auto have = std::min(attachment.have, attachment.file.sealed_size - 1);;) {
    if (journal_.status().recorded > recorded) return Ended::RecordsWait;
    switch (send_piece(attachment, **sealed, have, outcome)) {
      case Step::Whole:
        return Ended::AllSent;
      case Step::PassOver:
        return Ended::NothingSent;
      case Step::Stop:
        return Ended::InTheWay;
      case Step::Further:
      case Step::Again:
        break;
    }
  }
}

AttachmentUploader::Step AttachmentUploader::send_piece(const HeldAttachment& attachment,
                                                        core::ByteView sealed, std::uint64_t& have,
                                                        SyncOutcome& outcome) {
  core::Bytes dice(nonce_bytes);
  random_.fill(dice);
  const auto nonce = platform::to_hex(dice);
  const auto from = static_cast<std::size_t>(std::min<std::uint64_t>(have, sealed.size() - 1));
  const auto piece = sealed.subspan(from, std::min(piece_bytes_.size(), sealed.size() - from));
  const auto path = attachment_path(identity_.device, attachment.file.name);
  platform::HttpRequest request{"PUT", identity_.url + path, {}, {piece.begin(), piece.end()}};
  request.headers.emplace_back("content-type", "application/octet-stream");
  request.headers.emplace_back("content-range",
                               encode_content_range({from, from + piece.size() - 1, sealed.size()}));
  request.headers.emplace_back("talt-receiver", platform::to_hex(identity_.receipt_key));
  sign_piece(request, path, identity_.device_key, nonce);
  auto answer = client_.send(request, answer_bytes_max);
  if (const auto* failed = std::get_if<platform::HttpError>(&answer)) {
    if (failed->kind == platform::HttpFailure::BrokeOff && piece_bytes_.broke_off(piece.size()))
      return Step::Again;
    note_failure(*failed, outcome);
    return Step::Stop;
  }
  return judge(std::get<HttpResponse>(answer), nonce, attachment, piece.size(), have, outcome);
}

AttachmentUploader::Step AttachmentUploader::judge(const HttpResponse& response, const std::string& nonce,
                                                   const HeldAttachment& attachment, std::size_t sent,
                                                   std::uint64_t& have, SyncOutcome& outcome) {
  if (response.status == 200) return take_receipt(response, nonce, attachment, have, outcome);
  if (response.status == 413 && piece_bytes_.was_too_large(sent)) return Step::Again;
  if (note_refusal(response, nonce, identity_, outcome)) return Step::PassOver;
  if (response.status != 404) return Step::Stop;
  const auto problem =
      decode_problem(core::as_text(response.body));  // it was restored from before the record
  const bool is_receivers = problem && problem->nonce == nonce && problem->status == response.status &&
                            is_signed_by(*problem, identity_.receipt_key);
  if (!is_receivers) return Step::Stop;
  outcome.trouble = SyncTrouble::ReceiverFault;
  outcome.detail = "the receiver does not expect an attachment: " + problem->detail;
  return Step::PassOver;
}

AttachmentUploader::Step AttachmentUploader::take_receipt(const HttpResponse& response,
                                                          const std::string& nonce,
                                                          const HeldAttachment& attachment,
                                                          std::uint64_t& have, SyncOutcome& outcome) {
  const auto receipt = decode_attachment_receipt(response.body);
  if (!receipt || receipt->name != attachment.file.name) {
    note_stranger("what answered is not the receiver", outcome);
    return Step::Stop;
  }
  if (auto taken = journal_.receipted(*receipt, nonce); !taken) {
    const bool is_ours = receipt->nonce == nonce && receipt->device == identity_.device &&
                         is_signed_by(*receipt, identity_.receipt_key);
    note_stranger(taken.error().text(), outcome);
    if (is_ours) outcome.trouble = SyncTrouble::ReceiverFault;
    return is_ours ? Step::PassOver : Step::Stop;
  }
  outcome.receiver_time_s = receipt->time_s;
  piece_bytes_.came_through();
  if (receipt->is_whole) return Step::Whole;
  const bool is_further = receipt->have > have;
  have = receipt->have;
  if (is_further || ++setbacks_[attachment.file.name] < setbacks_max) return Step::Further;
  outcome.trouble = SyncTrouble::ReceiverFault;
  outcome.detail = receipt->discarded.empty()
                       ? "the receiver's receipts for an attachment do not move forward"
                       : receipt->discarded;
  return Step::PassOver;
}

}  // namespace talt::sync
