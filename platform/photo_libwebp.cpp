// SPDX-License-Identifier: EUPL-1.2
#include <webp/decode.h>
#include <webp/demux.h>

#include <algorithm>

#include "platform/photo_formats.h"

namespace talt::platform::media {

using core::PhotoTrouble;

namespace {

core::Orientation orientation_of(core::ByteView file) {
  const WebPData data{file.data(), file.size()};
  WebPDemuxer* parts = WebPDemux(&data);
  if (parts == nullptr) return core::Orientation::Upright;
  WebPChunkIterator chunk{};
  auto orientation = core::Orientation::Upright;
  if (WebPDemuxGetChunk(parts, "EXIF", 1, &chunk) != 0) {
    orientation = orientation_in({chunk.chunk.bytes, chunk.chunk.size});
    WebPDemuxReleaseChunkIterator(&chunk);
  }
  WebPDemuxDelete(parts);
  return orientation;
}

core::PhotoError failed(VP8StatusCode code) {
  if (code == VP8_STATUS_NOT_ENOUGH_DATA)
    return unreadable_photo(PhotoTrouble::Broken, "the file is cut", "copy it anew");
  return unreadable_photo(PhotoTrouble::Broken, "it is a broken WebP (" + std::to_string(code) + ")",
                          "copy it anew, or save it as JPEG");
}

core::Photo as_photo(const WebPRGBABuffer& pixels, int width, int height) {
  core::Photo photo{width, height,
                    core::Bytes(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3)};
  for (int y = 0; y < height; ++y)
    over_white(pixels.rgba + std::ptrdiff_t{y} * pixels.stride,
               photo.rgb.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) * 3, width);
  return photo;
}

}  // namespace

core::Result<TakenIn, core::PhotoError> take_in_webp(core::ByteView file, int side_max) {
  WebPDecoderConfig config;
  if (WebPInitDecoderConfig(&config) == 0)
    return unreadable_photo(PhotoTrouble::Unsupported, "another libwebp than expected", "");
  if (const auto code = WebPGetFeatures(file.data(), file.size(), &config.input); code != VP8_STATUS_OK)
    return failed(code);
  const int width = config.input.width, height = config.input.height;
  if (auto size = check_photo_size(width, height); !size) return size.error();
  if (config.input.has_animation != 0)
    return unreadable_photo(PhotoTrouble::Unsupported, "it moves", "save one picture of it as JPEG");
  constexpr int bytes_a_pixel = 4;  // what the lossless kind holds at once
  if (auto memory = check_photo_memory(std::int64_t{width} * height * bytes_a_pixel); !memory)
    return memory.error();

  const auto longest = std::int64_t{std::max(width, height)};
  const auto scaled = [&](int side) {
    return longest <= side_max
               ? side
               : std::max(1, static_cast<int>((side * std::int64_t{side_max} + longest / 2) / longest));
  };
  config.options.use_scaling = longest > side_max ? 1 : 0;
  config.options.scaled_width = scaled(width);
  config.options.scaled_height = scaled(height);
  config.output.colorspace = MODE_RGBA;
  const auto code = WebPDecode(file.data(), file.size(), &config);
  core::Photo photo;
  if (code == VP8_STATUS_OK)
    photo = as_photo(config.output.u.RGBA, config.output.width, config.output.height);
  WebPFreeDecBuffer(&config.output);
  if (code != VP8_STATUS_OK) return failed(code);
  return TakenIn{core::upright(std::move(photo), orientation_of(file)), Wholeness::Whole};
}

}  // namespace talt::platform::media
