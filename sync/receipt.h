// SPDX-License-Identifier: EUPL-1.2
// The receiver's signed words: receipts, and refusals that count. Formats: sync/README.md. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/core/attachment.h"
#include "sync/chain.h"

namespace talt::sync {

/// What the receiver still lacks of the attachments that this device's records name.
struct MissingAttachment {
  core::AttachmentName name{};
  std::uint64_t have = 0;  // bytes of it from the beginning
};
inline constexpr std::size_t missing_attachments_max = 32;  // named in one receipt
struct AttachmentTally {
  std::uint64_t named = 0, whole = 0;  // over all runs of the device
  std::uint64_t stable = 0;  // of this run: what is named up to here is whole, and in a verified backup
  std::vector<MissingAttachment> missing;  // those begun first; not all where there are many
};

/// How far the receiver has everything of a run. Cumulative; may go backwards after a restore.
struct Receipt {
  DeviceId device{};
  RunId run{};
  std::uint64_t through = 0;  // 0: only the header, or nothing
  Head head{};
  std::uint64_t stable = 0;  // what the last verified backup holds
  std::int64_t time_s = 0;   // the receiver's clock
  std::string nonce;         // the request's
  std::string disputed;      // not empty: why this run has a disputed branch
  AttachmentTally attachments;
  platform::Signature signature{};
};
core::Bytes encode(const Receipt& receipt);  // application/talt-receipt+cbor
core::Result<Receipt> decode_receipt(core::ByteView bytes);
void sign(Receipt& receipt, const platform::SigningKey& receipt_key);  // purpose "talt-receipt-1"
bool is_signed_by(const Receipt& receipt, const platform::PublicKey& receipt_key);

/// A problem document (RFC 9457, JSON) with, on 401 and 403, a signature over purpose "talt-refusal-1",
/// status, type and nonce.
struct Problem {
  int status = 0;
  std::string type;
  std::string title;
  std::string detail;
  std::string nonce;
  std::optional<platform::Signature> signature;
};
std::string encode(const Problem& problem);
core::Result<Problem> decode_problem(std::string_view json);
void sign(Problem& problem, const platform::SigningKey& receipt_key);
bool is_signed_by(const Problem& problem, const platform::PublicKey& receipt_key);

}  // namespace talt::sync
