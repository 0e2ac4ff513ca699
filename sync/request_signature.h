// SPDX-License-Identifier: EUPL-1.2
// How a device signs a request: Content-Digest (RFC 9530) and an HTTP message signature (RFC 9421, ed25519)
// in one fixed form a kind of request. Formats: sync/README.md. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/crypto.h"
#include "platform/http_client.h"

namespace talt::sync {

/// What a signature of that kind covers after "@method" and "@path", in this order.
struct SignedForm {
  std::string_view tag;
  std::vector<std::string_view> fields;
  std::string_view optional;  // covered last, where the request has it; empty: none
};

struct VerifiedRequest {
  std::string nonce;
  std::string signature_base;  // stands as evidence
};

std::string content_digest(core::ByteView body);  // sha-256=:...:

/// Adds content-digest, signature-input and signature. The request has the form's other fields already.
void sign_request(platform::HttpRequest& request, std::string_view path, const SignedForm& form,
                  const platform::SigningKey& key, std::string_view nonce);
/// Checks digest and signature of a request as received.
core::Result<VerifiedRequest> verify_request(std::string_view method, std::string_view path,
                                             const platform::Headers& headers, core::ByteView body,
                                             const SignedForm& form, const platform::PublicKey& key);

std::string byte_sequence(core::ByteView bytes);  // :base64: (RFC 8941)
std::optional<core::Bytes> from_byte_sequence(std::string_view text);

}  // namespace talt::sync
