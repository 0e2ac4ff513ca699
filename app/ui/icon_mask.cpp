// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/icon_mask.h"

#include "app/ui/icon_pen.h"

namespace talt::ui {
namespace {

constexpr float stroke_share = 0.2f;  // of half the side

void draw_globe(Pen& pen) {
  pen.circle({0, 0}, 0.8f);
  pen.ellipse(0.36f, 0.8f);
  pen.stroke({{-0.76f, 0}, {0.76f, 0}});
}

void draw_sync(Pen& pen) {
  pen.arc({0, 0}, 0.66f, -pi * 0.95f, -pi * 0.15f);
  pen.arc({0, 0}, 0.66f, pi * 0.05f, pi * 0.85f);
  pen.fill({{0.4f, -0.3f}, {0.95f, -0.3f}, {0.68f, 0.1f}});
  pen.fill({{-0.4f, 0.3f}, {-0.95f, 0.3f}, {-0.68f, -0.1f}});
}

void draw_hand(Pen& pen) {
  pen.stroke({{-0.1f, -0.8f}, {-0.1f, 0.2f}});
  pen.stroke({{-0.1f, -0.1f},
              {0.3f, 0},
              {0.6f, 0.15f},
              {0.55f, 0.85f},
              {-0.25f, 0.85f},
              {-0.65f, 0.3f},
              {-0.42f, 0.15f},
              {-0.1f, 0.4f}});
}

/// False where the icon is no arrow.
bool draw_arrow(Pen& pen, Icon icon) {
  switch (icon) {
    case Icon::Forward:
      pen.stroke({{-0.7f, 0}, {0.7f, 0}});
      pen.stroke({{0.15f, -0.55f}, {0.7f, 0}, {0.15f, 0.55f}});
      return true;
    case Icon::Back:
      pen.stroke({{0.7f, 0}, {-0.7f, 0}});
      pen.stroke({{-0.15f, -0.55f}, {-0.7f, 0}, {-0.15f, 0.55f}});
      return true;
    case Icon::Up:
      pen.stroke({{-0.6f, 0.3f}, {0, -0.35f}, {0.6f, 0.3f}});
      return true;
    case Icon::Down:
      pen.stroke({{-0.6f, -0.3f}, {0, 0.35f}, {0.6f, -0.3f}});
      return true;
    case Icon::Left:
      pen.stroke({{0.3f, -0.6f}, {-0.35f, 0}, {0.3f, 0.6f}});
      return true;
    case Icon::Right:
      pen.stroke({{-0.3f, -0.6f}, {0.35f, 0}, {-0.3f, 0.6f}});
      return true;
    default:
      return false;
  }
}

void draw_icon(Pen& pen, Icon icon) {
  if (draw_arrow(pen, icon) || draw_walk_icon(pen, icon)) return;
  switch (icon) {
    case Icon::None:
      return;
    case Icon::Close:
      pen.stroke({{-0.55f, -0.55f}, {0.55f, 0.55f}});
      return pen.stroke({{0.55f, -0.55f}, {-0.55f, 0.55f}});
    case Icon::Check:
      return pen.stroke({{-0.65f, 0.05f}, {-0.2f, 0.5f}, {0.65f, -0.5f}});
    case Icon::Plus:
      pen.stroke({{0, -0.65f}, {0, 0.65f}});
      return pen.stroke({{-0.65f, 0}, {0.65f, 0}});
    case Icon::Minus:
      return pen.stroke({{-0.65f, 0}, {0.65f, 0}});
    case Icon::Erase:
      pen.stroke({{-0.85f, 0}, {-0.35f, -0.6f}, {0.85f, -0.6f}, {0.85f, 0.6f}, {-0.35f, 0.6f}, {-0.85f, 0}});
      pen.stroke({{0, -0.25f}, {0.5f, 0.25f}});
      return pen.stroke({{0.5f, -0.25f}, {0, 0.25f}});
    case Icon::Shift:
      return pen.stroke({{-0.3f, 0.75f},
                         {-0.3f, 0},
                         {-0.75f, 0},
                         {0, -0.75f},
                         {0.75f, 0},
                         {0.3f, 0},
                         {0.3f, 0.75f},
                         {-0.3f, 0.75f}});
    case Icon::Globe:
      return draw_globe(pen);
    case Icon::Person:
      pen.circle({0, -0.4f}, 0.36f);
      return pen.arc({0, 0.95f}, 0.72f, -pi * 0.95f, -pi * 0.05f);
    case Icon::Pin:
      pen.circle({0, -0.3f}, 0.5f);
      return pen.stroke({{-0.4f, 0}, {0, 0.85f}, {0.4f, 0}});
    case Icon::Centre:
      pen.circle({0, 0}, 0.5f);
      pen.disc({0, 0}, 0.16f);
      pen.stroke({{0, -0.85f}, {0, -0.55f}});
      pen.stroke({{0, 0.55f}, {0, 0.85f}});
      pen.stroke({{-0.85f, 0}, {-0.55f, 0}});
      return pen.stroke({{0.55f, 0}, {0.85f, 0}});
    case Icon::Play:
      return pen.fill({{-0.45f, -0.65f}, {0.7f, 0}, {-0.45f, 0.65f}});
    case Icon::Pause:
      pen.stroke({{-0.3f, -0.55f}, {-0.3f, 0.55f}});
      return pen.stroke({{0.3f, -0.55f}, {0.3f, 0.55f}});
    case Icon::Sync:
      return draw_sync(pen);
    case Icon::Note:
      pen.stroke(
          {{-0.65f, 0.7f}, {-0.5f, 0.2f}, {0.4f, -0.7f}, {0.7f, -0.4f}, {-0.2f, 0.5f}, {-0.65f, 0.7f}});
      return;
    case Icon::Hand:
      return draw_hand(pen);
    default:
      return;
  }
}

}  // namespace

Mask icon_mask(Icon icon, float half, bool mirrored) {
  Pen pen(half, half * stroke_share, mirrored);
  draw_icon(pen, icon);
  return pen.take();
}

Mask face_mask(float half, float mood) {
  Pen pen(half, std::max(2.f, half * 0.09f), false);
  pen.circle({0, 0}, 0.955f);
  for (const float eye : {-0.32f, 0.32f}) pen.disc({eye, -0.2f}, 0.095f);
  // The mouth's middle hangs below its corners where the mood is good.
  const float bend = (mood - 0.5f) * 0.85f;
  const float height = 0.36f - bend * 0.25f;
  std::vector<ImVec2> mouth;
  for (int i = 0; i <= 20; ++i) {
    const float t = static_cast<float>(i) / 20;
    const float inner = 3 * t * (1 - t);  // of both middle points of a cubic curve
    const float x =
        -0.42f * (1 - t) * (1 - t) * (1 - t) - 0.2f * inner * (1 - t) + 0.2f * inner * t + 0.42f * t * t * t;
    mouth.push_back({x, height + bend * inner});
  }
  pen.stroke(mouth);
  return pen.take();
}

}  // namespace talt::ui
