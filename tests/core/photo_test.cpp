// SPDX-License-Identifier: EUPL-1.2
#include "app/core/photo.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
#include <random>
#include <set>
#include <tuple>

using namespace talt::core;

namespace {

using Colour = std::array<std::uint8_t, 3>;

Colour at(const Photo& photo, int x, int y) {
  const auto* pixel = photo.rgb.data() + (std::size_t(y) * std::size_t(photo.width) + std::size_t(x)) * 3;
  return {pixel[0], pixel[1], pixel[2]};
}

/// Each pixel its own colour.
Photo numbered(int width, int height) {
  Photo photo{width, height, {}};
  for (int i = 0; i < width * height; ++i)
    photo.rgb.insert(photo.rgb.end(), {std::uint8_t(i), std::uint8_t(i >> 8), 7});
  return photo;
}

Photo noise(int width, int height, unsigned seed) {
  std::mt19937 random(seed);
  Photo photo{width, height, {}};
  photo.rgb.resize(std::size_t(width) * std::size_t(height) * 3);
  for (auto& byte : photo.rgb) byte = std::uint8_t(random());
  return photo;
}

}  // namespace

TEST_CASE("a photo is turned upright as its orientation says, all eight ways") {
  // The stored pixels of a 3 x 2 picture are 0 1 2 / 3 4 5; what stands upper left, upper right and lower
  // left once upright, by table 6 of CIPA DC-008.
  using Corners = std::tuple<Orientation, int, int, int>;
  for (const auto& [orientation, upper_left, upper_right, lower_left] :
       {Corners{Orientation::Upright, 0, 2, 3}, Corners{Orientation::MirroredAcross, 2, 0, 5},
        Corners{Orientation::Turned180, 5, 3, 2}, Corners{Orientation::MirroredDown, 3, 5, 0},
        Corners{Orientation::Transposed, 0, 3, 2}, Corners{Orientation::Turned90, 3, 0, 5},
        Corners{Orientation::Transversed, 5, 2, 3}, Corners{Orientation::Turned270, 2, 5, 0}}) {
    const auto turned = upright(numbered(3, 2), orientation);
    INFO(int(orientation));
    const bool lies = int(orientation) < 5;
    REQUIRE(turned.width == (lies ? 3 : 2));
    REQUIRE(turned.height == (lies ? 2 : 3));
    CHECK(at(turned, 0, 0)[0] == upper_left);
    CHECK(at(turned, turned.width - 1, 0)[0] == upper_right);
    CHECK(at(turned, 0, turned.height - 1)[0] == lower_left);
  }
}

TEST_CASE("a small photo stays as it is, pixel by pixel") {
  CHECK(shrunk(numbered(30, 20), 30).rgb == numbered(30, 20).rgb);
}

TEST_CASE("a photo scaled down keeps its shape, and each pixel is the mean of what it covers") {
  const auto photo = noise(300, 200, 1);
  const auto small = shrunk(photo, 100);
  REQUIRE(small.width == 100);
  REQUIRE(small.height == 67);
  REQUIRE(small.rgb.size() == 100 * 67 * 3);
  const auto thirds = shrunk(noise(300, 300, 2), 100);
  const auto full = noise(300, 300, 2);
  for (int y = 0; y < 100; ++y)
    for (int x = 0; x < 100; ++x) {
      int sum = 0;
      for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 3; ++column) sum += at(full, 3 * x + column, 3 * y + row)[1];
      REQUIRE(at(thirds, x, y)[1] == (sum * 2 + 9) / 18);
    }
}

TEST_CASE("scaling down by any factor keeps the mean and stays within what was there") {
  for (const auto& [width, height, side] :
       {std::tuple{1000, 3, 7}, {3, 1000, 7}, {101, 99, 100}, {2049, 5, 2048}, {640, 480, 1}}) {
    INFO(width << " x " << height << " to " << side);
    Photo even{width, height, Bytes(std::size_t(width) * std::size_t(height) * 3, 200)};
    const auto small = shrunk(even, side);
    CHECK(std::max(small.width, small.height) == side);
    CHECK(small.rgb.size() == std::size_t(small.width) * std::size_t(small.height) * 3);
    CHECK(std::all_of(small.rgb.begin(), small.rgb.end(), [](auto byte) { return byte == 200; }));
  }
}

TEST_CASE("of a photo whose rows end early the whole rows are kept") {
  const auto photo = noise(64, 64, 3);
  RowShrinker shrinker(64, 64, 32);
  for (int y = 0; y < 41; ++y) shrinker.add(photo.rgb.data() + y * 64 * 3);
  const auto cut = shrinker.finish();
  CHECK(cut.height == 20);
  CHECK(std::equal(cut.rgb.begin(), cut.rgb.end(), shrunk(photo, 32).rgb.begin()));
}

