// SPDX-License-Identifier: EUPL-1.2
// sealed = secretstream header (24 bytes), then chunks of 64 KiB + 17 bytes, the last one tagged as final
// plain  = the file, then zeros up to the next of 64 KiB, 72 KiB, 80 KiB, ... : m * 2^k with m from 8 to 15,
// so
//          at most an eighth is added, and a size names one of eight steps an octave instead of a file
// key    = 32 random bytes, for this file alone
// associated data of each chunk = "talt-attachment-1" || kind (1 byte)
#include "sync/attachment_seal.h"

#include <algorithm>
#include <bit>

namespace talt::sync {

using core::Attachment;
using core::Bytes;
using core::ByteView;
using core::Error;
using core::Result;

namespace {

constexpr std::size_t chunk_bytes = 64 * 1024;
constexpr std::size_t padded_bytes_min = 64 * 1024;
constexpr int step_bits = 3;  // eight steps an octave

Bytes associated_data(core::AttachmentKind kind) {
  std::string text = "talt-attachment-1";
  text.push_back(static_cast<char>(kind));
  const auto bytes = core::as_bytes(text);
  return {bytes.begin(), bytes.end()};
}

Error unopened(const char* why) {
  return {"cannot open an attachment", why, ""};
}

}  // namespace

core::AttachmentName name_of(ByteView sealed) {
  return platform::hash({sealed});
}

std::size_t padded_size(std::size_t plain_bytes) {
  const auto size = std::max(plain_bytes, padded_bytes_min);
  const auto step = std::bit_floor(size) >> step_bits;
  return (size + step - 1) / step * step;
}

Result<SealedAttachment> seal(ByteView plain, core::AttachmentKind kind, platform::Random& random) {
  if (plain.empty()) return Error{"cannot keep an attachment", "its file is empty", ""};
  if (plain.size() > attachment_plain_bytes_max)
    return Error{"cannot keep an attachment", "its file is larger than 15 MiB", "take a smaller one"};
  platform::Secret key(32);
  random.fill(key.bytes());
  Bytes padded(padded_size(plain.size()));
  std::copy(plain.begin(), plain.end(), padded.begin());
  SealedAttachment out;
  out.sealed = platform::encrypt_stream(key, associated_data(kind), padded, chunk_bytes);
  platform::wipe(padded);
  out.attachment = {kind, name_of(out.sealed), {}, plain.size(), out.sealed.size()};
  std::copy(key.view().begin(), key.view().end(), out.attachment.key.begin());
  return out;
}

Result<Bytes> open(ByteView sealed, const Attachment& attachment) {
  if (sealed.size() != attachment.sealed_size || name_of(sealed) != attachment.name)
    return unopened("the bytes are not those that its record names");
  const auto key = platform::Secret::from(attachment.key);
  auto plain = platform::decrypt_stream(key, associated_data(attachment.kind), sealed, chunk_bytes);
  if (!plain)
    return unopened("it was not sealed with the key in its record, or was changed before it was named");
  if (attachment.size > plain->size()) return unopened("it is shorter than its record says");
  platform::wipe(std::span(*plain).subspan(static_cast<std::size_t>(attachment.size)));
  plain->resize(static_cast<std::size_t>(attachment.size));
  return std::move(*plain);
}

}  // namespace talt::sync
