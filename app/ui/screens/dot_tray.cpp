// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/screens/dot_tray.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace talt::ui {
namespace {

constexpr std::int64_t flight_ms = 300;
constexpr std::int64_t landing_ms = 140;  // it is pressed on, and springs back
constexpr float arc_mm = 12;
constexpr float tray_mm = 10.2f;  // its height
constexpr unsigned tray_seed = 0x51u;

}  // namespace

DotPlaces::DotPlaces(const Rect& area, float diameter, int count, Vertical vertical)
    : diameter_(diameter), count_(std::max(count, 1)) {
  const float near = diameter * 1.04f;
  const auto fit = static_cast<int>((area.width() - diameter) / near) + 1;
  const auto fit_rows = std::max(1, static_cast<int>((area.height() - diameter) / near) + 1);
  // No more to a row than evenly fills the rows there is room for.
  const int rows_wanted = std::min(fit_rows, (count_ + std::max(fit, 1) - 1) / std::max(fit, 1));
  across_ = std::max(1, (count_ + rows_wanted - 1) / rows_wanted);
  const int rows = (count_ + across_ - 1) / across_;
  const auto step = [&](float room, int many) {
    return many > 1 ? std::clamp((room - diameter) / static_cast<float>(many - 1), 0.f, near) : 0.f;
  };
  step_x_ = step(area.width(), across_);
  step_y_ = step(area.height(), rows);
  const float wide = diameter + step_x_ * static_cast<float>(across_ - 1);
  const float high = diameter + step_y_ * static_cast<float>(rows - 1);
  block_ = area.centred(wide, high);
  const float down = vertical == Vertical::Bottom ? area.bottom - block_.bottom : 0;
  block_ = block_.moved(0, down);
}

ImVec2 DotPlaces::at(int index) const {
  const float along = diameter_ / 2 + step_x_ * static_cast<float>(index % across_);
  const float x = block_.right_to_left ? block_.right - along : block_.left + along;
  return {x, block_.top + diameter_ / 2 + step_y_ * static_cast<float>(index / across_)};
}

DotPlaces draw_tray(Page& page, const Rect& area, int left, int total, const std::string& name) {
  Node node;
  node.id = "tray";
  node.role = Role::Status;
  node.name = name;
  node.value = std::to_string(left);
  node.rect = area;
  add_node(page.frame, std::move(node));

  Rect rest = area;
  const float diameter = dot_diameter(page.frame);
  Rect trough = rest.cut_top(page.px(tray_mm));
  const float wanted = static_cast<float>(total) * diameter * 1.12f + page.px(3);
  trough = trough.cut_start(std::min(trough.width(), wanted));
  const Theme& theme = page.theme();
  paint_box(page.frame, trough, tray_mm / 2, mix(theme.ground, theme.ink, 0.1f));
  paint_box(page.frame, trough.moved(0, page.px(0.5f)).shared_with(trough), tray_mm / 2 - 0.3f,
            mix(theme.ground, theme.ink, 0.05f));
  const DotPlaces places(trough.inset(page.px(1), 0), diameter * 0.94f, total, Vertical::Middle);
  const int lying = left - flying_back(page.frame.state);
  for (int i = 0; i < lying; ++i)
    paint_dot(page.frame, places.at(i), places.diameter(), tray_seed + static_cast<unsigned>(i));
  rest.cut_top(page.px(0.6f));
  const TextStyle style = fitted(page.frame, name, rest, {.lines_max = 1});
  label(page.frame, "", name, rest, style, Vertical::Middle);
  return places;
}

void set_flying(Page& page, ImVec2 from, ImVec2 to, std::size_t alternative, bool back, unsigned seed) {
  if (!page.frame.motion) return;
  page.frame.state.flights.push_back({from, to, page.frame.now_ms, alternative, back, seed});
}

int flying_to(const UiState& state, std::size_t alternative) {
  return static_cast<int>(
      std::count_if(state.flights.begin(), state.flights.end(),
                    [&](const Flight& flight) { return flight.alternative == alternative && !flight.back; }));
}

int flying_back(const UiState& state) {
  return static_cast<int>(std::count_if(state.flights.begin(), state.flights.end(),
                                        [](const Flight& flight) { return flight.back; }));
}

void draw_flights(Page& page, float diameter) {
  Frame& frame = page.frame;
  std::erase_if(frame.state.flights, [&](const Flight& flight) {
    return !frame.motion || frame.now_ms - flight.started_ms >= flight_ms + landing_ms;
  });
  for (const Flight& flight : frame.state.flights) {
    const float way = motion(frame, flight.started_ms, flight_ms);
    const float pressed = motion(frame, flight.started_ms + flight_ms, landing_ms);
    const float half_turn = std::numbers::pi_v<float>;
    const float lift = way < 1 ? std::sin(half_turn * way) : -0.5f * std::sin(half_turn * pressed);
    const float arc = page.px(arc_mm) * std::sin(half_turn * way);
    const ImVec2 at{flight.from.x + (flight.to.x - flight.from.x) * way,
                    flight.from.y + (flight.to.y - flight.from.y) * way - arc};
    paint_dot(frame, at, diameter, flight.seed, lift);
  }
}

}  // namespace talt::ui
