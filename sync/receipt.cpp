// SPDX-License-Identifier: EUPL-1.2
// Formats:
//   receipt       = [1, device bstr(16), run bstr(16), through uint, head bstr(32), stable uint, time uint,
//                    nonce tstr, disputed tstr, attachments uint, whole uint, attachments-stable uint,
//                    missing [0*32 [name bstr(32), have uint]], signature bstr(64)]
//   signed over   = "talt-receipt-1" || the same array without its last item (an array of thirteen)
//   problem       = RFC 9457 members type, title, status, detail; extensions nonce and signature (base64)
//   signed over   = "talt-refusal-1" || [status uint, type tstr, nonce tstr]
#include "sync/receipt.h"

#include <nlohmann/json.hpp>

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
constexpr std::size_t signed_items = 13;

void write_items(CborWriter& out, const Receipt& receipt) {
  out.uint(version);
  out.bytes(receipt.device);
  out.bytes(receipt.run);
  out.uint(receipt.through);
  out.bytes(receipt.head);
  out.uint(receipt.stable);
  out.uint(static_cast<std::uint64_t>(receipt.time_s));
  out.text(receipt.nonce);
  out.text(receipt.disputed);
  out.uint(receipt.attachments.named);
  out.uint(receipt.attachments.whole);
  out.uint(receipt.attachments.stable);
  out.array(receipt.attachments.missing.size());
  for (const auto& missing : receipt.attachments.missing) {
    out.array(2);
    out.bytes(missing.name);
    out.uint(missing.have);
  }
}

AttachmentTally read_tally(CborReader& in) {
  AttachmentTally tally;
  tally.named = in.uint();
  tally.whole = in.uint();
  tally.stable = in.uint();
  const auto count = in.array();
  if (tally.whole > tally.named || count > tally.named - tally.whole || count > missing_attachments_max)
    in.fail();
  for (std::size_t i = 0; in.ok() && i < count; ++i) {
    if (in.array() != 2) in.fail();
    MissingAttachment missing;
    missing.name = in.fixed<32>();
    missing.have = in.uint();
    tally.missing.push_back(missing);
  }
  return tally;
}

Bytes signed_bytes(const Receipt& receipt) {
  CborWriter out;
  out.array(signed_items);
  write_items(out, receipt);
  Bytes bytes;
  core::append(bytes, core::as_bytes("talt-receipt-1"));
  core::append(bytes, out.view());
  return bytes;
}

Bytes signed_bytes(const Problem& problem) {
  CborWriter out;
  out.array(3);
  out.uint(static_cast<std::uint64_t>(problem.status));
  out.text(problem.type);
  out.text(problem.nonce);
  Bytes bytes;
  core::append(bytes, core::as_bytes("talt-refusal-1"));
  core::append(bytes, out.view());
  return bytes;
}

}  // namespace

Bytes encode(const Receipt& receipt) {
  CborWriter out;
  out.array(signed_items + 1);
  write_items(out, receipt);
  out.bytes(receipt.signature);
  return out.take();
}

Result<Receipt> decode_receipt(ByteView bytes) {
  CborReader in(bytes);
  Receipt receipt;
  if (in.array() != signed_items + 1 || in.uint() != version) in.fail();
  receipt.device = in.fixed<16>();
  receipt.run = in.fixed<16>();
  receipt.through = in.uint();
  receipt.head = in.fixed<32>();
  receipt.stable = in.uint();
  receipt.time_s = in.integer();
  if (receipt.time_s < 0) in.fail();
  receipt.nonce = in.text();
  receipt.disputed = in.text();
  receipt.attachments = read_tally(in);
  receipt.signature = in.fixed<64>();
  if (!in.at_end()) return Error{"cannot read the receipt", "the bytes are not of that form", ""};
  return receipt;
}

void sign(Receipt& receipt, const platform::SigningKey& receipt_key) {
  receipt.signature = platform::sign(receipt_key, signed_bytes(receipt));
}

bool is_signed_by(const Receipt& receipt, const platform::PublicKey& receipt_key) {
  return platform::verify(receipt_key, signed_bytes(receipt), receipt.signature);
}

std::string encode(const Problem& problem) {
  nlohmann::ordered_json json{{"type", problem.type}, {"title", problem.title}, {"status", problem.status}};
  if (!problem.detail.empty()) json["detail"] = problem.detail;
  if (!problem.nonce.empty()) json["nonce"] = problem.nonce;
  if (problem.signature) json["signature"] = platform::to_base64(*problem.signature);
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<Problem> decode_problem(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  const Error unread{"cannot read the receiver's refusal", "it is not a problem document", ""};
  if (!json.is_object()) return unread;
  const auto string = [&](const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const auto status = json.find("status");
  if (status == json.end() || !status->is_number_integer()) return unread;
  Problem problem{status->get<int>(), string("type"), string("title"), string("detail"), string("nonce"), {}};
  if (const auto bytes = platform::from_base64(string("signature")); bytes && !bytes->empty())
    problem.signature = platform::exactly<64>(*bytes);
  return problem;
}

void sign(Problem& problem, const platform::SigningKey& receipt_key) {
  problem.signature = platform::sign(receipt_key, signed_bytes(problem));
}

bool is_signed_by(const Problem& problem, const platform::PublicKey& receipt_key) {
  return problem.signature && platform::verify(receipt_key, signed_bytes(problem), *problem.signature);
}

}  // namespace talt::sync
