// SPDX-License-Identifier: EUPL-1.2
// The receiver's signed word for how far it has one attachment. Format: sync/README.md. Pure; any thread.
#pragma once

#include <string>

#include "app/core/attachment.h"
#include "sync/chain.h"

namespace talt::sync {

struct AttachmentReceipt {
  DeviceId device{};
  core::AttachmentName name{};
  std::uint64_t have = 0;  // bytes from the beginning; may go backwards
  std::uint64_t size = 0;  // of the whole, as the record named it
  bool is_whole = false;   // all of it is there, and has that name
  bool is_stable = false;  // and a verified backup holds it
  std::string nonce;       // the request's
  std::int64_t time_s = 0;
  std::string discarded;  // not empty: why what was there was thrown away with this answer
  platform::Signature signature{};
};
core::Bytes encode(const AttachmentReceipt& receipt);  // application/talt-attachment-receipt+cbor
core::Result<AttachmentReceipt> decode_attachment_receipt(core::ByteView bytes);
void sign(AttachmentReceipt& receipt, const platform::SigningKey& key);  // "talt-attachment-receipt-1"
bool is_signed_by(const AttachmentReceipt& receipt, const platform::PublicKey& receipt_key);

}  // namespace talt::sync
