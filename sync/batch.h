// SPDX-License-Identifier: EUPL-1.2
// A batch on the wire: its Talt-Batch field, Content-Digest (RFC 9530) and HTTP message signature (RFC 9421,
// ed25519). Formats: sync/README.md. Pure; any thread.
#pragma once

#include <string>

#include "platform/http_client.h"
#include "sync/chain.h"
#include "sync/hole.h"  // Talt-Hole: what stands for records that are gone
#include "sync/request_signature.h"

namespace talt::sync {

struct BatchRange {
  std::uint64_t first = 1;
  Head before{};
  std::uint64_t count = 0;
  Head after{};
};
std::string encode_batch_field(const BatchRange& range);  // a structured-field dictionary (RFC 8941)
core::Result<BatchRange> decode_batch_field(std::string_view field);

std::string batch_path(const DeviceId& device, const RunId& run);  // /v1/devices/{hex}/runs/{hex}/batches

/// Adds content-digest, signature-input and signature (tag talt-batch-1) over @method, @path, content-digest,
/// content-type, talt-batch, talt-receiver, and talt-hole where the request has one.
void sign_request(platform::HttpRequest& request, std::string_view path, const platform::SigningKey& key,
                  std::string_view nonce);
/// Checks digest and signature of a request as received; on success the signature base stands as evidence.
core::Result<VerifiedRequest> verify_request(std::string_view method, std::string_view path,
                                             const platform::Headers& headers, core::ByteView body,
                                             const platform::PublicKey& key);

}  // namespace talt::sync
