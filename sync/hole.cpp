// SPDX-License-Identifier: EUPL-1.2
// Formats:
//   Talt-Hole: receipt=:base64 of a receipt:   or   Talt-Hole: loss=:base64 of a statement of loss:
//   loss        = [1, device bstr(16), run bstr(16), from uint, to uint, head-after bstr(32), signature
//   bstr(64)] signed over = "talt-loss-1" || the same array without its last item (an array of six), by the
//   device's key
#include "sync/hole.h"

#include "app/core/cbor.h"

namespace talt::sync {

using core::Bytes;
using core::ByteView;
using core::CborReader;
using core::CborWriter;
using core::Error;
using core::Result;

namespace {

constexpr std::uint64_t version = 1;
constexpr std::size_t signed_items = 6;
constexpr std::size_t field_chars_max = 4096;
constexpr std::string_view receipt_begin = "receipt=:", loss_begin = "loss=:";

void write_items(CborWriter& out, const LossStatement& loss) {
  out.uint(version);
  out.bytes(loss.device);
  out.bytes(loss.run);
  out.uint(loss.from);
  out.uint(loss.to);
  out.bytes(loss.after);
}

Bytes signed_bytes(const LossStatement& loss) {
  CborWriter out;
  out.array(signed_items);
  write_items(out, loss);
  Bytes bytes;
  core::append(bytes, core::as_bytes("talt-loss-1"));
  core::append(bytes, out.view());
  return bytes;
}

Error unread() {
  return {"cannot read Talt-Hole", "it should be receipt=:base64: or loss=:base64:", ""};
}

template <class Decoded>
Result<Hole> as_hole(const Result<Decoded>& decoded) {
  if (!decoded) return decoded.error();
  return Hole(*decoded);
}

}  // namespace

Bytes encode(const LossStatement& loss) {
  CborWriter out;
  out.array(signed_items + 1);
  write_items(out, loss);
  out.bytes(loss.signature);
  return out.take();
}

Result<LossStatement> decode_loss(ByteView bytes) {
  CborReader in(bytes);
  LossStatement loss;
  if (in.array() != signed_items + 1 || in.uint() != version) in.fail();
  loss.device = in.fixed<16>();
  loss.run = in.fixed<16>();
  loss.from = in.uint();
  loss.to = in.uint();
  loss.after = in.fixed<32>();
  loss.signature = in.fixed<64>();
  if (!in.at_end() || loss.from == 0 || loss.from > loss.to)
    return Error{"cannot read the statement of loss", "the bytes are not of that form", ""};
  return loss;
}

void sign(LossStatement& loss, const platform::SigningKey& device_key) {
  loss.signature = platform::sign(device_key, signed_bytes(loss));
}

bool is_signed_by(const LossStatement& loss, const platform::PublicKey& device_key) {
  return platform::verify(device_key, signed_bytes(loss), loss.signature);
}

std::string encode_hole_field(const Hole& hole) {
  const bool is_receipt = std::holds_alternative<Receipt>(hole);
  const auto bytes = std::visit([](const auto& proof) { return encode(proof); }, hole);
  return std::string(is_receipt ? receipt_begin : loss_begin) + platform::to_base64(bytes) + ":";
}

Result<Hole> decode_hole_field(std::string_view field) {
  const bool is_receipt = field.starts_with(receipt_begin);
  if (field.size() > field_chars_max || (!is_receipt && !field.starts_with(loss_begin))) return unread();
  field.remove_prefix(is_receipt ? receipt_begin.size() : loss_begin.size());
  if (field.empty() || field.back() != ':') return unread();
  const auto bytes = platform::from_base64(field.substr(0, field.size() - 1));
  if (!bytes) return unread();
  return is_receipt ? as_hole(decode_receipt(*bytes)) : as_hole(decode_loss(*bytes));
}

std::uint64_t end_of(const Hole& hole) {
  const auto* receipt = std::get_if<Receipt>(&hole);
  return receipt != nullptr ? receipt->through : std::get<LossStatement>(hole).to;
}

Head head_after(const Hole& hole) {
  const auto* receipt = std::get_if<Receipt>(&hole);
  return receipt != nullptr ? receipt->head : std::get<LossStatement>(hole).after;
}

}  // namespace talt::sync
