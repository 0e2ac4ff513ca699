// SPDX-License-Identifier: EUPL-1.2
// A piece of an attachment on the wire: PUT /v1/devices/{device}/attachments/{name}. Formats: sync/README.md.
// Pure; any thread.
#pragma once

#include <string>

#include "app/core/attachment.h"
#include "sync/chain.h"
#include "sync/request_signature.h"

namespace talt::sync {

inline constexpr std::size_t piece_bytes_max = 1024 * 1024;  // a receiver takes no larger one

/// Which bytes of the whole a body is.
struct PieceRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;  // inclusive
  std::uint64_t size = 1;  // of the whole
  std::uint64_t count() const { return last - first + 1; }
};
std::string encode_content_range(const PieceRange& range);  // bytes 0-262143/2097696 (RFC 9110)
/// That form and no other; `first` to `last` lie within the whole.
core::Result<PieceRange> decode_content_range(std::string_view field);

std::string attachment_path(const DeviceId& device, const core::AttachmentName& name);

/// Over @method, @path, content-digest, content-type, content-range, talt-receiver; tag talt-attachment-1.
void sign_piece(platform::HttpRequest& request, std::string_view path, const platform::SigningKey& key,
                std::string_view nonce);
core::Result<VerifiedRequest> verify_piece(std::string_view method, std::string_view path,
                                           const platform::Headers& headers, core::ByteView body,
                                           const platform::PublicKey& key);

}  // namespace talt::sync
