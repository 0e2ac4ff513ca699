// SPDX-License-Identifier: EUPL-1.2
#include <SDL2/SDL.h>
#include <SDL2/SDL_image.h>

#include <algorithm>
#include <memory>

#include "platform/pictures_bounds.h"
#include "platform/sdl_module.h"

namespace talt::platform {
namespace {

struct FreeSurface {
  void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
using Surface = std::unique_ptr<SDL_Surface, FreeSurface>;

const char* type_name(core::PictureFormat format) {
  switch (format) {
    case core::PictureFormat::Png:
      return "PNG";
    case core::PictureFormat::Jpeg:
      return "JPG";
    case core::PictureFormat::WebP:
      return "WEBP";
  }
  return "";
}

core::Result<Surface> decoded(core::ByteView file, const core::PictureHeader& header) {
  SDL_RWops* bytes = SDL_RWFromConstMem(file.data(), static_cast<int>(file.size()));
  if (!bytes) return unreadable_picture(SDL_GetError(), "");
  Surface raw(IMG_LoadTyped_RW(bytes, 1, type_name(header.format)));
  if (!raw) return unreadable_picture(SDL_GetError(), "save it anew");
  if (raw->w != header.width || raw->h != header.height)
    return unreadable_picture("its header names another size than its content", "save it anew");
  if (raw->format->format == SDL_PIXELFORMAT_RGBA32) return raw;
  Surface rgba(SDL_ConvertSurfaceFormat(raw.get(), SDL_PIXELFORMAT_RGBA32, 0));
  if (!rgba) return unreadable_picture(SDL_GetError(), "scale it down");
  return rgba;
}

/// Every pixel of the result is the mean of those it covers, weighted by their opacity.
Image shrunk(const SDL_Surface& from, int width, int height) {
  Image to{width, height,
           std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4)};
  const auto* pixels = static_cast<const std::uint8_t*>(from.pixels);
  auto* out = to.rgba.data();
  for (int y = 0; y < height; ++y) {
    const auto top = static_cast<int>(std::int64_t{y} * from.h / height);
    const auto bottom = std::max(top + 1, static_cast<int>(std::int64_t{y + 1} * from.h / height));
    for (int x = 0; x < width; ++x, out += 4) {
      const auto left = static_cast<int>(std::int64_t{x} * from.w / width);
      const auto right = std::max(left + 1, static_cast<int>(std::int64_t{x + 1} * from.w / width));
      std::uint64_t sum[3] = {}, opacity = 0;
      for (int row = top; row < bottom; ++row) {
        const std::uint8_t* pixel = pixels + std::ptrdiff_t{row} * from.pitch + std::ptrdiff_t{left} * 4;
        for (int column = left; column < right; ++column, pixel += 4) {
          for (int channel = 0; channel < 3; ++channel)
            sum[channel] += std::uint64_t{pixel[channel]} * pixel[3];
          opacity += pixel[3];
        }
      }
      const auto covered =
          static_cast<std::uint64_t>(bottom - top) * static_cast<std::uint64_t>(right - left);
      for (int channel = 0; channel < 3; ++channel)
        out[channel] = static_cast<std::uint8_t>(opacity ? sum[channel] / opacity : 0);
      out[3] = static_cast<std::uint8_t>(opacity / covered);
    }
  }
  return to;
}

Image as_it_is(const SDL_Surface& from) {
  const auto row_bytes = static_cast<std::size_t>(from.w) * 4;
  Image to{from.w, from.h, std::vector<std::uint8_t>(row_bytes * static_cast<std::size_t>(from.h))};
  const auto* rows = static_cast<const std::uint8_t*>(from.pixels);
  for (int y = 0; y < from.h; ++y)
    std::copy_n(rows + std::ptrdiff_t{y} * from.pitch, row_bytes,
                to.rgba.begin() + static_cast<std::ptrdiff_t>(row_bytes) * y);
  return to;
}

}  // namespace

namespace sdl {

core::Result<Image> decode_picture(core::ByteView file, int side_max) {
  const auto header = bounded_header(file);
  if (!header) return header.error();
  if (!header->complete) return unreadable_picture("it ends too early", "copy it anew");
  auto surface = decoded(file, *header);
  if (!surface) return surface.error();
  const SDL_Surface& full = **surface;
  const int longest = std::max(full.w, full.h);
  if (side_max < 1 || longest <= side_max) return as_it_is(full);
  const auto scaled = [&](int side) {
    return std::max(1, static_cast<int>(std::int64_t{side} * side_max / longest));
  };
  return shrunk(full, scaled(full.w), scaled(full.h));
}

core::Result<core::Bytes> encode_png(const Image& image) {
  core::check(
      image.rgba.size() == static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4,
      "an image has four bytes a pixel");
  auto* pixels = const_cast<std::uint8_t*>(image.rgba.data());  // SDL only reads it
  const Surface surface(SDL_CreateRGBSurfaceWithFormatFrom(pixels, image.width, image.height, 32,
                                                           image.width * 4, SDL_PIXELFORMAT_RGBA32));
  core::Bytes file(image.rgba.size() + image.rgba.size() / 100 + 65'536);
  SDL_RWops* writer = SDL_RWFromMem(file.data(), static_cast<int>(file.size()));
  if (!surface || !writer) return core::Error{"the picture cannot be written", SDL_GetError(), ""};
  const bool written = IMG_SavePNG_RW(surface.get(), writer, 0) == 0;
  const auto size = SDL_RWtell(writer);
  SDL_RWclose(writer);
  if (!written || size <= 0) return core::Error{"the picture cannot be written", SDL_GetError(), ""};
  file.resize(static_cast<std::size_t>(size));
  return file;
}

}  // namespace sdl

}  // namespace talt::platform
