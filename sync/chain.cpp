// SPDX-License-Identifier: EUPL-1.2
// Formats (CBOR in deterministic form; bstr(n) is a byte string of n bytes):
//
//   run-header   = [1, device bstr(16), run bstr(16), device-key bstr(32), commitment bstr(32),
//                   [+ [recipient bstr(32), sealed bstr]], previous-run bstr(16), previous-last uint,
//                   previous-head bstr(32), first uint]
//   frame        = [clear map, sealed bstr]
//   associated   = "talt-record-1" || device || run || number (8 bytes, big-endian) || clear
//   head(first-1) = BLAKE2b-256("talt-run-1" || run-header)
//   head(n)      = BLAKE2b-256(head(n-1) || BLAKE2b-256(frame n))
//   sealed n     = XChaCha20-Poly1305(key = BLAKE2b-256(key n, "seal"), nonce = n, associated, padded plain
//   text) key n+1      = BLAKE2b-256(key n, "next"); the run's first record has the run key
#include "sync/chain.h"

#include "app/core/cbor.h"
#include "app/core/limits.h"

namespace talt::sync {

using core::Bytes;
using core::ByteView;
using core::CborReader;
using core::CborWriter;
using core::Error;
using core::Result;

namespace {

constexpr std::uint64_t header_version = 1;
constexpr std::size_t header_items = 10;
constexpr std::size_t recipients_max = 16;
constexpr std::size_t sealing_bytes_max = 16 + 6;  // the authenticator, and the heads of the frame

Error damaged(const char* what) {
  return Error{what, "the bytes are not of that form", ""};
}

Bytes associated_data(const DeviceId& device, const RunId& run, std::uint64_t number, ByteView clear) {
  Bytes out;
  core::append(out, core::as_bytes("talt-record-1"));
  core::append(out, device);
  core::append(out, run);
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(number >> shift));
  core::append(out, clear);
  return out;
}

/// One step of the key forward, after the record's own key was taken from it.
void step_key(platform::Secret& key, platform::Secret& record_key) {
  platform::derive_into(record_key, key, "seal");
  platform::derive_into(key, key, "next");
}

}  // namespace

Bytes encode(const RunHeader& header) {
  CborWriter out;
  out.array(header_items);
  out.uint(header_version);
  out.bytes(header.device);
  out.bytes(header.run);
  out.bytes(header.device_key);
  out.bytes(header.commitment);
  out.array(header.run_key.size());
  for (const auto& sealed : header.run_key) {
    out.array(2);
    out.bytes(sealed.recipient);
    out.bytes(sealed.sealed);
  }
  out.bytes(header.previous_run);
  out.uint(header.previous_last);
  out.bytes(header.previous_head);
  out.uint(header.first);
  return out.take();
}

Result<RunHeader> decode_run_header(ByteView bytes) {
  CborReader in(bytes);
  RunHeader header;
  if (in.array() != header_items || in.uint() != header_version) return damaged("cannot read a run's header");
  header.device = in.fixed<16>();
  header.run = in.fixed<16>();
  header.device_key = in.fixed<32>();
  header.commitment = in.fixed<32>();
  const auto recipients = in.array();
  if (recipients > recipients_max) return damaged("cannot read a run's header");
  for (std::size_t i = 0; in.ok() && i < recipients; ++i) {
    if (in.array() != 2) in.fail();
    SealedRunKey sealed;
    sealed.recipient = in.fixed<32>();
    const auto box = in.bytes();
    sealed.sealed.assign(box.begin(), box.end());
    header.run_key.push_back(std::move(sealed));
  }
  header.previous_run = in.fixed<16>();
  header.previous_last = in.uint();
  header.previous_head = in.fixed<32>();
  header.first = in.uint();
  if (!in.at_end() || header.first == 0) return damaged("cannot read a run's header");
  return header;
}

Head first_head(ByteView header_bytes) {
  return platform::hash({core::as_bytes("talt-run-1"), header_bytes});
}

Head next_head(const Head& head, ByteView record_frame) {
  const auto record = platform::hash({record_frame});
  return platform::hash({head, record});
}

Bytes encode_frame(ByteView clear, ByteView sealed) {
  CborWriter out;
  out.array(2);
  out.item(clear);
  out.bytes(sealed);
  return out.take();
}

Result<RecordFrame> decode_frame(ByteView frame) {
  CborReader in(frame);
  if (frame.size() > core::record_bytes_max || in.array() != 2) return damaged("cannot read a record");
  const auto clear = in.item();
  if (!in.ok() || clear.empty() || clear[0] >> 5 != 5) return damaged("cannot read a record's clear header");
  const auto sealed = in.bytes();
  if (!in.at_end()) return damaged("cannot read a record");
  return RecordFrame{Bytes(clear.begin(), clear.end()), Bytes(sealed.begin(), sealed.end())};
}

Result<std::vector<ByteView>> split_sequence(ByteView sequence, std::size_t items_max) {
  std::vector<ByteView> items;
  CborReader in(sequence);
  while (in.ok() && !in.at_end()) {
    if (items.size() == items_max) return damaged("more records than a batch may hold");
    items.push_back(in.item());
  }
  if (!in.ok()) return damaged("cannot read a sequence of records");
  return items;
}

Sealer::Sealer(platform::Secret run_key, DeviceId device, RunId run, std::uint64_t first)
    : key_(std::move(run_key)), record_key_(32), device_(device), run_(run), next_(first) {}

Result<Bytes> Sealer::seal(std::uint64_t number, ByteView clear, ByteView plain) {
  if (number != next_) return Error{"cannot seal a record", "its number does not follow the last one's", ""};
  if (clear.size() + plain.size() + sealing_bytes_max > core::record_bytes_max)
    return Error{"cannot save a record", "it is larger than 8 KiB when sealed", ""};
  step_key(key_, record_key_);
  ++next_;
  auto sealed = platform::encrypt(record_key_, number, associated_data(device_, run_, number, clear), plain);
  platform::wipe(record_key_.bytes());
  return encode_frame(clear, sealed);
}

Opener::Opener(platform::Secret run_key, DeviceId device, RunId run, std::uint64_t first)
    : key_(std::move(run_key)), record_key_(32), device_(device), run_(run), next_(first) {}

Result<Bytes> Opener::open(std::uint64_t number, ByteView frame) {
  core::check(number >= next_, "records are opened in rising order");
  for (; next_ < number; ++next_) platform::derive_into(key_, key_, "next");
  step_key(key_, record_key_);
  ++next_;
  const auto parts = decode_frame(frame);
  if (!parts) return parts.error();
  auto plain = platform::decrypt(record_key_, number, associated_data(device_, run_, number, parts->clear),
                                 parts->sealed);
  if (!plain)
    return Error{"cannot open a record", "it was not sealed with this run's key or was changed since", ""};
  return std::move(*plain);
}

}  // namespace talt::sync
