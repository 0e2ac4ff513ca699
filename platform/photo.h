// SPDX-License-Identifier: EUPL-1.2
// Photos from outside (a camera, a phone, a stick) and on their way into a record. What is kept are pixels
// alone: upright, scaled, and written as a JPEG that says nothing of where, when and by which device it was
// taken. Outside data: every size is read and bounded before anything is decoded, and taking one in never
// needs more than core::photo_memory_bytes_max beside the file itself. Any thread; slow (a tenth of a second
// for a phone's photo, some seconds for the largest): not for the thread that draws.
#pragma once

#include "app/core/photo.h"
#include "platform/pictures.h"

namespace talt::platform {

/// Said to the photographer before the photo is kept: the scene may be taken again, the file copied again.
enum class Wholeness : std::uint8_t {
  Whole,
  EndsEarly,  // the file is cut: what is missing is cut off below, or the whole is coarser than it was
  Damaged     // it is all there, but some of it is wrong
};
struct TakenIn {
  core::Photo photo;
  Wholeness wholeness = Wholeness::Whole;
};

/// JPEG (also a camera's frame), PNG, WebP and HEIC or AVIF, told apart by content and never by name; turned
/// upright as EXIF or HEIF says; transparent parts white; its long edge at most `side_max` pixels.
/// Of a cut JPEG or PNG what is there is taken, if it is half of the picture or more: a walk's scene cannot
/// be had again, and the photographer sees what is missing and decides. Less may mislead and is refused.
/// Fails for what is none of these, is broken, too large, too much work, moves, or is in a printer's colours.
core::Result<TakenIn, core::PhotoError> take_in(core::ByteView file, int side_max = core::photo_side_max);

/// Nothing but what decoding needs: no EXIF, XMP, ICC, comment or thumbnail. A photo of 2048 pixels becomes
/// 300 to 700 kB; of a busy one the quality falls (to 50 at least) until it is smaller than
/// core::photo_jpeg_bytes_aim.
core::Result<core::Bytes> encode_jpeg(const core::Photo& photo);

/// A small one to draw; opaque, so that premultiplied or not is the same.
Image preview(const core::Photo& photo, int side_max);

}  // namespace talt::platform
