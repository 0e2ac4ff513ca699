// SPDX-License-Identifier: EUPL-1.2
// A photo: from the camera, where there is one, or one of the pictures in a folder or on a stick.
#include <algorithm>

#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

constexpr float file_least_mm = 36;

Happened draw_files(Page& page, const core::walk::ChoosingPhoto& screen, const Rect& area) {
  if (screen.files.empty()) return {};
  const float gap = page.px(mm::gap);
  const auto across_in = [&](float width) {
    return std::max<std::size_t>(1, static_cast<std::size_t>((width + gap) / (page.px(file_least_mm) + gap)));
  };
  const auto pitch_in = [&](float width) {
    return ((width + gap) / static_cast<float>(across_in(width)) - gap) * 0.75f + gap;
  };
  const auto high_in = [&](float width) {
    const std::size_t across = across_in(width);
    return static_cast<float>((screen.files.size() + across - 1) / across) * pitch_in(width) - gap;
  };
  const float narrow = area.width() - page.px(mm::target + mm::gap);
  const bool fits = high_in(area.width()) <= area.height();
  const float width = fits ? area.width() : narrow;
  const float pitch = pitch_in(width);
  ScrollArea scroll(page.frame, "files", area, std::max(high_in(width), fits ? 0.f : area.height() + 2),
                    {.step = pitch <= area.height() ? pitch : 0, .ground = page.theme().ground});
  const std::vector<Rect> columns = scroll.content.columns(across_in(width), gap);
  Happened happened;
  for (std::size_t i = 0; i < screen.files.size(); ++i) {
    Rect place = columns[i % columns.size()];
    place.top = scroll.content.top + static_cast<float>(i / columns.size()) * pitch;
    place.bottom = place.top + pitch - gap;
    const std::string number = std::to_string(i + 1), id = "file:" + number;
    if (!shows(page, place)) {
      add_unseen(page, id, screen.files[i], place);
      continue;
    }
    const Press press =
        pressable(page.frame, {.id = id, .name = screen.files[i], .area = place, .enabled = !screen.looking});
    paint_card(page.frame, place, press.held ? 0.f : 1.f,
               press.held ? page.theme().card_pressed : page.theme().card);
    if (paint_live(page, "photo.file:" + number, place.inset(page.px(1))).is_empty())
      paint_icon(page.frame, Icon::Camera, place.centred(page.px(12), page.px(12)), page.theme().ink_soft);
    if (press.activated) note(happened, core::walk::event::PickPhoto{i});
  }
  return happened;
}

bool has_camera(const core::walk::ChoosingPhoto& screen) {
  return screen.camera == core::walk::CameraState::Ready;
}

/// What ails the camera and what to do about it; empty where nothing does.
std::string_view camera_trouble(const WalkWords& words, core::walk::CameraState state) {
  switch (state) {
    case core::walk::CameraState::None:
    case core::walk::CameraState::Starting:
    case core::walk::CameraState::Ready:
      return {};
    case core::walk::CameraState::NotThere:
      return words.camera_not_there.view();
    case core::walk::CameraState::Busy:
      return words.camera_busy.view();
    case core::walk::CameraState::NotAllowed:
      return words.camera_not_allowed.view();
    case core::walk::CameraState::Failing:
      return words.camera_failing.view();
  }
  return {};
}

void draw_camera(Page& page, const Rect& area) {
  paint_box(page.frame, area, mm::radius, page.theme().card);
  const Rect shown = paint_live(page, "camera", area.inset(page.px(1)));
  Node node;
  node.id = "camera";
  node.role = Role::Picture;
  node.name = shown.is_empty() ? page.words().walk.camera_waits.view() : page.words().walk.camera.view();
  node.rect = area;
  add_node(page.frame, std::move(node));
  if (!shown.is_empty()) return;
  TextStyle style = on_card(page);
  style.align = platform::TextAlign::Centre;
  paint_text(page.frame, page.words().walk.camera_waits, area.inset(page.px(4)), style, Vertical::Middle);
}

void warn(Page& page, std::string id, std::string_view trouble, Rect& sheet) {
  if (trouble.empty()) return;
  TextStyle style{.background = page.theme().warning_soft};
  const float width = sheet.width() - page.px(2 * mm::pad);
  const auto high = static_cast<float>(measure_text(page.frame, trouble, width, style).height);
  Rect card = sheet.cut_top(std::min(high + page.px(4), sheet.height()));
  paint_card(page.frame, card, 0, page.theme().warning_soft);
  label(page.frame, std::move(id), trouble, card.inset(page.px(mm::pad), page.px(2)), style, Vertical::Top,
        Role::Status);
  sheet.cut_top(page.px(mm::gap));
}

void draw_state(Page& page, const core::walk::ChoosingPhoto& screen, Rect& sheet) {
  const WalkWords& words = page.words().walk;
  const auto ailing = camera_trouble(words, screen.camera);
  warn(page, "camera.trouble", ailing, sheet);
  warn(page, "photo.trouble", trouble_in(page.words(), screen.trouble), sheet);
  const bool is_starting = screen.camera == core::walk::CameraState::Starting;
  if (screen.looking || (is_starting && screen.files.empty()))
    paragraph_row(page, sheet, screen.files.empty() && !has_camera(screen) ? words.looking : words.working,
                  soft(page), 3, Role::Status);
  else if (screen.files.empty() && !has_camera(screen) && screen.trouble == core::PhotoTrouble::None &&
           ailing.empty())
    paragraph_row(page, sheet, words.no_pictures, {}, 3, Role::Status);
}

}  // namespace

Happened walk_choosing_photo(Page& page, const core::walk::ChoosingPhoto& screen) {
  const WalkWords& words = page.words().walk;
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  const bool is_gone = screen.trouble == core::PhotoTrouble::NotThere;
  if (has_camera(screen)) {
    if (main_action(page, actions, "shoot", words.shoot, Icon::Camera, !screen.looking))
      happened = core::walk::event::Shoot{};
  } else if (!screen.looking &&
             (screen.files.empty() || is_gone || !camera_trouble(words, screen.camera).empty())) {
    if (main_action(page, actions, "photo.again", words.look_again, Icon::Sync))
      happened = core::walk::event::OpenPhoto{};
  }
  if (side_action(page, actions, "back", page.words().back, Icon::Back,
                  actions.width() < button_width(page.frame, page.words().back, Icon::Back, mm::cap_body)))
    note(happened, core::walk::event::Back{});
  sheet.cut_top(page.px(3));
  heading(page, sheet, has_camera(screen) ? words.photo_title : words.photo_choose, mm::cap_title,
          page.px(22));
  sheet.cut_top(page.px(3));
  // Below the host's corner, also where a heading is one low line.
  sheet.top = std::max(sheet.top, page.frame.screen.top + page.px(mm::target + mm::gap));
  draw_state(page, screen, sheet);
  if (has_camera(screen)) {
    Rect camera = sheet;
    if (!screen.files.empty()) {
      camera =
          page.is_upright() ? sheet.cut_top(sheet.height() * 0.6f) : sheet.cut_start(sheet.width() * 0.58f);
      page.is_upright() ? sheet.cut_top(page.px(mm::gap)) : sheet.cut_start(page.px(mm::gap));
    }
    draw_camera(page, camera);
  }
  note(happened, draw_files(page, screen, sheet));
  return happened;
}

}  // namespace talt::ui
