// SPDX-License-Identifier: EUPL-1.2
// Photos from outside: what is taken in, what is refused and why, and that nothing but pixels is kept.
#include "platform/photo.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "platform/pictures.h"
#include "tests/paths.h"

using namespace talt;
using namespace talt::platform;

namespace {

constexpr std::uint8_t lamp = 250, night = 20;

/// Dark, with a light in its upper left quarter: one sees how it is turned.
core::Photo lamp_at_upper_left(int width, int height) {
  core::Photo photo{width, height, {}};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      photo.rgb.insert(photo.rgb.end(), 3, x < width / 2 && y < height / 2 ? lamp : night);
  return photo;
}

core::Bytes jpeg_of(const core::Photo& photo) {
  auto made = encode_jpeg(photo);
  if (!made) FAIL(made.error().text());
  return std::move(*made);
}

void put(core::Bytes& into, std::string_view text) {
  into.insert(into.end(), text.begin(), text.end());
}

core::Bytes segment(std::uint8_t marker, const core::Bytes& content) {
  const auto size = content.size() + 2;
  core::Bytes made{0xFF, marker, static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size)};
  made.insert(made.end(), content.begin(), content.end());
  return made;
}

/// EXIF 2.3: a little-endian TIFF with an orientation and a GPS directory that names a place.
core::Bytes exif(std::uint8_t orientation) {
  core::Bytes content;
  put(content, std::string_view("Exif\0\0II*\0\x08\0\0\0\x02\0", 16));
  put(content, std::string_view("\x12\x01\x03\0\x01\0\0\0", 8));
  content.insert(content.end(), {orientation, 0, 0, 0});
  put(content, std::string_view("\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0", 16));
  put(content, std::string_view("\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0", 18));
  put(content, "HEMLIG-PLATS-59.3293");
  return content;
}

core::Bytes with_segments(const core::Bytes& jpeg, const std::vector<core::Bytes>& segments) {
  core::Bytes made(jpeg.begin(), jpeg.begin() + 2);
  for (const auto& one : segments) made.insert(made.end(), one.begin(), one.end());
  made.insert(made.end(), jpeg.begin() + 2, jpeg.end());
  return made;
}

bool is_lit(const core::Photo& photo, double across, double down) {
  const auto x = static_cast<std::size_t>(across * photo.width),
             y = static_cast<std::size_t>(down * photo.height);
  return photo.rgb[(y * static_cast<std::size_t>(photo.width) + x) * 3] > 128;
}

std::string text_of(const core::Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

core::Bytes file_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a photo is kept upright, however the camera was held") {
  const auto jpeg = jpeg_of(lamp_at_upper_left(320, 200));
  struct Held {
    std::uint8_t orientation;
    bool is_turned;
    double across, down;  // where the light is seen
  };
  const auto held = GENERATE(Held{1, false, .25, .25}, Held{2, false, .75, .25}, Held{3, false, .75, .75},
                             Held{4, false, .25, .75}, Held{5, true, .25, .25}, Held{6, true, .75, .25},
                             Held{7, true, .75, .75}, Held{8, true, .25, .75});
  const auto taken = take_in(with_segments(jpeg, {segment(0xE1, exif(held.orientation))}));
  REQUIRE(taken);
  CHECK(taken->photo.width == (held.is_turned ? 200 : 320));
  CHECK(taken->photo.height == (held.is_turned ? 320 : 200));
  for (const double across : {.25, .75})
    for (const double down : {.25, .75})
      CHECK(is_lit(taken->photo, across, down) == (across == held.across && down == held.down));
}

