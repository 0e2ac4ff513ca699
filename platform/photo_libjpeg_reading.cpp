// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "platform/photo_formats.h"
#include "platform/photo_libjpeg_error.h"

namespace talt::platform::media {

using core::PhotoTrouble;

namespace {

/// A progressive picture is walked through once a scan, and a hostile one has thousands: pixels times scans
/// is bounded.
constexpr std::int64_t pixel_passes_max = 2'500'000'000;
constexpr int shrink_max = 8;  // libjpeg's fast ways to a smaller picture: a half, a quarter, an eighth

class JpegReading {
 public:
  explicit JpegReading(core::ByteView file) {
    info_.err = errors_.install();
    if (setjmp(errors_.back) != 0) return;
    jpeg_create_decompress(&info_);
    source_.next_input_byte = file.data();
    source_.bytes_in_buffer = file.size();
    source_.init_source = [](j_decompress_ptr) {};
    source_.term_source = [](j_decompress_ptr) {};
    source_.resync_to_restart = jpeg_resync_to_restart;
    source_.fill_input_buffer = end_of_file;
    source_.skip_input_data = skip;
    info_.src = &source_;
    info_.client_data = this;
  }
  ~JpegReading() { jpeg_destroy_decompress(&info_); }
  JpegReading(const JpegReading&) = delete;
  JpegReading& operator=(const JpegReading&) = delete;

  bool read_header() {
    if (setjmp(errors_.back) != 0) return false;
    jpeg_save_markers(&info_, JPEG_APP0 + 1, 0xFFFF);
    return jpeg_read_header(&info_, TRUE) == JPEG_HEADER_OK;
  }

  /// Reads all of a file that has several scans.
  bool start(int side_max) {
    if (setjmp(errors_.back) != 0) return false;
    const auto longest = std::max(info_.image_width, info_.image_height);
    info_.scale_num = 1;
    info_.scale_denom = 1;
    while (info_.scale_denom < shrink_max && longest / (info_.scale_denom * 2) >= unsigned(side_max))
      info_.scale_denom *= 2;
    info_.out_color_space = JCS_RGB;
    info_.mem->max_memory_to_use = static_cast<long>(core::photo_memory_bytes_max - 16 * 1024 * 1024);
    progress_.progress_monitor = [](j_common_ptr info) {
      const auto& self = *reinterpret_cast<j_decompress_ptr>(info);
      if (std::int64_t{self.input_scan_number} * self.image_width * self.image_height > pixel_passes_max)
        ERREXIT1(info, JERR_BAD_PROGRESSION, self.input_scan_number);
    };
    info_.progress = &progress_;
    return jpeg_start_decompress(&info_) == TRUE;
  }

  /// One row into `row`; false where none comes any more.
  bool read_row(std::uint8_t* row) {
    if (setjmp(errors_.back) != 0) return false;
    JSAMPROW rows[] = {row};
    const auto read = jpeg_read_scanlines(&info_, rows, 1);
    return read == 1 && (is_progressive() || !has_ended_);
  }

  int width() const { return static_cast<int>(info_.image_width); }
  int height() const { return static_cast<int>(info_.image_height); }
  int output_width() const { return static_cast<int>(info_.output_width); }
  int output_height() const { return static_cast<int>(info_.output_height); }
  bool is_for_print() const {
    return info_.jpeg_color_space == JCS_CMYK || info_.jpeg_color_space == JCS_YCCK;
  }
  bool is_progressive() { return jpeg_has_multiple_scans(&info_) == TRUE; }
  bool has_ended() const { return has_ended_; }
  bool is_damaged() const { return errors_.is_damaged; }
  int scans() const { return info_.input_scan_number; }
  const char* message() const { return errors_.message; }

  core::Orientation orientation() const {
    for (auto* marker = info_.marker_list; marker != nullptr; marker = marker->next) {
      const core::ByteView block(marker->data, marker->data_length);
      if (block.size() > 6 && core::as_text(block.first(4)) == "Exif") return orientation_in(block);
    }
    return core::Orientation::Upright;
  }

 private:
  static JpegReading& of(j_decompress_ptr info) { return *static_cast<JpegReading*>(info->client_data); }
  /// The file ends before its picture does: the library is given the end marker that it looks for.
  static boolean end_of_file(j_decompress_ptr info) {
    static constexpr JOCTET end[] = {0xFF, JPEG_EOI};
    of(info).has_ended_ = true;
    info->src->next_input_byte = end;
    info->src->bytes_in_buffer = sizeof end;
    return TRUE;
  }
  static void skip(j_decompress_ptr info, long count) {
    if (count <= 0) return;
    if (static_cast<std::size_t>(count) >= info->src->bytes_in_buffer) {
      end_of_file(info);
      return;
    }
    info->src->next_input_byte += count;
    info->src->bytes_in_buffer -= static_cast<std::size_t>(count);
  }

  JpegErrors errors_;
  jpeg_decompress_struct info_{};
  jpeg_source_mgr source_{};
  jpeg_progress_mgr progress_{};
  bool has_ended_ = false;
};

Wholeness wholeness_of(const JpegReading& file, bool is_cut) {
  if (is_cut || file.has_ended()) return Wholeness::EndsEarly;
  return file.is_damaged() ? Wholeness::Damaged : Wholeness::Whole;
}

}  // namespace

core::Result<TakenIn, core::PhotoError> take_in_jpeg(core::ByteView file, int side_max) {
  JpegReading jpeg(file);
  if (!jpeg.read_header()) {
    if (jpeg.has_ended())
      return unreadable_photo(PhotoTrouble::Broken, "the file is cut before its picture begins",
                              "copy it anew");
    return unreadable_photo(PhotoTrouble::Broken, jpeg.message(),
                            "copy it anew, or save it as an ordinary JPEG");
  }
  if (auto size = check_photo_size(jpeg.width(), jpeg.height()); !size) return size.error();
  if (jpeg.is_for_print())
    return unreadable_photo(PhotoTrouble::Unsupported, "its colours are for print (CMYK)",
                            "save it as an ordinary JPEG (RGB)");
  if (!jpeg.start(side_max))
    return unreadable_photo(PhotoTrouble::TooLarge, jpeg.message(),
                            "save it smaller, or as an ordinary (baseline) JPEG");
  if (jpeg.is_progressive() && jpeg.has_ended() && jpeg.scans() <= 1)
    return unreadable_photo(PhotoTrouble::Broken, "the file is cut: not even a coarse picture is there",
                            "copy it anew, or take the photo again");

  core::RowShrinker shrinker(jpeg.output_width(), jpeg.output_height(), side_max);
  core::Bytes row(static_cast<std::size_t>(jpeg.output_width()) * 3);
  while (shrinker.rows() < jpeg.output_height() && jpeg.read_row(row.data())) shrinker.add(row.data());
  const bool is_cut = shrinker.rows() < jpeg.output_height();
  if (is_cut)
    if (auto enough = check_enough_rows(shrinker.rows(), jpeg.output_height()); !enough)
      return enough.error();
  return TakenIn{core::upright(shrinker.finish(), jpeg.orientation()), wholeness_of(jpeg, is_cut)};
}

}  // namespace talt::platform::media
