// SPDX-License-Identifier: EUPL-1.2
#include "platform/pictures.h"
#include "tests/paths.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace talt;
using namespace talt::platform;

namespace {

Image chessboard(int width, int height) {
  Image image{width, height, {}};
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const auto value = static_cast<std::uint8_t>((x + y) % 2 ? 255 : 0);
      image.rgba.insert(image.rgba.end(), {value, value, value, 255});
    }
  return image;
}

core::Bytes png(int width, int height) {
  return std::move(encode_png(chessboard(width, height))).value();
}

core::Bytes with_side(core::Bytes file, std::uint32_t width) {
  for (int i = 0; i < 4; ++i)
    file[static_cast<std::size_t>(16 + i)] = static_cast<std::uint8_t>(width >> (24 - 8 * i));
  return file;
}

}  // namespace

TEST_CASE("a picture written as PNG comes back pixel by pixel") {
  const auto image = decode_picture(png(33, 20), 100);
  REQUIRE(image);
  CHECK(image.value().width == 33);
  CHECK(image.value().rgba == chessboard(33, 20).rgba);
  CHECK(picture_size(png(33, 20)).value().height == 20);
}

TEST_CASE("a picture larger than asked for is scaled down, its pixels mixed") {
  const auto image = decode_picture(png(64, 32), 16);
  REQUIRE(image);
  CHECK(image.value().width == 16);
  CHECK(image.value().height == 8);
  for (std::size_t i = 0; i < image.value().rgba.size(); i += 4) REQUIRE(image.value().rgba[i] == 127);
}

TEST_CASE("a header that names a huge picture is refused before anything is decoded") {
  for (const std::uint32_t side : {100'000u, 0xFFFF'FFFFu, 0u}) {
    CHECK_FALSE(picture_size(with_side(png(8, 8), side)));
    CHECK_FALSE(decode_picture(with_side(png(8, 8), side), 100));
  }
}

TEST_CASE("a header that lies about the size is refused") {
  CHECK_FALSE(decode_picture(with_side(png(8, 8), 9), 100));
}

TEST_CASE("a picture cut short anywhere is refused") {
  const core::Bytes whole = png(16, 16);
  for (std::size_t size = 0; size + 12 < whole.size(); ++size)
    REQUIRE_FALSE(decode_picture(core::ByteView(whole).first(size), 100));
}

TEST_CASE("a chunk that claims more than the file holds is refused before the decoder sees it") {
  core::Bytes file = png(8, 8);
  file[33] = 0x7F;  // the upper byte of the length of the chunk after the header
  CHECK_FALSE(picture_size(file));
  CHECK_FALSE(decode_picture(file, 100));
}

TEST_CASE("what is no picture is named as such") {
  const std::string text = "GIF89a and other things";
  const auto image = decode_picture(core::as_bytes(text), 100);
  REQUIRE_FALSE(image);
  CHECK(image.error().text().find("PNG, JPEG or WebP") != std::string::npos);
}

TEST_CASE("pictures known to break programs neither crash nor pass the bounds") {
  const auto folder = talt::tests::shared_folder() / "data/naughty/png";
  if (!std::filesystem::exists(folder)) {
    WARN("skipped: there is no folder of naughty pictures");
    return;
  }
  int read = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const core::Bytes content{std::istreambuf_iterator<char>(file), {}};
    const auto image = decode_picture(content, 256);
    if (image) REQUIRE(std::max(image.value().width, image.value().height) <= 256);
    ++read;
  }
  CHECK(read > 0);
}