TEST_CASE("nothing of where, when and by what a photo was taken is kept") {
  core::Bytes xmp, icc, comment;
  put(xmp, std::string_view("http://ns.adobe.com/xap/1.0/\0HEMLIG-XMP", 39));
  put(icc, std::string_view("ICC_PROFILE\0\x01\x01HEMLIG-ICC", 24));
  put(comment, "HEMLIG-KOMMENTAR");
  const auto told =
      with_segments(jpeg_of(lamp_at_upper_left(320, 200)),
                    {segment(0xE1, exif(1)), segment(0xE1, xmp), segment(0xE2, icc), segment(0xFE, comment)});
  REQUIRE(text_of(told).find("HEMLIG-PLATS") != std::string::npos);
  const auto taken = take_in(told);
  REQUIRE(taken);
  CHECK(taken->wholeness == Wholeness::Whole);
  const auto kept = jpeg_of(taken->photo);
  CHECK(text_of(kept).find("HEMLIG") == std::string::npos);
  CHECK(text_of(kept).find("Exif") == std::string::npos);
  // Its segments, up to the picture itself: nothing but what decoding needs (JPEG, ITU-T T.81, table B.1).
  std::size_t at = 2;
  while (kept[at + 1] != 0xDA) {
    REQUIRE(kept[at] == 0xFF);
    const auto marker = kept[at + 1];
    const bool is_needed = marker == 0xE0 || marker == 0xDB || marker == 0xC0 || marker == 0xC2 ||
                           marker == 0xC4 || marker == 0xDD;
    CHECK(is_needed);
    at += 2 + (static_cast<std::size_t>(kept[at + 2]) << 8 | kept[at + 3]);
    REQUIRE(at + 1 < kept.size());
  }
}

TEST_CASE("a large photo is scaled to 2048 pixels, a small one stays as it is") {
  const auto large = take_in(jpeg_of(lamp_at_upper_left(4000, 1000)));
  REQUIRE(large);
  CHECK(large->photo.width == core::photo_side_max);
  CHECK(large->photo.height == 512);
  CHECK(is_lit(large->photo, .25, .25));
  CHECK_FALSE(is_lit(large->photo, .75, .25));
  const auto small = take_in(jpeg_of(lamp_at_upper_left(300, 100)));
  REQUIRE(small);
  CHECK(small->photo.width == 300);
}

TEST_CASE("a PNG is a photo too, whatever its name says") {
  const auto photo = lamp_at_upper_left(64, 40);
  auto image = preview(photo, 64);
  const auto png = encode_png(image);
  REQUIRE(png);
  const auto taken = take_in(*png);
  REQUIRE(taken);
  CHECK(taken->photo.rgb == photo.rgb);
}

TEST_CASE("of a cut photo what is there is taken if it is half or more, and said so") {
  const auto jpeg = jpeg_of(lamp_at_upper_left(1600, 1200));
  const auto most = take_in(core::ByteView(jpeg).first(jpeg.size() * 9 / 10));
  REQUIRE(most);
  CHECK(most->wholeness == Wholeness::EndsEarly);
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{20},
                                 std::size_t{200}, jpeg.size() / 10}) {
    const auto little = take_in(core::ByteView(jpeg).first(size));
    REQUIRE_FALSE(little);
    CHECK(little.error().text().find("the photo cannot be read: ") == 0);
  }
}

TEST_CASE("a header that claims more pixels than there is room for is refused before decoding") {
  auto jpeg = jpeg_of(lamp_at_upper_left(64, 64));
  const core::Bytes frame{0xFF, 0xC0};
  auto at = std::search(jpeg.begin(), jpeg.end(), frame.begin(), frame.end());
  if (at == jpeg.end()) {
    const core::Bytes progressive{0xFF, 0xC2};
    at = std::search(jpeg.begin(), jpeg.end(), progressive.begin(), progressive.end());
  }
  REQUIRE(at != jpeg.end());
  at[5] = 0x36;  // 13,824 rows
  at[7] = 0x3B;  // 15,104 across: 209 million
  const auto taken = take_in(jpeg);
  REQUIRE_FALSE(taken);
  CHECK(taken.error().text().find("million") != std::string::npos);
}

TEST_CASE("what is no photo is refused with words that say so") {
  core::Bytes words;
  put(words, "This is a letter, and not a photo at all.");
  const auto taken = take_in(words);
  REQUIRE_FALSE(taken);
  CHECK_FALSE(taken.error().text().empty());
}

TEST_CASE("hostile pictures of the wild end in a photo or in an error, never worse") {
  const auto folder = tests::shared_folder() / "data/naughty";
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: no real data at " + folder.string());
    return;
  }
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    ++files;
    const auto taken = take_in(file_of(entry.path()));
    if (!taken) continue;
    CHECK(taken->photo.rgb.size() == static_cast<std::size_t>(taken->photo.width * taken->photo.height) * 3);
  }
  CHECK(files > 0);
}
