// SPDX-License-Identifier: EUPL-1.2
#include <libexif/exif-data.h>

#include <algorithm>
#include <memory>

#include "platform/photo_formats.h"

namespace talt::platform::media {

core::Orientation orientation_in(core::ByteView exif) {
  constexpr std::string_view lead("Exif\0\0", 6);
  constexpr std::size_t block_bytes_max = 64 * 1024;  // what a JPEG's segment holds
  core::Bytes block;                                  // libexif wants the lead, which PNG and WebP leave out
  if (exif.size() < lead.size() || core::as_text(exif.first(lead.size())) != lead)
    core::append(block, core::as_bytes(lead));
  core::append(block, exif.first(std::min(exif.size(), block_bytes_max)));

  const std::unique_ptr<ExifData, void (*)(ExifData*)> read(exif_data_new(), exif_data_unref);
  if (!read) return core::Orientation::Upright;
  exif_data_load_data(read.get(), block.data(), static_cast<unsigned>(block.size()));
  const ExifEntry* entry = exif_content_get_entry(read->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
  if (entry == nullptr || entry->format != EXIF_FORMAT_SHORT || entry->components != 1 || entry->size < 2)
    return core::Orientation::Upright;
  const int number = exif_get_short(entry->data, exif_data_get_byte_order(read.get()));
  return number >= 1 && number <= 8 ? static_cast<core::Orientation>(number) : core::Orientation::Upright;
}

}  // namespace talt::platform::media
