// SPDX-License-Identifier: EUPL-1.2
// What the first bytes of a picture say: its format and size, before anything is decoded. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>

#include "app/core/bytes.h"

namespace talt::core {

enum class PictureFormat : std::uint8_t { Png, Jpeg, WebP };
struct PictureHeader {
  PictureFormat format = PictureFormat::Png;
  int width = 0;
  int height = 0;
  bool complete = true;  // false: the file plainly ends before its picture does
};

/// Nothing where `file` is none of the three, or its header is broken.
std::optional<PictureHeader> picture_header(ByteView file);

}  // namespace talt::core