TEST_CASE("a stroke leaves whole blocks of one coarse colour and touches nothing else") {
  const auto before = noise(800, 600, 4);
  auto after = before;
  const Stroke stroke{{{200, 200}, {300, 220}}, 40};
  blur(after, stroke);
  const int block = blur_block(before, stroke);
  CHECK(block == 40);
  int filled = 0;
  for (int top = 0; top + block <= 600; top += block)
    for (int left = 0; left + block <= 800; left += block) {
      std::set<Colour> colours;
      bool is_as_before = true;
      for (int y = top; y < top + block; ++y)
        for (int x = left; x < left + block; ++x) {
          colours.insert(at(after, x, y));
          is_as_before = is_as_before && at(after, x, y) == at(before, x, y);
        }
      REQUIRE((is_as_before || colours.size() == 1));
      if (is_as_before) continue;
      ++filled;
      for (const auto channel : *colours.begin()) REQUIRE(channel % 17 == 0);
    }
  CHECK(filled >= 8);
  for (int x = 165; x <= 335; ++x) REQUIRE(at(after, x, 200) != at(before, x, 200));
}

TEST_CASE("every pixel within a stroke's reach is destroyed, whatever its way, to the photo's edges") {
  std::mt19937 random(5);
  for (int round = 0; round < 60; ++round) {
    const int width = 1 + int(random() % 500), height = 1 + int(random() % 500);
    const auto before = noise(width, height, unsigned(round));
    Stroke stroke{{}, int(random() % 70)};
    for (unsigned i = 0, count = 1 + static_cast<unsigned>(random()) % 6; i < count; ++i)
      stroke.points.push_back({int(random() % 700) - 100, int(random() % 700) - 100});
    auto after = before;
    blur(after, stroke);
    std::size_t kept_inside = 0, inside = 0;
    for (const auto& point : stroke.points)
      for (int y = std::max(0, point.y - stroke.radius); y <= std::min(height - 1, point.y + stroke.radius);
           ++y)
        for (int x = std::max(0, point.x - stroke.radius); x <= std::min(width - 1, point.x + stroke.radius);
             ++x) {
          const int across = x - point.x, down = y - point.y;
          if (across * across + down * down > stroke.radius * stroke.radius) continue;
          ++inside;
          const auto colour = at(after, x, y);
          if (colour[0] % 17 != 0 || colour[1] % 17 != 0 || colour[2] % 17 != 0) ++kept_inside;
        }
    INFO(width << " x " << height << ", " << inside << " pixels inside");
    REQUIRE(kept_inside == 0);
  }
}

TEST_CASE("different plates leave blurs that lie at most one step of colour apart") {
  // Light ground with dark strokes, as plates have: the same amount of ink in other places.
  const auto plate = [](unsigned seed) {
    Photo photo{2048, 1536, Bytes(2048u * 1536u * 3u, 128)};
    std::mt19937 random(seed);
    std::vector<int> cells(12 * 3);
    std::iota(cells.begin(), cells.end(), 0);
    std::shuffle(cells.begin(), cells.end(), random);
    for (int y = 1000; y < 1036; ++y)
      for (int x = 870; x < 1014; ++x) {
        const auto cell = std::find(cells.begin(), cells.end(), (y - 1000) / 12 * 12 + (x - 870) / 12);
        const auto value = std::uint8_t(cell - cells.begin() < 18 ? 30 : 230);
        for (std::size_t channel = 0; channel < 3; ++channel)
          photo.rgb[(std::size_t(y) * 2048 + std::size_t(x)) * 3 + channel] = value;
      }
    return photo;
  };
  const Stroke stroke{{{880, 1018}, {1000, 1018}}, 30};
  std::set<Bytes> plates;
  Bytes first;
  int apart = 0;
  for (unsigned seed = 0; seed < 12; ++seed) {
    auto photo = plate(seed);
    plates.insert(photo.rgb);
    blur(photo, stroke);
    if (first.empty()) first = photo.rgb;
    for (std::size_t i = 0; i < first.size(); ++i) apart = std::max(apart, std::abs(first[i] - photo.rgb[i]));
  }
  CHECK(plates.size() == 12);
  constexpr int step = 17;  // of 16 to a channel
  CHECK(apart <= step);
}

TEST_CASE("a large face rubbed out by a scribble is left with few blocks") {
  const Photo photo{2048, 1536, Bytes(2048u * 1536u * 3u, 128)};
  const Stroke scribble{{{500, 400}, {1000, 450}, {520, 600}, {980, 700}, {540, 900}}, 50};
  CHECK(blur_block(photo, scribble) >= 190);  // about three across
  CHECK(blur_block(photo, {{{700, 700}}, 5}) == 2048 / 24);
}

TEST_CASE("a stroke without points, outside, or of absurd numbers harms nothing") {
  const auto before = noise(100, 80, 6);
  auto photo = before;
  blur(photo, {{}, 20});
  CHECK(photo.rgb == before.rgb);
  blur(photo, {{{-2'000'000'000, 2'000'000'000}}, 3});
  CHECK(photo.rgb == before.rgb);
  blur(photo, {{{-2'147'483'647, 0}, {2'147'483'647, 79}}, 2'147'483'647});
  CHECK(std::set<std::uint8_t>(photo.rgb.begin(), photo.rgb.end()).size() <= 3);
  Photo empty;
  blur(empty, {{{1, 1}}, 3});
  CHECK(empty.rgb.empty());
}
