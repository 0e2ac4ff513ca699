// SPDX-License-Identifier: EUPL-1.2
#include "platform/photo_formats.h"

#include <algorithm>

#include "platform/media_module.h"

namespace talt::platform::media {

using core::PhotoTrouble;

namespace {

bool has_at(core::ByteView file, std::size_t at, std::string_view text) {
  return file.size() >= at + text.size() && core::as_text(file.subspan(at, text.size())) == text;
}

/// ISO/IEC 14496-12: a box "ftyp", whose major brand follows. Which brands of it are pictures says the
/// decoder.
bool is_boxed(core::ByteView file) {
  return has_at(file, 4, "ftyp");
}

constexpr std::int64_t side_max_of_any = 65'535;  // JPEG's own bound
constexpr const char* take_smaller = "take it anew at a lower resolution, or save it smaller";

}  // namespace

core::PhotoError unreadable_photo(PhotoTrouble trouble, std::string why, std::string remedy) {
  return {{"the photo cannot be read", std::move(why), std::move(remedy)}, trouble};
}

core::Result<void, core::PhotoError> check_photo_size(std::int64_t width, std::int64_t height) {
  if (width < 1 || height < 1)
    return unreadable_photo(PhotoTrouble::Broken, "its header names no size", "copy it anew");
  if (width > side_max_of_any || height > side_max_of_any || width * height > core::photo_pixels_max)
    return unreadable_photo(PhotoTrouble::TooLarge,
                            "it claims " + std::to_string(width) + " x " + std::to_string(height) +
                                " pixels, more than " + std::to_string(core::photo_pixels_max / 1'000'000) +
                                " million",
                            take_smaller);
  return {};
}

core::Result<void, core::PhotoError> check_photo_memory(std::int64_t bytes) {
  constexpr std::int64_t kept_beside = 16 * 1024 * 1024;  // the photo itself, and rows
  if (bytes + kept_beside <= core::photo_memory_bytes_max) return {};
  return unreadable_photo(PhotoTrouble::TooLarge,
                          "a picture so stored needs more than " +
                              std::to_string(core::photo_memory_bytes_max / (1024 * 1024)) +
                              " MB of memory at once",
                          "save it smaller, or as an ordinary (baseline) JPEG");
}

core::Result<void, core::PhotoError> check_enough_rows(int rows, int height) {
  if (rows * std::int64_t{2} >= height && rows > 0) return {};
  return unreadable_photo(
      PhotoTrouble::Broken,
      "the file is cut: only " + std::to_string(rows * std::int64_t{100} / height) + " % of it is there",
      "copy it anew, or take the photo again");
}

void over_white(const std::uint8_t* rgba, std::uint8_t* rgb, int width) {
  for (int x = 0; x < width; ++x, rgba += 4, rgb += 3)
    for (int channel = 0; channel < 3; ++channel)
      rgb[channel] = static_cast<std::uint8_t>((rgba[channel] * rgba[3] + 255 * (255 - rgba[3]) + 127) / 255);
}

core::Result<TakenIn, core::PhotoError> take_in(core::ByteView file, int side_max) {
  core::check(side_max >= 1, "a photo has a side");
  if (file.size() > core::photo_file_bytes_max)
    return unreadable_photo(PhotoTrouble::TooLarge, "the file is larger than 64 MB", take_smaller);
  if (has_at(file, 0, "\xFF\xD8\xFF")) return take_in_jpeg(file, side_max);
  if (has_at(file, 0, "\x89PNG\r\n\x1A\n")) return take_in_png(file, side_max);
  if (has_at(file, 0, "RIFF") && has_at(file, 8, "WEBP")) return take_in_webp(file, side_max);
  if (is_boxed(file)) return take_in_heif(file, side_max);
  if (file.empty()) return unreadable_photo(PhotoTrouble::Broken, "the file is empty", "copy it anew");
  return unreadable_photo(PhotoTrouble::Unsupported,
                          "it is no JPEG, PNG, WebP or HEIC, whatever its name says", "save it as JPEG");
}

}  // namespace talt::platform::media
