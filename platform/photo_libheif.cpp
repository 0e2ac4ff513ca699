// SPDX-License-Identifier: EUPL-1.2
#include <libheif/heif.h>

#include <memory>

#include "platform/photo_formats.h"

namespace talt::platform::media {

using core::PhotoTrouble;

namespace {

/// Planes, their turned copy and RGB at once: six bytes a pixel, twelve of ten bits.
constexpr std::int64_t bytes_a_pixel = 6;
constexpr int threads = 2;  // a Pi has four cores, and the kiosk goes on

template <class Thing, void (*release)(Thing*)>
struct Release {
  void operator()(Thing* thing) const { release(thing); }
};
template <class Thing, void (*release)(Thing*)>
using Owned = std::unique_ptr<Thing, Release<Thing, release>>;
using Context = Owned<heif_context, heif_context_free>;

void release_handle(heif_image_handle* handle) {
  heif_image_handle_release(handle);
}
void release_image(heif_image* image) {
  heif_image_release(image);
}

core::PhotoError failed(const heif_error& error) {
  const bool is_unknown =
      error.code == heif_error_Unsupported_filetype || error.code == heif_error_Unsupported_feature;
  return unreadable_photo(is_unknown ? PhotoTrouble::Unsupported : PhotoTrouble::Broken,
                          error.message != nullptr ? error.message : "it is a broken HEIC",
                          "copy it anew, or let the phone save JPEG (its settings: most compatible)");
}

core::Result<TakenIn, core::PhotoError> shrunk_image(const heif_image* image, int side_max) {
  int stride = 0;
  const auto* rows = heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride);
  const int width = heif_image_get_width(image, heif_channel_interleaved);
  const int height = heif_image_get_height(image, heif_channel_interleaved);
  if (rows == nullptr || stride < width * 3)
    return unreadable_photo(PhotoTrouble::Unsupported, "it decodes to no colours", "save it as JPEG");
  if (auto size = check_photo_size(width, height); !size) return size.error();
  core::RowShrinker shrinker(width, height, side_max);
  for (int y = 0; y < height; ++y) shrinker.add(rows + std::ptrdiff_t{y} * stride);
  return TakenIn{shrinker.finish(), Wholeness::Whole};
}

}  // namespace

core::Result<TakenIn, core::PhotoError> take_in_heif(core::ByteView file, int side_max) {
  const Context context(heif_context_alloc());
  if (!context) return unreadable_photo(PhotoTrouble::TooLarge, "there is no memory for it", "");
  heif_context_set_max_decoding_threads(context.get(), threads);
  auto error = heif_context_read_from_memory_without_copy(context.get(), file.data(), file.size(), nullptr);
  if (error.code != heif_error_Ok) return failed(error);
  heif_image_handle* raw_handle = nullptr;
  error = heif_context_get_primary_image_handle(context.get(), &raw_handle);
  if (error.code != heif_error_Ok) return failed(error);
  const Owned<heif_image_handle, release_handle> handle(raw_handle);

  const auto width = heif_image_handle_get_width(handle.get());
  const auto height = heif_image_handle_get_height(handle.get());
  if (auto size = check_photo_size(width, height); !size) return size.error();
  const bool is_deep = heif_image_handle_get_luma_bits_per_pixel(handle.get()) > 8;
  if (auto memory = check_photo_memory(std::int64_t{width} * height * bytes_a_pixel * (is_deep ? 2 : 1));
      !memory)
    return memory.error();

  heif_image* raw_image =
      nullptr;  // turned and cropped as the file says: EXIF's word on that does not count here
  error =
      heif_decode_image(handle.get(), &raw_image, heif_colorspace_RGB, heif_chroma_interleaved_RGB, nullptr);
  if (error.code != heif_error_Ok) return failed(error);
  const Owned<heif_image, release_image> image(raw_image);
  return shrunk_image(image.get(), side_max);
}

}  // namespace talt::platform::media
