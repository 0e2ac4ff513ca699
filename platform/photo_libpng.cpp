// SPDX-License-Identifier: EUPL-1.2
#include <png.h>

#include <csetjmp>
#include <cstring>

#include "platform/photo_formats.h"

namespace talt::platform::media {

using core::PhotoTrouble;

namespace {

constexpr png_alloc_size_t chunk_bytes_max =
    1024 * 1024;  // texts and profiles that unpack to more are no photo's

/// Between setjmp and the library's calls nothing with a destructor is made.
class PngReading {
 public:
  explicit PngReading(core::ByteView file) : left_(file) {
    png_ = png_create_read_struct(
        PNG_LIBPNG_VER_STRING, this,
        [](png_structp png, png_const_charp message) {
          auto& self = *static_cast<PngReading*>(png_get_error_ptr(png));
          std::strncpy(self.message_, message, sizeof self.message_ - 1);
          std::longjmp(self.back_, 1);
        },
        [](png_structp, png_const_charp) {});
    if (png_ != nullptr) info_ = png_create_info_struct(png_);
    if (info_ == nullptr) return;
    png_set_user_limits(png_, 65'535, 65'535);
    png_set_chunk_malloc_max(png_, chunk_bytes_max);
    png_set_read_fn(png_, this, read);
  }
  ~PngReading() { png_destroy_read_struct(&png_, &info_, nullptr); }
  PngReading(const PngReading&) = delete;
  PngReading& operator=(const PngReading&) = delete;

  bool read_header() {
    if (info_ == nullptr || setjmp(back_) != 0) return false;
    png_read_info(png_, info_);
    return true;
  }
  bool is_interlaced() const { return png_get_interlace_type(png_, info_) != PNG_INTERLACE_NONE; }
  std::uint32_t width() const { return png_get_image_width(png_, info_); }
  std::uint32_t height() const { return png_get_image_height(png_, info_); }

  /// From here on rows are RGB, 8 bits, transparent parts white.
  bool start() {
    if (setjmp(back_) != 0) return false;
    png_set_expand(png_);
    png_set_scale_16(png_);
    png_set_gray_to_rgb(png_);
    png_color_16 white{};
    white.red = white.green = white.blue = white.gray = 255;
    png_set_background(png_, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1.0);
    passes_ = png_set_interlace_handling(png_);
    png_read_update_info(png_, info_);
    return png_get_rowbytes(png_, info_) == std::size_t{width()} * 3;
  }
  bool read_row(std::uint8_t* row) {
    if (setjmp(back_) != 0) return false;
    png_read_row(png_, row, nullptr);
    return true;
  }
  /// All passes of an interlaced one; `rgb` holds the whole picture.
  bool read_all(std::uint8_t* rgb) {
    if (setjmp(back_) != 0) return false;
    for (int pass = 0; pass < passes_; ++pass)
      for (std::size_t y = 0; y < height(); ++y) png_read_row(png_, rgb + y * width() * 3, nullptr);
    return true;
  }
  core::Orientation orientation() {
    png_bytep block = nullptr;
    png_uint_32 size = 0;
    if (png_get_eXIf_1(png_, info_, &size, &block) == 0 || block == nullptr)
      return core::Orientation::Upright;
    return orientation_in({block, size});
  }
  bool has_ended() const { return has_ended_; }
  const char* message() const { return message_; }

 private:
  static void read(png_structp png, png_bytep into, std::size_t count) {
    auto& self = *static_cast<PngReading*>(png_get_io_ptr(png));
    if (count > self.left_.size()) {
      self.has_ended_ = true;
      png_error(png, "the file is cut");
    }
    std::memcpy(into, self.left_.data(), count);
    self.left_ = self.left_.subspan(count);
  }

  core::ByteView left_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  std::jmp_buf back_{};
  char message_[128] = "";
  int passes_ = 1;
  bool has_ended_ = false;
};

core::Result<TakenIn, core::PhotoError> interlaced(PngReading& png, int side_max) {
  const auto width = static_cast<int>(png.width()), height = static_cast<int>(png.height());
  const auto bytes = std::int64_t{width} * height * 3;
  if (auto memory = check_photo_memory(bytes); !memory) return memory.error();
  core::Bytes rgb(static_cast<std::size_t>(bytes));
  if (!png.read_all(rgb.data()))
    return unreadable_photo(PhotoTrouble::Broken, png.message(), "copy it anew, or take the photo again");
  core::RowShrinker shrinker(width, height, side_max);
  for (std::size_t y = 0; y < png.height(); ++y) shrinker.add(rgb.data() + y * png.width() * 3);
  return TakenIn{core::upright(shrinker.finish(), png.orientation()), Wholeness::Whole};
}

core::Result<TakenIn, core::PhotoError> row_by_row(PngReading& png, int side_max) {
  const auto width = static_cast<int>(png.width()), height = static_cast<int>(png.height());
  core::RowShrinker shrinker(width, height, side_max);
  core::Bytes row(static_cast<std::size_t>(width) * 3);
  while (shrinker.rows() < height && png.read_row(row.data())) shrinker.add(row.data());
  if (shrinker.rows() == height)
    return TakenIn{core::upright(shrinker.finish(), png.orientation()), Wholeness::Whole};
  if (auto enough = check_enough_rows(shrinker.rows(), height); !enough) {
    if (png.has_ended()) return enough.error();
    return unreadable_photo(PhotoTrouble::Broken, png.message(), "copy it anew, or take the photo again");
  }
  const auto wholeness = png.has_ended() ? Wholeness::EndsEarly : Wholeness::Damaged;
  return TakenIn{core::upright(shrinker.finish(), png.orientation()), wholeness};
}

}  // namespace

core::Result<TakenIn, core::PhotoError> take_in_png(core::ByteView file, int side_max) {
  PngReading png(file);
  if (!png.read_header())
    return unreadable_photo(PhotoTrouble::Broken, png.message(), "copy it anew, or save it as JPEG");
  if (auto size = check_photo_size(png.width(), png.height()); !size) return size.error();
  if (!png.start()) return unreadable_photo(PhotoTrouble::Unsupported, png.message(), "save it as JPEG");
  return png.is_interlaced() ? interlaced(png, side_max) : row_by_row(png, side_max);
}

}  // namespace talt::platform::media
