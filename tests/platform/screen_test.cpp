// SPDX-License-Identifier: EUPL-1.2
#include "platform/screen.h"

#include <catch2/catch.hpp>

#include <array>
#include <thread>

#include "app/core/input_event.h"

using namespace talt;
using namespace talt::platform;

namespace {

std::unique_ptr<Screen> headless() {
  ScreenOptions options;
  options.width = 400;
  options.height = 300;
  options.headless = true;
  return std::move(open_screen(options)).value();
}

/// One upright rectangle, as ImGui lays it out.
struct Drawing {
  ImDrawList list{nullptr};
  std::array<ImDrawList*, 1> lists{&list};
  ImDrawData data;

  Drawing(ImTextureID texture, ImVec4 clip, ImU32 colour) {
    const ImDrawVert corners[] = {{{10, 10}, {0, 0}, colour},
                                  {{50, 10}, {1, 0}, colour},
                                  {{50, 50}, {1, 1}, colour},
                                  {{10, 50}, {0, 1}, colour}};
    for (const ImDrawVert& corner : corners) list.VtxBuffer.push_back(corner);
    for (const int index : {0, 1, 2, 0, 2, 3}) list.IdxBuffer.push_back(static_cast<ImDrawIdx>(index));
    ImDrawCmd command;
    command.ClipRect = clip;
    command.TextureId = texture;
    command.ElemCount = 6;
    list.CmdBuffer.push_back(command);
    data.Valid = true;
    data.CmdLists = lists.data();
    data.CmdListsCount = 1;
  }
};

std::array<int, 3> pixel(Screen& screen, int x, int y) {
  const Image image = std::move(screen.pixels()).value();
  const std::size_t at =
      (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)) * 4;
  return {image.rgba[at], image.rgba[at + 1], image.rgba[at + 2]};
}

const ImVec4 whole{0, 0, 400, 300};

}  // namespace

TEST_CASE("a frame shows its ground, its shapes and nothing outside of the clip") {
  const auto screen = headless();
  const Drawing drawing(nullptr, {0, 0, 30, 300}, IM_COL32(10, 20, 30, 255));
  REQUIRE(screen->show(drawing.data, IM_COL32(200, 210, 220, 255)));
  CHECK(pixel(*screen, 20, 20) == std::array{10, 20, 30});
  CHECK(pixel(*screen, 40, 20) == std::array{200, 210, 220});
  CHECK(pixel(*screen, 5, 5) == std::array{200, 210, 220});
}

TEST_CASE("a mask is tinted by the colour of what is drawn with it") {
  const auto screen = headless();
  const std::vector<std::uint8_t> alpha(40 * 40, 255);
  const ImTextureID texture = screen->upload_alpha(40, 40, alpha.data());
  REQUIRE(texture);
  const Drawing drawing(texture, whole, IM_COL32(250, 100, 50, 255));
  screen->show(drawing.data, IM_COL32_BLACK);
  CHECK(pixel(*screen, 30, 30) == std::array{250, 100, 50});
  screen->forget(texture);
}

TEST_CASE("a picture keeps its colours") {
  const auto screen = headless();
  Image image{40, 40, {}};
  for (int i = 0; i < 40 * 40; ++i) image.rgba.insert(image.rgba.end(), {250, 100, 50, 255});
  const ImTextureID texture = screen->upload(image);
  const Drawing drawing(texture, whole, IM_COL32_WHITE);
  screen->show(drawing.data, IM_COL32_BLACK);
  CHECK(pixel(*screen, 30, 30) == std::array{250, 100, 50});
  screen->forget(texture);
}

TEST_CASE("a frame that looks like the last one is not drawn again, any other one is") {
  const auto screen = headless();
  const auto ground = IM_COL32_BLACK, colour = IM_COL32(10, 20, 30, 255);
  const Drawing drawing(nullptr, whole, colour);
  REQUIRE(screen->show(drawing.data, ground));
  CHECK_FALSE(screen->show(Drawing(nullptr, whole, colour).data, ground));
  CHECK(pixel(*screen, 30, 30) == std::array{10, 20, 30});
  CHECK(screen->show(Drawing(nullptr, whole, IM_COL32_WHITE).data, ground));
  CHECK(screen->show(Drawing(nullptr, {0, 0, 30, 300}, IM_COL32_WHITE).data, ground));
  CHECK(screen->show(Drawing(nullptr, {0, 0, 30, 300}, IM_COL32_WHITE).data, IM_COL32_WHITE));
  ImDrawData nothing;
  CHECK(screen->show(nothing, IM_COL32_WHITE));
  CHECK_FALSE(screen->show(nothing, IM_COL32_WHITE));
}

