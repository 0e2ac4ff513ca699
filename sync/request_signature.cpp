// SPDX-License-Identifier: EUPL-1.2
// Content-Digest: sha-256=:base64:
// Signature-Input: talt=("@method" "@path" <the form's fields>);alg="ed25519";keyid="<device key, hex>";
//                  nonce="<hex>";tag="<the form's>"                                     (one line)
// Signature: talt=:base64:
#include "sync/request_signature.h"

#include "app/core/check.h"

namespace talt::sync {

using core::Error;
using core::Result;

namespace {

constexpr std::size_t nonce_chars_max = 64;

Error unsound(const char* what, const char* why) {
  return {what, why, ""};
}

/// The fields of a form that this request is signed over.
std::vector<std::string_view> covered(const SignedForm& form, const platform::Headers& headers) {
  auto fields = form.fields;
  if (!form.optional.empty() && platform::find_header(headers, form.optional) != nullptr)
    fields.push_back(form.optional);
  return fields;
}

std::string parameters(const SignedForm& form, const platform::Headers& headers, std::string_view key_id,
                       std::string_view nonce) {
  std::string text = R"(("@method" "@path")";
  for (const auto name : covered(form, headers)) text += " \"" + std::string(name) + "\"";
  text += R"();alg="ed25519";keyid=")" + std::string(key_id) + R"(";nonce=")" + std::string(nonce);
  return text + R"(";tag=")" + std::string(form.tag) + "\"";
}

/// RFC 9421 section 2.5. Nothing where a covered field is missing.
std::optional<std::string> signature_base(std::string_view method, std::string_view path,
                                          const SignedForm& form, const platform::Headers& headers,
                                          const std::string& signed_parameters) {
  std::string base = "\"@method\": " + std::string(method) + "\n\"@path\": " + std::string(path) + "\n";
  for (const auto name : covered(form, headers)) {
    const auto* value = platform::find_header(headers, name);
    if (value == nullptr) return std::nullopt;
    base += "\"" + std::string(name) + "\": " + *value + "\n";
  }
  return base + "\"@signature-params\": " + signed_parameters;
}

/// The value of `;name="..."`, hex digits only.
std::optional<std::string> hex_parameter(std::string_view text, const std::string& name) {
  const std::string begin = ";" + name + "=\"";
  const auto at = text.find(begin);
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(at + begin.size());
  const auto end = text.find('"');
  if (end == std::string_view::npos || end == 0 || end > nonce_chars_max) return std::nullopt;
  const std::string value(text.substr(0, end));
  return platform::from_hex(value) ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string byte_sequence(core::ByteView bytes) {
  return ":" + platform::to_base64(bytes) + ":";
}

std::optional<core::Bytes> from_byte_sequence(std::string_view text) {
  if (text.size() < 2 || text.front() != ':' || text.back() != ':') return std::nullopt;
  return platform::from_base64(text.substr(1, text.size() - 2));
}

std::string content_digest(core::ByteView body) {
  return "sha-256=" + byte_sequence(platform::sha256(body));
}

void sign_request(platform::HttpRequest& request, std::string_view path, const SignedForm& form,
                  const platform::SigningKey& key, std::string_view nonce) {
  request.headers.emplace_back("content-digest", content_digest(request.body));
  const auto signed_parameters = parameters(form, request.headers, platform::to_hex(key.public_key), nonce);
  const auto base = signature_base(request.method, path, form, request.headers, signed_parameters);
  core::check(base.has_value(), "a request has all the fields that its signature covers");
  request.headers.emplace_back("signature-input", "talt=" + signed_parameters);
  request.headers.emplace_back("signature",
                               "talt=" + byte_sequence(platform::sign(key, core::as_bytes(*base))));
}

Result<VerifiedRequest> verify_request(std::string_view method, std::string_view path,
                                       const platform::Headers& headers, core::ByteView body,
                                       const SignedForm& form, const platform::PublicKey& key) {
  const auto* digest = platform::find_header(headers, "content-digest");
  if (digest == nullptr || *digest != content_digest(body))
    return unsound("the request was changed on its way", "Content-Digest is not the body's");
  const auto* input = platform::find_header(headers, "signature-input");
  const auto* signature = platform::find_header(headers, "signature");
  if (input == nullptr || signature == nullptr || !signature->starts_with("talt="))
    return unsound("the request is not signed", "Signature-Input or Signature is missing");
  const auto nonce = hex_parameter(*input, "nonce");
  if (!nonce) return unsound("the request is not signed", "Signature-Input has no nonce");
  const auto expected = parameters(form, headers, platform::to_hex(key), *nonce);
  if (*input != "talt=" + expected)
    return unsound("the signature is not taken", "Signature-Input does not cover what it must");
  const auto base = signature_base(method, path, form, headers, expected);
  const auto bytes = from_byte_sequence(std::string_view(*signature).substr(5));
  if (!base || !bytes || !platform::verify(key, core::as_bytes(*base), *bytes))
    return unsound("the signature is wrong", "it is not this device's over this request");
  return VerifiedRequest{*nonce, *base};
}

}  // namespace talt::sync
