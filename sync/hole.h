// SPDX-License-Identifier: EUPL-1.2
// What stands in a batch for records that the receiver lacks and the kiosk no longer has: the field Talt-Hole
// (a structured-field dictionary, RFC 8941, covered by the request's signature where it is sent). The
// receiver keeps the hole with its proof, goes on from its end, and nothing waits. Pure; any thread.
#pragma once

#include <string>
#include <variant>

#include "sync/chain.h"
#include "sync/receipt.h"

namespace talt::sync {

/// The device's word that the records from `from` to `to` of a run are gone and that no receipt covers them
/// all.
struct LossStatement {
  DeviceId device{};
  RunId run{};
  std::uint64_t from = 1;
  std::uint64_t to = 1;  // the one before the batch's first
  Head after{};          // the head after `to`: the batch's `before`
  platform::Signature signature{};
};
core::Bytes encode(const LossStatement& loss);
core::Result<LossStatement> decode_loss(core::ByteView bytes);
void sign(LossStatement& loss, const platform::SigningKey& device_key);  // purpose "talt-loss-1"
bool is_signed_by(const LossStatement& loss, const platform::PublicKey& device_key);

/// The receipt once given for the number before the batch's first, or a statement of loss up to there.
/// Either's head is the batch's `before`.
using Hole = std::variant<Receipt, LossStatement>;
std::string encode_hole_field(const Hole& hole);  // receipt=:base64: or loss=:base64:
/// Form only: whose signature it must bear, the caller knows.
core::Result<Hole> decode_hole_field(std::string_view field);
std::uint64_t end_of(const Hole& hole);  // the last number that it stands for
Head head_after(const Hole& hole);

}  // namespace talt::sync
