// SPDX-License-Identifier: EUPL-1.2
// Photos as phones and the web write them besides JPEG: HEIC, AVIF and WebP, made here by their own
// libraries.
#include <libheif/heif.h>
#include <webp/encode.h>

#include <catch2/catch.hpp>
#include <memory>

#include "platform/photo.h"

using namespace talt;
using namespace talt::platform;

namespace {

/// Dark, with a light in its upper left quarter.
core::Photo lamp_at_upper_left(int width, int height) {
  core::Photo photo{width, height, {}};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      photo.rgb.insert(photo.rgb.end(), 3, x < width / 2 && y < height / 2 ? 250 : 20);
  return photo;
}
bool is_lit(const core::Photo& photo, double across, double down) {
  const auto x = static_cast<std::size_t>(across * photo.width),
             y = static_cast<std::size_t>(down * photo.height);
  return photo.rgb[(y * static_cast<std::size_t>(photo.width) + x) * 3] > 128;
}
void check_scene(const core::Photo& photo) {
  CHECK(is_lit(photo, .25, .25));
  CHECK_FALSE(is_lit(photo, .75, .25));
  CHECK_FALSE(is_lit(photo, .25, .75));
}

core::Bytes webp_of(const core::Photo& photo) {
  std::uint8_t* made = nullptr;
  const auto size = WebPEncodeRGB(photo.rgb.data(), photo.width, photo.height, photo.width * 3, 80, &made);
  const core::Bytes bytes(made, made + size);
  WebPFree(made);
  return bytes;
}

template <class Thing, void (*release)(Thing*)>
struct Release {
  void operator()(Thing* thing) const { release(thing); }
};
template <class Thing, void (*release)(Thing*)>
using Owned = std::unique_ptr<Thing, Release<Thing, release>>;
void forget(heif_encoder* encoder) {
  heif_encoder_release(encoder);
}
void forget(heif_image* image) {
  heif_image_release(image);
}
void forget(heif_context* context) {
  heif_context_free(context);
}

/// Nothing where this machine's libheif writes no such files.
core::Bytes heif_of(const core::Photo& photo, heif_compression_format format) {
  const Owned<heif_context, forget> context(heif_context_alloc());
  heif_encoder* found = nullptr;
  if (heif_context_get_encoder_for_format(context.get(), format, &found).code != heif_error_Ok) return {};
  const Owned<heif_encoder, forget> encoder(found);
  heif_image* plain = nullptr;
  REQUIRE(
      heif_image_create(photo.width, photo.height, heif_colorspace_RGB, heif_chroma_interleaved_RGB, &plain)
          .code == heif_error_Ok);
  const Owned<heif_image, forget> image(plain);
  REQUIRE(heif_image_add_plane(plain, heif_channel_interleaved, photo.width, photo.height, 8).code ==
          heif_error_Ok);
  int stride = 0;
  auto* rows = heif_image_get_plane(plain, heif_channel_interleaved, &stride);
  for (int y = 0; y < photo.height; ++y)
    std::copy_n(photo.rgb.data() + std::ptrdiff_t{y} * photo.width * 3, photo.width * 3,
                rows + std::ptrdiff_t{y} * stride);
  REQUIRE(heif_context_encode_image(context.get(), plain, encoder.get(), nullptr, nullptr).code ==
          heif_error_Ok);
  core::Bytes bytes;
  heif_writer writer{1, [](heif_context*, const void* data, size_t size, void* into) {
                       const auto* from = static_cast<const std::uint8_t*>(data);
                       static_cast<core::Bytes*>(into)->assign(from, from + size);
                       return heif_error{heif_error_Ok, heif_suberror_Unspecified, ""};
                     }};
  REQUIRE(heif_context_write(context.get(), &writer, &bytes).code == heif_error_Ok);
  return bytes;
}

}  // namespace

TEST_CASE("a WebP is a photo", "[photos]") {
  const auto taken = take_in(webp_of(lamp_at_upper_left(3000, 1500)));
  REQUIRE(taken);
  CHECK(taken->photo.width == core::photo_side_max);
  CHECK(taken->photo.height == 1024);
  check_scene(taken->photo);
}

TEST_CASE("a phone's HEIC and AVIF are photos", "[photos]") {
  const auto format = GENERATE(heif_compression_HEVC, heif_compression_AV1);
  const auto file = heif_of(lamp_at_upper_left(640, 320), format);
  if (file.empty()) {
    WARN("skipped: this machine's libheif does not write such files");
    return;
  }
  const auto taken = take_in(file);
  INFO((taken ? "" : taken.error().text()));
  REQUIRE(taken);
  CHECK(taken->photo.width == 640);
  CHECK(taken->photo.height == 320);
  check_scene(taken->photo);
  for (const std::size_t part : {std::size_t{12}, file.size() / 4, file.size() - 40})
    if (const auto cut = take_in(core::ByteView(file).first(part))) CHECK(cut->photo.width == 640);
}

TEST_CASE("a cut WebP ends in words or in a photo that says so", "[photos]") {
  const auto file = webp_of(lamp_at_upper_left(640, 320));
  for (std::size_t part = 0; part < file.size(); part += 7) {
    const auto cut = take_in(core::ByteView(file).first(part));
    if (cut) CHECK(cut->wholeness != Wholeness::Whole);
  }
}
