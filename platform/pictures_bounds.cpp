// SPDX-License-Identifier: EUPL-1.2
#include "platform/pictures_bounds.h"

namespace talt::platform {

core::Error unreadable_picture(const char* why, const char* remedy) {
  return core::Error{"the picture cannot be read", why, remedy};
}

core::Result<core::PictureHeader> bounded_header(core::ByteView file) {
  const auto header = core::picture_header(file);
  if (!header) return unreadable_picture("it is no PNG, JPEG or WebP", "save it as PNG or JPEG");
  if (header->width > picture_side_max || header->height > picture_side_max ||
      std::int64_t{header->width} * header->height > picture_pixels_max)
    return unreadable_picture("it is larger than 64 million pixels or 16384 on a side",
                              "scale it down; 2000 pixels on a side are plenty");
  return *header;
}

core::Result<PictureSize> picture_size(core::ByteView file) {
  const auto header = bounded_header(file);
  if (!header) return header.error();
  if (!header->complete) return unreadable_picture("it ends too early", "copy it anew");
  return PictureSize{header->width, header->height};
}

}  // namespace talt::platform
