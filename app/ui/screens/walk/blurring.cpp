// SPDX-License-Identifier: EUPL-1.2
// Faces and plates are stroked away with a finger before the photo is kept. A stroke shows while it is drawn
// and is told when the finger leaves the glass; a tap is a stroke of one point.
#include <algorithm>

#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

constexpr float finger_mm = 5;            // radius of what a finger blurs
constexpr float point_apart_mm = 1;       // points of a stroke closer than this are one
constexpr std::size_t points_max = 2000;  // of a stroke

std::array<float, 2> part_of(const Rect& picture, ImVec2 at) {
  return {std::clamp((at.x - picture.left) / picture.width(), 0.f, 1.f),
          std::clamp((at.y - picture.top) / picture.height(), 0.f, 1.f)};
}

void lengthen(std::vector<std::array<float, 2>>& stroke, const Rect& picture, ImVec2 at, float apart) {
  const std::array<float, 2> part = part_of(picture, at);
  if (!stroke.empty()) {
    const float x = (part[0] - stroke.back()[0]) * picture.width(),
                y = (part[1] - stroke.back()[1]) * picture.height();
    if (x * x + y * y < apart * apart || stroke.size() >= points_max) return;
  }
  stroke.push_back(part);
}

/// The stroke so far, as wide as what it will blur.
void draw_stroke(Page& page, const std::vector<std::array<float, 2>>& stroke, const Rect& picture) {
  const float radius = page.px(finger_mm);
  const ImU32 colour = faded(page.theme().ink, 0.35f);
  page.frame.list->PushClipRect(picture.min(), picture.max(), true);
  for (const auto& part : stroke)
    page.frame.list->AddCircleFilled(
        {picture.left + part[0] * picture.width(), picture.top + part[1] * picture.height()}, radius, colour,
        24);
  page.frame.list->PopClipRect();
}

Happened follow_finger(Page& page, const Rect& picture, const Press& press) {
  auto& stroke = page.frame.state.stroke;
  const float apart = page.px(point_apart_mm);
  const Drag drag = page.frame.input.drag("picture", picture);
  if (drag.began) {
    stroke.clear();
    lengthen(stroke, picture, drag.from, apart);
  }
  if (drag.active || drag.ended) lengthen(stroke, picture, drag.at, apart);
  if (press.activated) stroke = {part_of(picture, press.at)};
  const bool is_whole = press.activated || (drag.ended && !stroke.empty());
  if (!is_whole) return {};
  core::walk::event::Blur blur{std::move(stroke), page.px(finger_mm) / picture.width()};
  stroke.clear();
  return blur;
}

Happened draw_picture(Page& page, const core::walk::BlurringPhoto& screen, const Rect& area) {
  const WalkWords& words = page.words().walk;
  paint_box(page.frame, area, mm::radius, page.theme().card);
  Rect picture = area;
  if (screen.width > 0 && screen.height > 0) {
    // Where it will lie, also before its texture is there.
    const float scale = std::min(area.width() / static_cast<float>(screen.width),
                                 area.height() / static_cast<float>(screen.height));
    picture =
        area.centred(static_cast<float>(screen.width) * scale, static_cast<float>(screen.height) * scale);
  }
  const bool enabled = !screen.working && screen.width > 0;
  const Press press = pressable(
      page.frame,
      {.id = "picture", .name = words.the_photo, .area = picture, .role = Role::Picture, .enabled = enabled});
  const Texture texture = page.frame.textures.live("photo");
  if (!texture.is_none())
    paint_texture(page.frame, texture, picture);
  else
    paint_icon(page.frame, Icon::Camera, area.centred(page.px(20), page.px(20)), page.theme().ink_soft);
  if (!enabled) return {};
  Happened happened = follow_finger(page, picture, press);
  draw_stroke(page, page.frame.state.stroke, picture);
  return happened;
}

}  // namespace

Happened walk_blurring(Page& page, const core::walk::BlurringPhoto& screen) {
  const WalkWords& words = page.words().walk;
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  const bool can = !screen.working && screen.width > 0;
  if (main_action(page, actions, "photo.keep", screen.working ? words.working : words.photo_keep, Icon::Check,
                  can))
    happened = core::walk::event::KeepPhoto{};
  if (side_action(page, actions, "back", page.words().back, Icon::Back, true))
    note(happened, core::walk::event::Back{});
  if (screen.strokes > 0 && actions.width() >= page.px(mm::target)) {
    const bool is_narrow =
        actions.width() < button_width(page.frame, words.blur_undo, Icon::Undo, mm::cap_body);
    if (side_action(page, actions, "blur.undo", words.blur_undo, Icon::Undo, is_narrow) && can)
      note(happened, core::walk::event::UndoBlur{});
  }
  sheet.cut_top(page.px(2));
  heading(page, sheet, words.blur_title, mm::cap_title, page.px(20));
  if (screen.trouble != core::PhotoTrouble::None)
    paragraph_row(page, sheet, trouble_in(page.words(), screen.trouble),
                  {.weight = platform::TextWeight::Bold}, 1, Role::Status);
  else if (page.is_upright())
    paragraph_row(page, sheet, words.blur_hint, soft(page), 1);
  sheet.cut_top(page.px(2));
  note(happened, draw_picture(page, screen, sheet));
  return happened;
}

}  // namespace talt::ui
