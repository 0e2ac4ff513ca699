// SPDX-License-Identifier: EUPL-1.2
// Pictures that change while they show: the camera, a photo under a finger.
#include <catch2/catch.hpp>

#include "app/kiosk/textures_cached.h"

using namespace talt;

TEST_CASE("a live picture shows what was given last, and nothing once it is taken down") {
  auto opened = platform::open_screen({.title = "live", .width = 640, .height = 480, .headless = true});
  if (!opened) FAIL(opened.error().text());
  const auto screen = std::move(*opened);
  const auto letters = std::move(platform::open_text_renderer()).value();
  const core::Dialogue dialogue;
  const auto textures = kiosk::open_textures(*screen, *letters, dialogue, ".", {});
  const auto picture = [](int width, int height) {
    return platform::Image{width, height,
                           std::vector<std::uint8_t>(static_cast<std::size_t>(width * height * 4), 200)};
  };
  CHECK(textures->live("camera").is_none());
  textures->show_live("camera", picture(40, 30));
  textures->show_live("photo.file:1", picture(20, 10));
  textures->show_live("photo.file:2", picture(10, 20));
  CHECK(textures->live("camera").width == 40);
  textures->show_live("camera", picture(16, 9));
  CHECK(textures->live("camera").width == 16);
  CHECK(textures->live("camera").height == 9);

  textures->take_down("photo.file:");
  CHECK(textures->live("photo.file:1").is_none());
  CHECK(textures->live("photo.file:2").is_none());
  CHECK_FALSE(textures->live("camera").is_none());

  textures->show_live("camera", picture(4096, 1));  // no texture is so wide
  CHECK(textures->live("camera").is_none());
}
