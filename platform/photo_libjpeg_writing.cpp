// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <cstdlib>
#include <cstring>

#include "platform/media_module.h"
#include "platform/photo_libjpeg_error.h"

namespace talt::platform::media {
namespace {

/// Of 82 nobody sees a difference on paper; below 50 faces of houses become blocks.
constexpr std::array qualities = {82, 74, 66, 58, 50};

class JpegWriting {
 public:
  JpegWriting() { info_.err = errors_.install(); }
  ~JpegWriting() {
    jpeg_destroy_compress(&info_);
    std::free(file_);
  }
  JpegWriting(const JpegWriting&) = delete;
  JpegWriting& operator=(const JpegWriting&) = delete;

  /// The library writes a JFIF header (14 bytes, no thumbnail) and what decoding needs; it adds nothing else
  /// unless told to.
  bool write(const core::Photo& photo, int quality) {
    if (setjmp(errors_.back) != 0) return false;
    jpeg_create_compress(&info_);
    jpeg_mem_dest(&info_, &file_, &size_);
    info_.image_width = static_cast<JDIMENSION>(photo.width);
    info_.image_height = static_cast<JDIMENSION>(photo.height);
    info_.input_components = 3;
    info_.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info_);
    jpeg_set_quality(&info_, quality, TRUE);
    info_.optimize_coding = TRUE;
    jpeg_start_compress(&info_, TRUE);
    while (info_.next_scanline < info_.image_height) {
      JSAMPROW rows[] = {const_cast<JSAMPROW>(photo.rgb.data()) +
                         std::size_t{info_.next_scanline} * static_cast<std::size_t>(photo.width) * 3};
      jpeg_write_scanlines(&info_, rows, 1);  // only reads them
    }
    jpeg_finish_compress(&info_);
    return true;
  }
  core::ByteView file() const { return {file_, size_}; }
  const char* message() const { return errors_.message; }

 private:
  JpegErrors errors_;
  jpeg_compress_struct info_{};
  unsigned char* file_ = nullptr;
  unsigned long size_ = 0;
};

}  // namespace

core::Result<core::Bytes> encode_jpeg(const core::Photo& photo) {
  if (photo.width < 1 || photo.height < 1 || photo.width > JPEG_MAX_DIMENSION ||
      photo.height > JPEG_MAX_DIMENSION)
    return core::Error{"the photo cannot be written", "it has no pixels, or more than a JPEG can hold", ""};
  core::check(
      photo.rgb.size() == static_cast<std::size_t>(photo.width) * static_cast<std::size_t>(photo.height) * 3,
      "a photo has three bytes a pixel");
  core::Bytes file;
  for (const int quality : qualities) {
    JpegWriting jpeg;
    if (!jpeg.write(photo, quality)) return core::Error{"the photo cannot be written", jpeg.message(), ""};
    file.assign(jpeg.file().begin(), jpeg.file().end());
    if (file.size() <= core::photo_jpeg_bytes_aim) break;
  }
  return file;
}

}  // namespace talt::platform::media
