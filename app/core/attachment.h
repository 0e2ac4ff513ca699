// SPDX-License-Identifier: EUPL-1.2
// What belongs to an observation besides its words: a photo or a voice memo. The file itself is encrypted
// once with a key of its own that stands only inside the sealed record; what travels beside it, in the
// record's clear header, is its name (BLAKE2b-256 of the bytes that are sent) and how many bytes are sent.
// Plain values; any thread.
#pragma once

#include <array>
#include <cstdint>

namespace talt::core {

/// Values travel in records: never renumber. A photo is JPEG (no metadata), a voice memo Ogg Opus.
enum class AttachmentKind : std::uint8_t { Photo = 1, Voice = 2 };

using AttachmentName = std::array<std::uint8_t, 32>;

/// Inside the sealed record.
struct Attachment {
  AttachmentKind kind = AttachmentKind::Photo;
  AttachmentName name{};
  std::array<std::uint8_t, 32> key{};
  std::uint64_t size = 0;         // of the file, in bytes
  std::uint64_t sealed_size = 0;  // of what is sent: padded, so that it tells little of the file
};

/// In the record's clear header.
struct NamedAttachment {
  AttachmentName name{};
  std::uint64_t sealed_size = 0;
};

}  // namespace talt::core
