// SPDX-License-Identifier: EUPL-1.2
#include "sync/attachment_piece.h"

#include <charconv>

namespace talt::sync {

using core::Error;
using core::Result;

namespace {

constexpr std::string_view unit = "bytes ";

const SignedForm& piece_form() {
  static const SignedForm form{
      "talt-attachment-1", {"content-digest", "content-type", "content-range", "talt-receiver"}, ""};
  return form;
}

/// Takes a number as std::to_string writes it, and the mark behind it.
std::optional<std::uint64_t> take_number(std::string_view& rest, std::string_view mark) {
  const auto end = mark.empty() ? rest.size() : rest.find(mark);
  if (end == std::string_view::npos || end == 0 || (end > 1 && rest[0] == '0')) return std::nullopt;
  std::uint64_t value = 0;
  const auto [stop, code] = std::from_chars(rest.data(), rest.data() + end, value);
  if (code != std::errc() || stop != rest.data() + end) return std::nullopt;
  rest.remove_prefix(end + mark.size());
  return value;
}

}  // namespace

std::string encode_content_range(const PieceRange& range) {
  return std::string(unit) + std::to_string(range.first) + "-" + std::to_string(range.last) + "/" +
         std::to_string(range.size);
}

Result<PieceRange> decode_content_range(std::string_view field) {
  const Error unread{"cannot read Content-Range", "it should be: bytes first-last/size", ""};
  if (!field.starts_with(unit)) return unread;
  field.remove_prefix(unit.size());
  const auto first = take_number(field, "-");
  const auto last = first ? take_number(field, "/") : std::nullopt;
  const auto size = last ? take_number(field, "") : std::nullopt;
  if (!size || *first > *last || *last >= *size) return unread;
  return PieceRange{*first, *last, *size};
}

std::string attachment_path(const DeviceId& device, const core::AttachmentName& name) {
  return "/v1/devices/" + platform::to_hex(device) + "/attachments/" + platform::to_hex(name);
}

void sign_piece(platform::HttpRequest& request, std::string_view path, const platform::SigningKey& key,
                std::string_view nonce) {
  sign_request(request, path, piece_form(), key, nonce);
}

Result<VerifiedRequest> verify_piece(std::string_view method, std::string_view path,
                                     const platform::Headers& headers, core::ByteView body,
                                     const platform::PublicKey& key) {
  return verify_request(method, path, headers, body, piece_form(), key);
}

}  // namespace talt::sync
