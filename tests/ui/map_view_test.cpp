// SPDX-License-Identifier: EUPL-1.2
// The map under a finger: what is tapped is where it was tapped, and nothing moves it off its content.
#include "app/ui/map_view.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "app/ui/canvas.h"
#include "app/ui/words.h"

using namespace talt;
using core::input::Touch;

namespace {

constexpr double tile_degrees = 360. / (1 << 12);

/// A town of four tiles a side at zoom 12, sharper ones at 14; and pictures that are never there.
class TownOnPaper final : public ui::Textures {
 public:
  TownOnPaper() {
    for (const int zoom : {12, 14}) {
      const double side = 1 / std::exp2(zoom);
      info.levels.push_back({0, 0, side, side, 1 << zoom, 1 << zoom, 256});
    }
    info.west = 13;
    info.east = 13 + 4 * tile_degrees;
    info.south = 63.2;
    info.north = 63.4;
  }
  ui::TextTexture text(const platform::Paragraph&) override { return {}; }
  platform::TextSize measure(const platform::Paragraph&) override { return {}; }
  platform::TextRenderer& letters() override { return *letters_; }
  ui::Texture shape(const ui::Shape&) override { return {}; }
  ui::Texture picture(std::string_view, int) override { return {}; }
  ui::Texture live(std::string_view) override { return {}; }
  const ui::MapInfo* map(std::size_t) override { return &info; }
  ui::Texture tile(std::size_t, std::size_t, int, int, int) override { return {}; }

  ui::MapInfo info;

 private:
  std::unique_ptr<platform::TextRenderer> letters_ = std::move(platform::open_text_renderer()).value();
};

core::Dialogue one_pin_question() {
  core::Dialogue dialogue;
  dialogue.languages = {{"sv", false}};
  core::Question question;
  question.kind = core::QuestionKind::Pin;
  dialogue.questions = {question};
  core::Map map;
  map.kind = core::MapKind::MbTiles;
  dialogue.maps = {map};
  return dialogue;
}

class Table {
 public:
  std::optional<core::LatLon> touch(Touch::Phase phase, ImVec2 at, int finger = 0) {
    input_.feed(Touch{phase, finger, at.x, at.y});
    return frame();
  }
  std::optional<core::LatLon> frame() {
    semantics_.begin_frame();
    input_.begin_frame(now_ms += 16, 6);
    ui::Frame frame{&canvas_.begin(1280, 800),
                    screen,
                    6,
                    "sv",
                    theme_,
                    ui::words_sv,
                    town,
                    input_,
                    semantics_,
                    state,
                    now_ms,
                    true,
                    false,
                    {},
                    screen,
                    0};
    const auto tapped = ui::map_view(frame, dialogue, 0, *ui::plane_of(town, dialogue, 0), area);
    wants_another = frame.wants_another_frame;
    canvas_.end();
    return tapped;
  }
  std::optional<core::LatLon> tap(ImVec2 at) {
    touch(Touch::Phase::Down, at);
    return touch(Touch::Phase::Up, at);
  }
  std::optional<ImVec2> where(core::LatLon place) {
    ui::Frame frame{nullptr,    screen, 6,      "sv", theme_, ui::words_sv, town,   input_,
                    semantics_, state,  now_ms, true, false,  {},           screen, 0};
    return ui::place_on_screen(frame, dialogue, 0, area, place);
  }
  ui::MapView& view() { return state.maps[0]; }

  core::Dialogue dialogue = one_pin_question();
  TownOnPaper town;
  ui::Rect screen{0, 0, 1280, 800, false};
  ui::Rect area{40, 100, 840, 700, false};
  ui::UiState state;
  std::int64_t now_ms = 0;
  bool wants_another = false;

 private:
  ui::Canvas canvas_;
  ui::Theme theme_ = ui::make_theme({});
  ui::Input input_;
  ui::Semantics semantics_;
};

}  // namespace

TEST_CASE("a place that is tapped is the place that is told, whatever the view") {
  Table table;
  const core::LatLon place{63.3121, 13.1504};
  for (const double zoom : {0., 13.4, 15.9}) {
    if (zoom > 0) {
      table.view() = {};
      table.view().set = true;
      table.view().lat = 63.3118;
      table.view().lon = 13.1510;
      table.view().zoom = zoom;
    }
    const auto at = table.where(place);
    REQUIRE(at);
    const auto told = table.tap(*at);
    REQUIRE(told);
    const auto again = table.where(*told);
    REQUIRE(again);
    CHECK(std::hypot(again->x - at->x, again->y - at->y) < 1);
  }
}

TEST_CASE("the whole map shows first, beside its buttons") {
  for (const bool right_to_left : {false, true}) {
    Table table;
    table.area.right_to_left = right_to_left;
    const double east = table.town.info.east - 1e-6;
    for (const core::LatLon corner :
         {core::LatLon{63.200001, 13.000001}, {63.399999, 13.000001}, {63.200001, east}, {63.399999, east}}) {
      const auto at = table.where({corner.lat, corner.lon});
      REQUIRE(at);
      const float buttons = 22 * 6;
      CHECK((right_to_left ? at->x >= 40 + buttons - 1 : at->x <= 840 - buttons + 1));
    }
  }
}

TEST_CASE("a tap beside the map's content means nothing") {
  Table table;
  table.town.info.east = 13 + tile_degrees / 8;  // a narrow strip in the middle
  CHECK_FALSE(table.tap({60, 400}));
  CHECK_FALSE(table.tap({700, 400}));
}

TEST_CASE("a drag moves the map and sets no pin, thrown it runs on, slows down and rests") {
  Table table;
  table.view().set = true;
  table.view().lat = 63.3;
  table.view().lon = 13.15;
  table.view().zoom = 15;
  table.touch(Touch::Phase::Down, {400, 400});
  for (int i = 1; i <= 10; ++i)
    CHECK_FALSE(table.touch(Touch::Phase::Move, {400 - 12 * static_cast<float>(i), 400}));
  const double dragged = table.view().lon;
  CHECK(dragged > 13.15);
  CHECK_FALSE(table.touch(Touch::Phase::Up, {280, 400}));
  CHECK(table.wants_another);
  int frames = 0;
  while (table.wants_another && frames < 1000) {
    table.frame();
    ++frames;
  }
  CHECK(table.view().lon > dragged);
  CHECK(frames > 5);
  CHECK(frames < 300);
}

TEST_CASE("no throw, pinch or zoom leaves the content") {
  Table table;
  for (int i = 0; i < 40; ++i) {
    table.touch(Touch::Phase::Down, {200, 400});
    table.touch(Touch::Phase::Down, {300, 400}, 1);
    table.touch(Touch::Phase::Move, {500.f + static_cast<float>(i), 430}, 1);
    table.touch(Touch::Phase::Up, {500, 400}, 1);
    table.touch(Touch::Phase::Move, {700, 650});
    table.touch(Touch::Phase::Up, {700, 650});
    for (int frames = 0; table.wants_another && frames < 400; ++frames) table.frame();
    CHECK(table.view().lon >= table.town.info.west);
    CHECK(table.view().lon <= table.town.info.east);
    CHECK(table.view().lat >= table.town.info.south);
    CHECK(table.view().lat <= table.town.info.north);
    CHECK(table.view().zoom <= 14 + 2.01);
  }
}
