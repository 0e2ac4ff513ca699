// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/icon_pen.h"

namespace talt::ui {
namespace {

void draw_cloud(Pen& pen, float down) {
  pen.arc({-0.38f, 0.1f + down}, 0.34f, pi * 0.5f, pi * 1.4f);
  pen.arc({0, -0.16f + down}, 0.42f, pi * 1.1f, pi * 1.85f);
  pen.arc({0.45f, 0.12f + down}, 0.32f, -pi * 0.6f, pi * 0.5f);
  pen.stroke({{-0.38f, 0.44f + down}, {0.45f, 0.44f + down}});
}

void draw_rays(Pen& pen, ImVec2 centre, float from, float to, int first, int last) {
  for (int ray = first; ray <= last; ++ray) {
    const float angle = static_cast<float>(ray) * pi / 4;
    pen.stroke({{centre.x + from * std::cos(angle), centre.y + from * std::sin(angle)},
                {centre.x + to * std::cos(angle), centre.y + to * std::sin(angle)}});
  }
}

void draw_flake(Pen& pen, ImVec2 at, float size) {
  for (int arm = 0; arm < 3; ++arm) {
    const float angle = static_cast<float>(arm) * pi / 3 + pi / 6;
    const float x = size * std::cos(angle), y = size * std::sin(angle);
    pen.stroke({{at.x - x, at.y - y}, {at.x + x, at.y + y}});
  }
}

void draw_gust(Pen& pen, float y, float length, float curl) {
  pen.stroke({{-0.8f, y}, {length, y}});
  pen.arc({length, y - curl}, std::abs(curl), curl > 0 ? pi * 0.5f : -pi * 0.5f,
          curl > 0 ? -pi * 0.75f : pi * 0.75f);
}

bool draw_weather(Pen& pen, Icon icon) {
  switch (icon) {
    case Icon::Sun:
      pen.circle({0, 0}, 0.38f);
      draw_rays(pen, {0, 0}, 0.66f, 0.88f, 0, 7);
      return true;
    case Icon::Cloud:
      draw_cloud(pen, 0.05f);
      return true;
    case Icon::Rain:
      draw_cloud(pen, -0.25f);
      for (const float x : {-0.4f, 0.f, 0.4f}) pen.stroke({{x, 0.5f}, {x - 0.14f, 0.85f}});
      return true;
    case Icon::Snow:
      draw_flake(pen, {0, 0}, 0.85f);
      for (int arm = 0; arm < 6; ++arm) {
        const float angle = static_cast<float>(arm) * pi / 3 + pi / 6;
        const ImVec2 at{0.5f * std::cos(angle), 0.5f * std::sin(angle)};
        for (const float turn : {-0.7f, 0.7f})
          pen.stroke({at, {at.x + 0.3f * std::cos(angle + turn), at.y + 0.3f * std::sin(angle + turn)}});
      }
      return true;
    case Icon::Fog:
      pen.stroke({{-0.6f, -0.6f}, {0.75f, -0.6f}});
      pen.stroke({{-0.8f, -0.2f}, {0.5f, -0.2f}});
      pen.stroke({{-0.5f, 0.2f}, {0.8f, 0.2f}});
      pen.stroke({{-0.75f, 0.6f}, {0.35f, 0.6f}});
      return true;
    case Icon::Wind:
      draw_gust(pen, -0.2f, 0.3f, 0.26f);
      draw_gust(pen, 0.2f, 0.5f, -0.26f);
      pen.stroke({{-0.8f, 0.6f}, {0.05f, 0.6f}});
      return true;
    case Icon::Dusk:
      pen.arc({0, 0.25f}, 0.42f, -pi, 0);
      draw_rays(pen, {0, 0.25f}, 0.68f, 0.88f, 5, 7);
      pen.stroke({{-0.85f, 0.3f}, {0.85f, 0.3f}});
      pen.stroke({{-0.5f, 0.65f}, {0.5f, 0.65f}});
      return true;
    case Icon::Moon:
      pen.arc({0, 0}, 0.72f, -pi * 0.42f - pi * 1.45f, -pi * 0.42f);
      pen.arc({0.42f, -0.3f}, 0.52f, pi * 0.42f, pi * 1.33f);
      return true;
    default:
      return false;
  }
}

bool draw_words_icon(Pen& pen, Icon icon) {
  switch (icon) {
    case Icon::Eye:
      pen.arc({0, 0.75f}, 1.1f, -pi * 0.79f, -pi * 0.21f);
      pen.arc({0, -0.75f}, 1.1f, pi * 0.21f, pi * 0.79f);
      pen.disc({0, 0}, 0.24f);
      return true;
    case Icon::Quote:
      for (const float x : {-0.42f, 0.42f}) {
        pen.disc({x, 0.2f}, 0.3f);
        pen.stroke({{x - 0.2f, 0.15f}, {x - 0.16f, -0.15f}, {x + 0.12f, -0.5f}});
      }
      return true;
    case Icon::Bulb:
      pen.arc({0, -0.2f}, 0.55f, pi * 0.72f, pi * 2.28f);
      pen.stroke({{-0.32f, 0.25f}, {-0.25f, 0.5f}, {0.25f, 0.5f}, {0.32f, 0.25f}});
      pen.stroke({{-0.18f, 0.85f}, {0.18f, 0.85f}});
      return true;
    case Icon::Thought:
      pen.ellipse(0.8f, 0.56f);
      pen.disc({-0.5f, 0.72f}, 0.14f);
      pen.disc({-0.78f, 0.9f}, 0.09f);
      return true;
    case Icon::Question:
      pen.arc({0, -0.35f}, 0.42f, -pi, pi * 0.35f);
      pen.stroke({{0.2f, 0.02f}, {0, 0.2f}, {0, 0.38f}});
      pen.disc({0, 0.75f}, 0.14f);
      return true;
    case Icon::Rows:
      for (const float y : {-0.55f, 0.f, 0.55f}) {
        pen.disc({-0.7f, y}, 0.13f);
        pen.stroke({{-0.3f, y}, {0.8f, y}});
      }
      return true;
    case Icon::Earlier:
      pen.circle({0, 0}, 0.75f);
      pen.stroke({{0, -0.42f}, {0, 0.05f}, {0.32f, 0.25f}});
      return true;
    default:
      return false;
  }
}

void draw_microphone(Pen& pen) {
  pen.stroke({{-0.24f, -0.55f}, {-0.24f, 0}});
  pen.stroke({{0.24f, -0.55f}, {0.24f, 0}});
  pen.arc({0, -0.55f}, 0.24f, -pi, 0);
  pen.arc({0, 0}, 0.24f, 0, pi);
  pen.arc({0, 0}, 0.55f, 0, pi);
  pen.stroke({{0, 0.55f}, {0, 0.85f}});
}

bool draw_thing(Pen& pen, Icon icon) {
  switch (icon) {
    case Icon::Camera:
      pen.stroke({{-0.85f, -0.4f},
                  {-0.4f, -0.4f},
                  {-0.22f, -0.68f},
                  {0.22f, -0.68f},
                  {0.4f, -0.4f},
                  {0.85f, -0.4f},
                  {0.85f, 0.65f},
                  {-0.85f, 0.65f},
                  {-0.85f, -0.4f}});
      pen.circle({0, 0.1f}, 0.32f);
      return true;
    case Icon::Microphone:
      draw_microphone(pen);
      return true;
    case Icon::Wrench:
      pen.arc({0.42f, -0.42f}, 0.38f, -pi * 0.05f, pi * 1.55f);
      pen.stroke({{0.15f, -0.15f}, {-0.65f, 0.65f}});
      return true;
    case Icon::Bin:
      pen.stroke({{-0.7f, -0.5f}, {0.7f, -0.5f}});
      pen.stroke({{-0.2f, -0.78f}, {0.2f, -0.78f}});
      pen.stroke({{-0.5f, -0.5f}, {-0.42f, 0.75f}, {0.42f, 0.75f}, {0.5f, -0.5f}});
      return true;
    case Icon::Flag:
      pen.stroke({{-0.5f, -0.8f}, {-0.5f, 0.85f}});
      pen.stroke({{-0.5f, -0.7f}, {0.6f, -0.7f}, {0.35f, -0.35f}, {0.6f, 0}, {-0.5f, 0}});
      return true;
    case Icon::Record:
      pen.disc({0, 0}, 0.6f);
      return true;
    case Icon::Stop:
      pen.fill({{-0.5f, -0.5f}, {0.5f, -0.5f}, {0.5f, 0.5f}, {-0.5f, 0.5f}});
      return true;
    case Icon::Undo:
      pen.arc({0.1f, 0.15f}, 0.55f, -pi * 0.75f, pi * 0.6f);
      pen.stroke({{-0.3f, -0.8f}, {-0.35f, -0.25f}, {0.2f, -0.2f}});
      return true;
    case Icon::People:
      pen.circle({-0.32f, -0.35f}, 0.3f);
      pen.arc({-0.32f, 0.85f}, 0.6f, -pi * 0.97f, -pi * 0.03f);
      pen.arc({0.42f, -0.35f}, 0.28f, -pi * 0.6f, pi * 0.6f);
      pen.arc({0.34f, 0.85f}, 0.58f, -pi * 0.42f, -pi * 0.03f);
      return true;
    default:
      return false;
  }
}

/// What stands under a sign, and signs.
bool draw_mark(Pen& pen, Icon icon) {
  switch (icon) {
    case Icon::Triangle:
      pen.fill({{0, -0.95f}, {0.98f, 0.78f}, {-0.98f, 0.78f}});
      return true;
    case Icon::Diamond:
      pen.fill({{0, -1}, {1, 0}, {0, 1}, {-1, 0}});
      return true;
    case Icon::Exclamation:
      pen.stroke({{0, -0.7f}, {0, 0.2f}});
      pen.disc({0, 0.7f}, 0.14f);
      return true;
    default:
      return false;
  }
}

}  // namespace

bool draw_walk_icon(Pen& pen, Icon icon) {
  return draw_mark(pen, icon) || draw_weather(pen, icon) || draw_words_icon(pen, icon) ||
         draw_thing(pen, icon);
}

}  // namespace talt::ui
