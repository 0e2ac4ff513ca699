// SPDX-License-Identifier: EUPL-1.2
// Pictures from files and bytes (PNG, JPEG, WebP), as RGBA. Outside data: sizes are read and bounded before
// anything is decoded. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/core/bytes.h"
#include "app/core/result.h"

namespace talt::platform {

struct PictureSize {
  int width = 0;
  int height = 0;
};
struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
};  // rows from the top, not premultiplied

inline constexpr int picture_side_max = 16'384;
inline constexpr std::int64_t picture_pixels_max = 64'000'000;

/// Reads the header only: what `talt check` asks.
core::Result<PictureSize> picture_size(core::ByteView file);
/// Decoded and scaled down so that neither side exceeds `side_max`.
core::Result<Image> decode_picture(core::ByteView file, int side_max);
core::Result<core::Bytes> encode_png(const Image& image);

}  // namespace talt::platform
