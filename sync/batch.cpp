// SPDX-License-Identifier: EUPL-1.2
// The body is a CBOR Sequence: the run's header first where the receiver has none of the run, then `count`
// frames.
//   Talt-Batch: first=1, before=:base64:, count=12, after=:base64:          (RFC 8941 dictionary)
//   Talt-Hole: receipt=:base64:  or  loss=:base64:      where records before `first` are gone (hole.cpp)
//   Content-Digest: sha-256=:base64:                                        (RFC 9530)
//   Signature-Input: talt=("@method" "@path" "content-digest" "content-type" "talt-batch" "talt-receiver"
//                    "talt-hole");alg="ed25519";keyid="<device key, hex>";nonce="<hex>";tag="talt-batch-1"
//                    (RFC 9421; one line; "talt-hole" only where the field is sent)
//   Signature: talt=:base64:
#include "sync/batch.h"

#include <charconv>

namespace talt::sync {

using core::Error;
using core::Result;

namespace {

constexpr const char* covered_fields[] = {"content-digest", "content-type", "talt-batch", "talt-receiver",
                                          "talt-hole"};  // the last one where it is sent
constexpr std::size_t nonce_chars_max = 64;

Error unsound(const char* what, const char* why) {
  return {what, why, ""};
}

/// Takes `key=` and what follows it up to the next comma, in the order we write: our own form and no other.
std::optional<std::string_view> take(std::string_view& rest, std::string_view key) {
  if (!rest.starts_with(key) || rest.size() <= key.size() || rest[key.size()] != '=') return std::nullopt;
  rest.remove_prefix(key.size() + 1);
  const auto comma = rest.find(", ");
  const auto value = rest.substr(0, comma);
  rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 2);
  return value;
}

std::optional<std::uint64_t> number(std::optional<std::string_view> text) {
  std::uint64_t value = 0;
  if (!text || text->empty()) return std::nullopt;
  const auto [end, code] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (code != std::errc() || end != text->data() + text->size()) return std::nullopt;
  return value;
}

/// A structured field's byte sequence: `:base64:`.
template <std::size_t N>
std::optional<std::array<std::uint8_t, N>> byte_sequence(std::optional<std::string_view> text) {
  if (!text || text->size() < 2 || text->front() != ':' || text->back() != ':') return std::nullopt;
  const auto bytes = platform::from_base64(text->substr(1, text->size() - 2));
  return bytes ? platform::exactly<N>(*bytes) : std::nullopt;
}

std::string byte_sequence(core::ByteView bytes) {
  return ":" + platform::to_base64(bytes) + ":";
}

std::string parameters(const platform::Headers& headers, std::string_view key_id, std::string_view nonce) {
  std::string components = R"(("@method" "@path")";
  for (const std::string_view name : covered_fields)
    if (name != "talt-hole" || platform::find_header(headers, name) != nullptr)
      components += " \"" + std::string(name) + "\"";
  return components + R"();alg="ed25519";keyid=")" + std::string(key_id) + R"(";nonce=")" +
         std::string(nonce) + R"(";tag="talt-batch-1")";
}

/// RFC 9421 section 2.5. Nothing where a covered field is missing.
std::optional<std::string> signature_base(std::string_view method, std::string_view path,
                                          const platform::Headers& headers,
                                          const std::string& signed_parameters) {
  std::string base = "\"@method\": " + std::string(method) + "\n\"@path\": " + std::string(path) + "\n";
  for (const std::string_view name : covered_fields) {
    const auto* value = platform::find_header(headers, name);
    if (value == nullptr && name == "talt-hole") continue;
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

std::string encode_batch_field(const BatchRange& range) {
  return "first=" + std::to_string(range.first) + ", before=" + byte_sequence(range.before) +
         ", count=" + std::to_string(range.count) + ", after=" + byte_sequence(range.after);
}

Result<BatchRange> decode_batch_field(std::string_view field) {
  auto rest = field;
  const auto first = number(take(rest, "first"));
  const auto before = byte_sequence<32>(take(rest, "before"));
  const auto count = number(take(rest, "count"));
  const auto after = byte_sequence<32>(take(rest, "after"));
  if (!first || !before || !count || !after || !rest.empty() || *first == 0)
    return unsound("cannot read Talt-Batch", "it should give first, before, count and after");
  return BatchRange{*first, *before, *count, *after};
}

std::string content_digest(core::ByteView body) {
  return "sha-256=" + byte_sequence(platform::sha256(body));
}

std::string batch_path(const DeviceId& device, const RunId& run) {
  return "/v1/devices/" + platform::to_hex(device) + "/runs/" + platform::to_hex(run) + "/batches";
}

void sign_request(platform::HttpRequest& request, std::string_view path, const platform::SigningKey& key,
                  std::string_view nonce) {
  request.headers.emplace_back("content-digest", content_digest(request.body));
  const auto signed_parameters = parameters(request.headers, platform::to_hex(key.public_key), nonce);
  const auto base = signature_base(request.method, path, request.headers, signed_parameters);
  core::check(base.has_value(), "a batch has all the fields that its signature covers");
  request.headers.emplace_back("signature-input", "talt=" + signed_parameters);
  request.headers.emplace_back("signature",
                               "talt=" + byte_sequence(platform::sign(key, core::as_bytes(*base))));
}

Result<VerifiedRequest> verify_request(std::string_view method, std::string_view path,
                                       const platform::Headers& headers, core::ByteView body,
                                       const platform::PublicKey& key) {
  const auto* digest = platform::find_header(headers, "content-digest");
  if (digest == nullptr || *digest != content_digest(body))
    return unsound("the request was changed on its way", "Content-Digest is not the body's");
  const auto* input = platform::find_header(headers, "signature-input");
  const auto* signature = platform::find_header(headers, "signature");
  if (input == nullptr || signature == nullptr || !signature->starts_with("talt="))
    return unsound("the request is not signed", "Signature-Input or Signature is missing");
  const auto nonce = hex_parameter(*input, "nonce");
  if (!nonce) return unsound("the request is not signed", "Signature-Input has no nonce");
  const auto expected = parameters(headers, platform::to_hex(key), *nonce);
  if (*input != "talt=" + expected)
    return unsound("the signature is not taken", "Signature-Input does not cover what it must");
  const auto base = signature_base(method, path, headers, expected);
  const auto bytes = byte_sequence<64>(std::string_view(*signature).substr(5));
  if (!base || !bytes || !platform::verify(key, core::as_bytes(*base), *bytes))
    return unsound("the signature is wrong", "it is not this device's over this request");
  return VerifiedRequest{*nonce, *base};
}

}  // namespace talt::sync
