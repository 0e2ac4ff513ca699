// SPDX-License-Identifier: EUPL-1.2
// A photo or a voice memo, encrypted once with a key of its own; the key stands in the sealed record that it
// belongs to, and nowhere else. Format: attachment_seal.cpp and sync/README.md. Any thread.
#pragma once

#include "app/core/attachment.h"
#include "app/core/result.h"
#include "platform/crypto.h"
#include "platform/random.h"

namespace talt::sync {

inline constexpr std::size_t attachment_plain_bytes_max = 15 * 1024 * 1024;
inline constexpr std::size_t attachment_sealed_bytes_max = 16 * 1024 * 1024;

struct SealedAttachment {
  core::Attachment attachment;  // for the record; the caller wipes its key once the record is sealed
  core::Bytes sealed;           // for the shelf, and as sent
};

/// Fails where the file is empty or larger than attachment_plain_bytes_max. The caller wipes `plain`.
core::Result<SealedAttachment> seal(core::ByteView plain, core::AttachmentKind kind,
                                    platform::Random& random);

/// The file again. Fails where the sealed bytes are not those that the attachment names, or were cut off,
/// added to or reordered before they were named, or were sealed with another key or as another kind.
core::Result<core::Bytes> open(core::ByteView sealed, const core::Attachment& attachment);

core::AttachmentName name_of(core::ByteView sealed);  // BLAKE2b-256

/// What a file of that size is padded to: see attachment_seal.cpp.
std::size_t padded_size(std::size_t plain_bytes);

}  // namespace talt::sync