TEST_CASE("a texture that takes a forgotten one's place is drawn") {
  const auto screen = headless();
  const std::vector<std::uint8_t> solid(40 * 40, 255), clear(40 * 40, 0);
  auto texture = screen->upload_alpha(40, 40, solid.data());
  screen->show(Drawing(texture, whole, IM_COL32_WHITE).data, IM_COL32_BLACK);
  screen->forget(texture);
  texture = screen->upload_alpha(40, 40, clear.data());
  CHECK(screen->show(Drawing(texture, whole, IM_COL32_WHITE).data, IM_COL32_BLACK));
  CHECK(pixel(*screen, 30, 30) == std::array{0, 0, 0});
  screen->forget(texture);
}

TEST_CASE(
    "two triangles that share an edge leave no seam, and their edges are smooth where their corners fade") {
  const auto screen = headless();
  const ImU32 half = IM_COL32(255, 255, 255, 128), none = IM_COL32(255, 255, 255, 0);
  Drawing drawing(nullptr, whole, half);
  drawing.list.VtxBuffer[1].pos = {50, 11};  // no upright rectangle any more: painted as triangles
  drawing.list.VtxBuffer[2].col = none;
  screen->show(drawing.data, IM_COL32_BLACK);
  CHECK(pixel(*screen, 11, 12)[0] == Approx(128).margin(8));
  for (int at = 12; at < 46; ++at) {
    CHECK(pixel(*screen, at, at)[0] <= pixel(*screen, at - 1, at - 1)[0]);
    CHECK(std::abs(pixel(*screen, at, at)[0] - pixel(*screen, at - 1, at - 1)[0]) < 8);
  }
}

TEST_CASE("a picture is scaled to the rectangle it is drawn in, and fades with its tint") {
  const auto screen = headless();
  Image image{2, 1, {250, 0, 0, 255, 0, 0, 250, 255}};
  const ImTextureID texture = screen->upload(image);
  screen->show(Drawing(texture, whole, IM_COL32_WHITE).data, IM_COL32_BLACK);
  CHECK(pixel(*screen, 12, 30) == std::array{250, 0, 0});
  CHECK(pixel(*screen, 47, 30) == std::array{0, 0, 250});
  screen->show(Drawing(texture, whole, IM_COL32(255, 255, 255, 128)).data, IM_COL32_BLACK);
  CHECK(pixel(*screen, 12, 30)[0] == Approx(125).margin(2));
  screen->forget(texture);
}

TEST_CASE("textures without a size or beyond the bound are refused") {
  const auto screen = headless();
  const std::vector<std::uint8_t> alpha(3000, 255);
  CHECK_FALSE(screen->upload_alpha(3000, 1, alpha.data()));
  CHECK_FALSE(screen->upload_alpha(0, 10, alpha.data()));
}

TEST_CASE("what is injected comes out of the next wait, in order") {
  const auto screen = headless();
  screen->inject(core::input::Typed{"a"});
  screen->inject(core::input::KeyPress{core::input::Key::Erase});
  const auto events = screen->wait(-1);
  REQUIRE(events.size() == 2);
  CHECK(std::get<core::input::Typed>(events[0]).text == "a");
  CHECK(screen->wait(0).empty());
}

TEST_CASE("a wait for ever ends when another thread wakes it") {
  const auto screen = headless();
  std::thread other([&] { screen->wake(); });
  CHECK(screen->wait(-1).empty());
  other.join();
}

TEST_CASE("a screen of no sensible size is refused with what to do") {
  ScreenOptions options;
  options.width = 0;
  const auto screen = open_screen(options);
  REQUIRE_FALSE(screen);
  CHECK_FALSE(screen.error().remedy.empty());
}
