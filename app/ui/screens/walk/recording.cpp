// SPDX-License-Identifier: EUPL-1.2
// A voice memo of at most a minute: one large button to begin and to stop, how loud it is, how long is left.
#include <algorithm>
#include <cmath>

#include "app/core/voice.h"
#include "app/ui/screens/walk/parts.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

using core::voice_ms_max;
using core::walk::VoiceState;
using core::walk::VoiceTrouble;

constexpr float button_mm = 46;

struct Shown {
  std::string_view id;
  std::string_view name;
  Icon icon;
  core::Event event;
  bool is_recording;
};

Shown main_of(const Page& page, VoiceState state) {
  const WalkWords& words = page.words().walk;
  if (state == VoiceState::Recording || state == VoiceState::Playing)
    return {"stop", words.stop_recording, Icon::Stop, core::walk::event::StopVoice{},
            state == VoiceState::Recording};
  return {"record", state == VoiceState::Ready ? words.record : words.record_again, Icon::Record,
          core::walk::event::Record{}, false};
}

/// Round, with how much of the minute is used drawn around it.
bool draw_button(Page& page, const Shown& shown, const core::walk::Recording& screen, const Rect& area) {
  const float side = std::min({page.px(button_mm), area.width(), area.height()});
  const Rect place = area.centred(side, side);
  const bool enabled = screen.state != VoiceState::Sealing;
  const Press press =
      pressable(page.frame, {.id = shown.id, .name = shown.name, .area = place, .enabled = enabled});
  const Theme& theme = page.theme();
  const float ring = page.px(2.5f), radius = std::round(side / 2 - ring * 1.6f);
  const ImU32 ground = !enabled             ? theme.card
                       : press.held         ? theme.accent_pressed
                       : shown.is_recording ? theme.bad
                                            : theme.accent;
  paint_shape(page.frame, {.kind = Shape::Kind::Disc, .radius = radius},
              place.centred(2 * radius, 2 * radius), ground);
  const float share = std::clamp(static_cast<float>(screen.ms) / static_cast<float>(voice_ms_max), 0.f, 1.f);
  paint_arc(page.frame, place.centre(), side / 2, 1, ring, theme.line);
  if (share > 0) paint_arc(page.frame, place.centre(), side / 2, share, ring, theme.ink);
  paint_icon(page.frame, shown.icon, place.centred(side * 0.34f, side * 0.34f), theme.on_accent);
  return press.activated;
}

void draw_level(Page& page, float level, const Rect& area) {
  paint_box(page.frame, area, 2, page.theme().card);
  Rect bar = area;
  bar.right_to_left = false;
  const float share = std::clamp(level, 0.f, 1.f);
  paint_box(page.frame, bar.cut_left(std::max(area.height(), area.width() * share)), 2,
            share > 0.92f ? page.theme().bad : page.theme().good);
  Node node;
  node.id = "level";
  node.role = Role::Status;
  node.name = page.words().walk.voice_level.view();
  node.value = std::to_string(static_cast<int>(share * 100)) + " %";
  node.rect = area;
  add_node(page.frame, std::move(node));
}

std::string time_of(const Page& page, const core::walk::Recording& screen) {
  const WalkWords& words = page.words().walk;
  const std::int64_t seconds = std::clamp<std::int64_t>(screen.ms, 0, voice_ms_max) / 1000;
  switch (screen.state) {
    case VoiceState::Ready:
    case VoiceState::Recording:
      return filled(words.seconds_left, static_cast<std::uint64_t>(voice_ms_max / 1000 - seconds));
    case VoiceState::Recorded:
    case VoiceState::Playing:
      return filled(words.seconds_recorded, static_cast<std::uint64_t>(seconds));
    case VoiceState::Sealing:
      return std::string(words.working.view());
  }
  return {};
}

std::string_view trouble_of(const WalkWords& words, VoiceTrouble trouble) {
  switch (trouble) {
    case VoiceTrouble::None:
      return {};
    case VoiceTrouble::NoMicrophone:
      return words.no_microphone;
    case VoiceTrouble::Vanished:
      return words.microphone_vanished;
    case VoiceTrouble::NothingHeard:
      return words.nothing_heard;
    case VoiceTrouble::NotPlayed:
      return words.voice_not_played;
    case VoiceTrouble::DiskFull:
      return words.disk_full;
    case VoiceTrouble::NotKept:
      return words.voice_not_kept;
  }
  return {};
}

}  // namespace

Happened walk_recording(Page& page, const core::walk::Recording& screen) {
  const WalkWords& words = page.words().walk;
  Rect sheet = sheet_of(page);
  Happened happened;
  Rect actions = cut_actions(page, sheet);
  const bool has_memo = screen.state == VoiceState::Recorded || screen.state == VoiceState::Playing;
  if (has_memo && main_action(page, actions, "voice.keep", words.voice_keep, Icon::Check))
    happened = core::walk::event::KeepVoice{};
  if (side_action(page, actions, "back", page.words().back, Icon::Back, true))
    note(happened, core::walk::event::Back{});
  if (screen.state == VoiceState::Recorded) {
    const bool is_narrow = actions.width() < button_width(page.frame, words.play, Icon::Play, mm::cap_body);
    if (side_action(page, actions, "play", words.play, Icon::Play, is_narrow))
      note(happened, core::walk::event::PlayVoice{});
  }
  Rect button_area = page.is_upright() ? sheet.cut_bottom(page.px(70)) : sheet.cut_end(sheet.width() * 0.45f);
  sheet.cut_top(page.px(page.is_upright() ? 8 : 3));
  heading(page, sheet, words.voice, mm::cap_title, page.px(22));
  sheet.cut_top(page.px(2));
  if (screen.trouble != VoiceTrouble::None)
    paragraph_row(page, sheet, trouble_of(words, screen.trouble), {.weight = platform::TextWeight::Bold}, 4,
                  Role::Status);
  else
    paragraph_row(page, sheet, words.voice_hint, soft(page), 4);
  sheet.cut_top(page.px(4));
  const std::string time = time_of(page, screen);
  paragraph_row(
      page, sheet, time,
      fitted(page.frame, time, sheet, {.cap_mm = 9, .weight = platform::TextWeight::Bold}, mm::cap_body), 5,
      Role::Status);
  if (screen.state == VoiceState::Recording) draw_level(page, screen.level, sheet.cut_top(page.px(8)));
  const Shown shown = main_of(page, screen.state);
  Rect name = button_area.cut_bottom(page.px(12));
  const bool enabled = screen.state != VoiceState::Sealing;
  if (draw_button(page, shown, screen, button_area)) note(happened, shown.event);
  TextStyle style{
      .cap_mm = mm::cap_large, .weight = platform::TextWeight::Medium, .align = platform::TextAlign::Centre};
  if (enabled) paint_text(page.frame, shown.name, name, style, Vertical::Middle);
  return happened;
}

}  // namespace talt::ui
