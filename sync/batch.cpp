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

const SignedForm& batch_form() {
  static const SignedForm form{
      "talt-batch-1", {"content-digest", "content-type", "talt-batch", "talt-receiver"}, "talt-hole"};
  return form;
}

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

/// A structured field's byte sequence of that size.
template <std::size_t N>
std::optional<std::array<std::uint8_t, N>> sequence_of(std::optional<std::string_view> text) {
  const auto bytes = text ? from_byte_sequence(*text) : std::nullopt;
  return bytes ? platform::exactly<N>(*bytes) : std::nullopt;
}

}  // namespace

std::string encode_batch_field(const BatchRange& range) {
  return "first=" + std::to_string(range.first) + ", before=" + byte_sequence(range.before) +
         ", count=" + std::to_string(range.count) + ", after=" + byte_sequence(range.after);
}

Result<BatchRange> decode_batch_field(std::string_view field) {
  auto rest = field;
  const auto first = number(take(rest, "first"));
  const auto before = sequence_of<32>(take(rest, "before"));
  const auto count = number(take(rest, "count"));
  const auto after = sequence_of<32>(take(rest, "after"));
  if (!first || !before || !count || !after || !rest.empty() || *first == 0)
    return unsound("cannot read Talt-Batch", "it should give first, before, count and after");
  return BatchRange{*first, *before, *count, *after};
}

std::string batch_path(const DeviceId& device, const RunId& run) {
  return "/v1/devices/" + platform::to_hex(device) + "/runs/" + platform::to_hex(run) + "/batches";
}

void sign_request(platform::HttpRequest& request, std::string_view path, const platform::SigningKey& key,
                  std::string_view nonce) {
  sign_request(request, path, batch_form(), key, nonce);
}

Result<VerifiedRequest> verify_request(std::string_view method, std::string_view path,
                                       const platform::Headers& headers, core::ByteView body,
                                       const platform::PublicKey& key) {
  return verify_request(method, path, headers, body, batch_form(), key);
}

}  // namespace talt::sync
