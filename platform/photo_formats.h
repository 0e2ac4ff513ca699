// SPDX-License-Identifier: EUPL-1.2
// The formats that take_in() reads, one file and one library each, within talt-media.so. Any thread.
#pragma once

#include <string>

#include "platform/photo.h"

namespace talt::platform::media {

core::Result<TakenIn, core::PhotoError> take_in_jpeg(core::ByteView file, int side_max);
core::Result<TakenIn, core::PhotoError> take_in_png(core::ByteView file, int side_max);
core::Result<TakenIn, core::PhotoError> take_in_webp(core::ByteView file, int side_max);
core::Result<TakenIn, core::PhotoError> take_in_heif(core::ByteView file, int side_max);

/// What the EXIF block of a file says (from "II" or "MM", or from "Exif\0\0" on); upright where it says
/// nothing.
core::Orientation orientation_in(core::ByteView exif);

core::PhotoError unreadable_photo(core::PhotoTrouble trouble, std::string why, std::string remedy);
/// Fails where a picture of this size would be refused whatever its format.
core::Result<void, core::PhotoError> check_photo_size(std::int64_t width, std::int64_t height);
/// For what would take `bytes` of memory at once.
core::Result<void, core::PhotoError> check_photo_memory(std::int64_t bytes);
/// Of a file that was cut after `rows` of `height` rows: fails where too little is left.
core::Result<void, core::PhotoError> check_enough_rows(int rows, int height);
/// A row of RGBA over white, as RGB.
void over_white(const std::uint8_t* rgba, std::uint8_t* rgb, int width);

}  // namespace talt::platform::media
