// SPDX-License-Identifier: EUPL-1.2
// [1, device bstr(16), name bstr(32), have uint, size uint, whole 0 / 1, stable 0 / 1, nonce tstr, time uint,
//  discarded tstr, signature bstr(64)]; the signature is over the same array without its last item.
#include "sync/attachment_receipt.h"

#include "app/core/cbor.h"

namespace talt::sync {

namespace {

constexpr std::uint64_t version = 1;
constexpr std::size_t signed_items = 10;

void write_items(core::CborWriter& out, const AttachmentReceipt& receipt) {
  out.uint(version);
  out.bytes(receipt.device);
  out.bytes(receipt.name);
  out.uint(receipt.have);
  out.uint(receipt.size);
  out.uint(receipt.is_whole ? 1 : 0);
  out.uint(receipt.is_stable ? 1 : 0);
  out.text(receipt.nonce);
  out.uint(static_cast<std::uint64_t>(receipt.time_s));
  out.text(receipt.discarded);
}

core::Bytes signed_bytes(const AttachmentReceipt& receipt) {
  core::CborWriter out;
  out.array(signed_items);
  write_items(out, receipt);
  core::Bytes bytes;
  core::append(bytes, core::as_bytes("talt-attachment-receipt-1"));
  core::append(bytes, out.view());
  return bytes;
}

bool flag(core::CborReader& in) {
  const auto value = in.uint();
  if (value > 1) in.fail();
  return value == 1;
}

}  // namespace

core::Bytes encode(const AttachmentReceipt& receipt) {
  core::CborWriter out;
  out.array(signed_items + 1);
  write_items(out, receipt);
  out.bytes(receipt.signature);
  return out.take();
}

core::Result<AttachmentReceipt> decode_attachment_receipt(core::ByteView bytes) {
  core::CborReader in(bytes);
  AttachmentReceipt receipt;
  if (in.array() != signed_items + 1 || in.uint() != version) in.fail();
  receipt.device = in.fixed<16>();
  receipt.name = in.fixed<32>();
  receipt.have = in.uint();
  receipt.size = in.uint();
  receipt.is_whole = flag(in);
  receipt.is_stable = flag(in);
  receipt.nonce = in.text();
  const auto time = in.integer();
  receipt.time_s = time;
  receipt.discarded = in.text();
  receipt.signature = in.fixed<64>();
  const bool is_sound = receipt.have <= receipt.size && time >= 0 &&
                        (!receipt.is_whole || receipt.have == receipt.size) &&
                        (!receipt.is_stable || receipt.is_whole);
  if (!in.at_end() || !is_sound)
    return core::Error{"cannot read an attachment's receipt", "the bytes are not of that form", ""};
  return receipt;
}

void sign(AttachmentReceipt& receipt, const platform::SigningKey& key) {
  receipt.signature = platform::sign(key, signed_bytes(receipt));
}

bool is_signed_by(const AttachmentReceipt& receipt, const platform::PublicKey& receipt_key) {
  return platform::verify(receipt_key, signed_bytes(receipt), receipt.signature);
}

}  // namespace talt::sync
