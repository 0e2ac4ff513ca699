// SPDX-License-Identifier: EUPL-1.2
// The icons and faces of paint.h, drawn by strokes in a square from -1 to 1.
#include <cmath>
#include <numbers>
#include <vector>

#include "app/ui/paint.h"

namespace talt::ui {
namespace {

constexpr float pi = std::numbers::pi_v<float>;

class Pen {
 public:
  Pen(ImDrawList& list, const Rect& area, ImU32 colour, bool mirrored)
      : list_(list),
        centre_(area.centre()),
        half_(std::min(area.width(), area.height()) / 2),
        colour_(colour),
        flip_(mirrored ? -1.f : 1.f) {}

  void stroke(std::initializer_list<ImVec2> points) {
    std::vector<ImVec2> path;
    for (const ImVec2 point : points) path.push_back(at(point));
    list_.AddPolyline(path.data(), static_cast<int>(path.size()), colour_, 0, width());
    // ImGui cuts ends and bends off square: a disc on each makes them round.
    for (const ImVec2 point : path) list_.AddCircleFilled(point, width() / 2, colour_, 12);
  }
  void fill(std::initializer_list<ImVec2> points) {
    std::vector<ImVec2> path;
    for (const ImVec2 point : points) path.push_back(at(point));
    list_.AddConvexPolyFilled(path.data(), static_cast<int>(path.size()), colour_);
  }
  void circle(ImVec2 centre, float radius) {
    list_.AddCircle(at(centre), radius * half_, colour_, 32, width());
  }
  void disc(ImVec2 centre, float radius) { list_.AddCircleFilled(at(centre), radius * half_, colour_, 32); }
  /// From one angle to another, clockwise from the right, radians.
  void arc(ImVec2 centre, float radius, float from, float to) {
    list_.PathArcTo(at(centre), radius * half_, from, to, 24);
    list_.PathStroke(colour_, 0, width());
  }
  void ellipse(float radius_x, float radius_y) {
    for (int i = 0; i < 32; ++i) {
      const float angle = static_cast<float>(i) * pi / 16;
      list_.PathLineTo(at({radius_x * std::cos(angle), radius_y * std::sin(angle)}));
    }
    list_.PathStroke(colour_, ImDrawFlags_Closed, width());
  }

 private:
  ImVec2 at(ImVec2 point) const { return {centre_.x + flip_ * point.x * half_, centre_.y + point.y * half_}; }
  float width() const { return half_ * 0.2f; }

  ImDrawList& list_;
  ImVec2 centre_;
  float half_;
  ImU32 colour_;
  float flip_;
};

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

}  // namespace

void paint_icon(Frame& frame, Icon icon, const Rect& area, ImU32 colour) {
  const bool directed =
      icon == Icon::Forward || icon == Icon::Back || icon == Icon::Erase || icon == Icon::Play;
  Pen pen(*frame.list, area, colour, directed && frame.right_to_left());
  switch (icon) {
    case Icon::None:
      return;
    case Icon::Forward:
      pen.stroke({{-0.7f, 0}, {0.7f, 0}});
      return pen.stroke({{0.15f, -0.55f}, {0.7f, 0}, {0.15f, 0.55f}});
    case Icon::Back:
      pen.stroke({{0.7f, 0}, {-0.7f, 0}});
      return pen.stroke({{-0.15f, -0.55f}, {-0.7f, 0}, {-0.15f, 0.55f}});
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
    case Icon::Up:
      return pen.stroke({{-0.6f, 0.3f}, {0, -0.35f}, {0.6f, 0.3f}});
    case Icon::Down:
      return pen.stroke({{-0.6f, -0.3f}, {0, 0.35f}, {0.6f, -0.3f}});
    case Icon::Left:
      return pen.stroke({{0.3f, -0.6f}, {-0.35f, 0}, {0.3f, 0.6f}});
    case Icon::Right:
      return pen.stroke({{-0.3f, -0.6f}, {0.35f, 0}, {-0.3f, 0.6f}});
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
  }
}

void paint_face(Frame& frame, ImVec2 centre, float diameter, float mood, ImU32 ink, ImU32 skin) {
  const float radius = diameter / 2;
  const float side = radius + 1;
  const Rect area{centre.x - side, centre.y - side, centre.x + side, centre.y + side, false};
  const float whole = std::round(radius);
  paint_texture(frame, frame.textures.shape({Shape::Kind::Disc, whole, 0, 0}), area, skin);
  const float line = std::max(2.f, radius * 0.09f);
  paint_texture(frame, frame.textures.shape({Shape::Kind::Ring, whole, std::round(line), 0}), area, ink);
  ImDrawList& list = *frame.list;
  for (const float eye : {-0.32f, 0.32f})
    list.AddCircleFilled({centre.x + eye * radius, centre.y - 0.2f * radius}, radius * 0.095f, ink, 16);
  // The mouth's middle hangs below its corners where the mood is good.
  const float bend = (mood - 0.5f) * 0.85f * radius;
  const float mouth = centre.y + 0.36f * radius - bend * 0.25f;
  const ImVec2 from{centre.x - 0.42f * radius, mouth}, to{centre.x + 0.42f * radius, mouth};
  list.AddBezierCubic(from, {from.x + 0.22f * radius, mouth + bend}, {to.x - 0.22f * radius, mouth + bend},
                      to, ink, line, 24);
  list.AddCircleFilled(from, line / 2, ink, 12);
  list.AddCircleFilled(to, line / 2, ink, 12);
}

}  // namespace talt::ui
