// SPDX-License-Identifier: EUPL-1.2
// Runs, heads and the frames of records as they are journaled and sent: the bytes both ends agree on.
// Formats: sync/README.md. Pure; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "app/core/result.h"
#include "platform/crypto.h"

namespace talt::sync {

using DeviceId = std::array<std::uint8_t, 16>;
using RunId = std::array<std::uint8_t, 16>;
using Head = platform::Hash;

struct SealedRunKey {
  platform::PublicKey recipient{};
  core::Bytes sealed;
};

/// A run's header, written with the run's first record in one synced write and sent before it.
struct RunHeader {
  DeviceId device{};
  RunId run{};
  platform::PublicKey device_key{};
  platform::Hash commitment{};        // BLAKE2b(run key, "commit")
  std::vector<SealedRunKey> run_key;  // sealed to each sealing key
  RunId previous_run{};               // zeros: none
  std::uint64_t previous_last = 0;    // its last number
  Head previous_head{};
  std::uint64_t first = 1;  // the run's first record's number
};
/// Deterministic CBOR.
core::Bytes encode(const RunHeader& header);
core::Result<RunHeader> decode_run_header(core::ByteView bytes);

Head first_head(core::ByteView header_bytes);                   // BLAKE2b-256("talt-run-1" || header)
Head next_head(const Head& head, core::ByteView record_frame);  // BLAKE2b-256(head || BLAKE2b-256(frame))

/// A record as journaled and sent: CBOR array [clear header map, ciphertext].
struct RecordFrame {
  core::Bytes clear;
  core::Bytes sealed;
};  // clear: a CBOR map, 0xa0 where empty
core::Bytes encode_frame(core::ByteView clear, core::ByteView sealed);
core::Result<RecordFrame> decode_frame(core::ByteView frame);
/// Splits a CBOR Sequence (RFC 8742) into its items, bounded: depth 8, shortest forms, no count above the
/// bytes left.
core::Result<std::vector<core::ByteView>> split_sequence(core::ByteView sequence, std::size_t items_max);

/// Seals records of one run with a key that is hashed forward and forgotten. Lives in the open journal
/// handle, dies with it, refuses a number not above its last.
class Sealer {
 public:
  Sealer(platform::Secret run_key, DeviceId device, RunId run, std::uint64_t first);
  core::Result<core::Bytes> seal(std::uint64_t number, core::ByteView clear,
                                 core::ByteView plain);  // the frame
 private:
  platform::Secret key_;
  platform::Secret record_key_;  // one locked buffer for every record's own key
  DeviceId device_;
  RunId run_;
  std::uint64_t next_;
};
/// The receiver's side of the same: opens frames in rising order from the run's first; can skip.
class Opener {
 public:
  Opener(platform::Secret run_key, DeviceId device, RunId run, std::uint64_t first);
  core::Result<core::Bytes> open(std::uint64_t number, core::ByteView frame);

 private:
  platform::Secret key_;
  platform::Secret record_key_;  // one locked buffer for every record's own key
  DeviceId device_;
  RunId run_;
  std::uint64_t next_;
};

}  // namespace talt::sync
