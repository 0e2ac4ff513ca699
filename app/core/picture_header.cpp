// SPDX-License-Identifier: EUPL-1.2
// PNG:  89 "PNG" 0D 0A 1A 0A, then chunks length (4, big endian) name (4) data checksum (4): first "IHDR"
// with
//       width (4), height (4), ..., last "IEND".
// JPEG: FF D8, then segments FF marker length (2, big endian, itself included) ...; a frame header (C0 to CF
//       but C4, C8, CC) holds precision (1), height (2), width (2); the picture ends with FF D9.
// WebP: "RIFF" size (4, little endian) "WEBP", then "VP8X" (size less one in 3 bytes each at 24), or "VP8 "
//       (14 bits each at 26), or "VP8L" (14 bits each, less one, packed from 21).
#include "app/core/picture_header.h"

#include <algorithm>

namespace talt::core {
namespace {

std::uint32_t big_endian(ByteView bytes, std::size_t at, std::size_t count) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < count; ++i) number = number << 8 | bytes[at + i];
  return number;
}

std::uint32_t little_endian(ByteView bytes, std::size_t at, std::size_t count) {
  std::uint32_t number = 0;
  for (std::size_t i = count; i-- > 0;) number = number << 8 | bytes[at + i];
  return number;
}

bool begins_with(ByteView bytes, std::size_t at, std::string_view text) {
  return bytes.size() >= at + text.size() && as_text(bytes.subspan(at, text.size())) == text;
}

std::optional<PictureHeader> checked(PictureFormat format, std::uint32_t width, std::uint32_t height,
                                     bool complete) {
  constexpr std::uint32_t sane = 1u << 30;
  if (width == 0 || height == 0 || width > sane || height > sane) return std::nullopt;
  return PictureHeader{format, static_cast<int>(width), static_cast<int>(height), complete};
}

/// True where every chunk lies within the file up to the last. A chunk that claims two gigabytes keeps libpng
/// busy for minutes.
bool png_is_whole(ByteView file) {
  std::size_t at = 8;
  while (at + 12 <= file.size()) {
    if (begins_with(file, at + 4, "IEND")) return true;
    const std::size_t length = big_endian(file, at, 4);
    if (length > file.size() - at - 12) return false;
    at += 12 + length;
  }
  return false;
}

std::optional<PictureHeader> png(ByteView file) {
  if (file.size() < 24 || !begins_with(file, 12, "IHDR")) return std::nullopt;
  return checked(PictureFormat::Png, big_endian(file, 16, 4), big_endian(file, 20, 4), png_is_whole(file));
}

bool is_frame_header(std::uint8_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

std::optional<PictureHeader> jpeg(ByteView file) {
  std::optional<PictureHeader> found;
  std::size_t at = 2;
  while (at + 4 <= file.size()) {
    if (file[at] != 0xFF) return found;
    const std::uint8_t marker = file[at + 1];
    if (marker == 0xFF) {  // padding
      ++at;
      continue;
    }
    const std::size_t length = big_endian(file, at + 2, 2);
    if (length < 2) return std::nullopt;
    if (is_frame_header(marker) && at + 9 <= file.size())
      found = checked(PictureFormat::Jpeg, big_endian(file, at + 7, 2), big_endian(file, at + 5, 2), false);
    if (marker == 0xDA) break;  // from here on entropy-coded data
    at += 2 + length;
  }
  if (found && at < file.size())
    found->complete = as_text(file.subspan(at)).rfind("\xFF\xD9") != std::string_view::npos;
  return found;
}

std::optional<PictureHeader> webp(ByteView file) {
  if (file.size() < 30) return std::nullopt;
  const bool complete = std::uint64_t{little_endian(file, 4, 4)} + 8 <= file.size();
  if (begins_with(file, 12, "VP8X"))
    return checked(PictureFormat::WebP, little_endian(file, 24, 3) + 1, little_endian(file, 27, 3) + 1,
                   complete);
  if (begins_with(file, 12, "VP8 "))
    return checked(PictureFormat::WebP, little_endian(file, 26, 2) & 0x3FFF,
                   little_endian(file, 28, 2) & 0x3FFF, complete);
  if (begins_with(file, 12, "VP8L")) {
    const std::uint32_t bits = little_endian(file, 21, 4);
    return checked(PictureFormat::WebP, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, complete);
  }
  return std::nullopt;
}

}  // namespace

std::optional<PictureHeader> picture_header(ByteView file) {
  if (begins_with(file, 0, "\x89PNG\r\n\x1A\n")) return png(file);
  if (begins_with(file, 0, "\xFF\xD8\xFF")) return jpeg(file);
  if (begins_with(file, 0, "RIFF") && begins_with(file, 8, "WEBP")) return webp(file);
  return std::nullopt;
}

}  // namespace talt::core
