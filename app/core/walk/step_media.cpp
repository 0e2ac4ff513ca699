// SPDX-License-Identifier: EUPL-1.2
// Photos and voice memos of a note. Their bytes never come here: the kiosk keeps them, and tells how far it
// is.
#include "app/core/walk/steps.h"

namespace talt::core::walk {

namespace {

bool has_room(Stepping& step) {
  return walk_of(step).draft->attachments.size() < attachments_max;
}

void list_photos(Stepping& step, Noting& screen) {
  screen.over = ChoosingPhoto{};
  want(step, effect::ListPhotos{});
}

bool on_choosing(Stepping& step, Noting& screen, const core::Event& event) {
  auto& choosing = std::get<ChoosingPhoto>(screen.over);
  if (as<event::Back>(event)) {
    want(step, effect::StopCamera{});
    screen.over = Form{};
  } else if (as<event::Shoot>(event) && choosing.camera == CameraState::Ready && !choosing.looking) {
    choosing.looking = true;
    choosing.trouble = PhotoTrouble::None;
    want(step, effect::Shoot{});
  } else if (const auto* picked = as<event::PickPhoto>(event);
             picked != nullptr && picked->file < choosing.files.size() && !choosing.looking) {
    choosing.looking = true;
    choosing.trouble = PhotoTrouble::None;
    want(step, effect::ReadPhoto{picked->file});
  } else if (as<event::OpenPhoto>(event) && !choosing.looking) {  // looked for again: a stick was put in
    list_photos(step, screen);
  }
  return true;
}

bool on_blurring(Stepping& step, Noting& screen, const core::Event& event) {
  auto& blurring = std::get<BlurringPhoto>(screen.over);
  if (blurring.working) return true;
  if (as<event::Back>(event)) {
    want(step, effect::DropPhoto{});
    list_photos(step, screen);
  } else if (const auto* stroke = as<event::Blur>(event)) {
    if (!stroke->stroke.empty()) want(step, effect::Blur{stroke->stroke, stroke->radius});
  } else if (as<event::UndoBlur>(event)) {
    if (blurring.strokes > 0) want(step, effect::UndoBlur{});
  } else if (as<event::KeepPhoto>(event)) {
    blurring.working = true;
    blurring.trouble = PhotoTrouble::None;
    want(step, effect::KeepPhoto{});
  }
  return true;
}

bool on_recording(Stepping& step, Noting& screen, const core::Event& event) {
  auto& recording = std::get<Recording>(screen.over);
  const auto state = recording.state;
  if (state == VoiceState::Sealing) return true;
  const bool rests = state == VoiceState::Ready || state == VoiceState::Recorded;
  if (as<event::Back>(event)) {
    want(step, effect::DropVoice{});
    screen.over = Form{};
  } else if (as<event::Record>(event) && rests) {
    recording.trouble = VoiceTrouble::None;
    want(step, effect::RecordVoice{});
  } else if (as<event::StopVoice>(event) && !rests) {
    want(step, effect::StopVoice{});
  } else if (as<event::PlayVoice>(event) && state == VoiceState::Recorded) {
    want(step, effect::PlayVoice{});
  } else if (as<event::KeepVoice>(event) && (state == VoiceState::Recorded || state == VoiceState::Playing)) {
    recording.state = VoiceState::Sealing;
    want(step, effect::KeepVoice{});
  }
  return true;
}

void take_list(ChoosingPhoto& choosing, const event::PhotosListed& listed) {
  choosing.looking = false;
  choosing.files = listed.files;
  choosing.trouble = listed.trouble;
}

/// Where it is out of order nothing comes of a picture that it was taking.
void take_camera(ChoosingPhoto& choosing, CameraState state) {
  const bool was_ready = choosing.camera == CameraState::Ready;
  choosing.camera = state;
  if (was_ready && state != CameraState::Ready) choosing.looking = false;
}

void take_photo(Stepping& step, Noting& screen, const event::PhotoRead& read) {
  if (std::holds_alternative<ChoosingPhoto>(screen.over)) want(step, effect::StopCamera{});
  const bool is_wanted = std::holds_alternative<ChoosingPhoto>(screen.over) ||
                         std::holds_alternative<BlurringPhoto>(screen.over);
  if (!is_wanted) return want(step, effect::DropPhoto{});  // it came when nobody waits any more
  BlurringPhoto blurring;
  if (const auto* now = std::get_if<BlurringPhoto>(&screen.over)) blurring = *now;
  blurring.width = read.width;
  blurring.height = read.height;
  blurring.strokes = read.strokes;
  screen.over = std::move(blurring);
}

void take_trouble(Noting& screen, const event::PhotoTrouble& trouble) {
  if (auto* choosing = std::get_if<ChoosingPhoto>(&screen.over)) {
    choosing->looking = false;
    choosing->trouble = trouble.what;
  } else if (auto* blurring = std::get_if<BlurringPhoto>(&screen.over)) {
    blurring->working = false;
    blurring->trouble = trouble.what;
  }
}

void take_voice(Noting& screen, const event::VoiceMoved& moved) {
  auto* recording = std::get_if<Recording>(&screen.over);
  if (recording == nullptr) return;
  recording->state = moved.state;
  recording->ms = moved.ms;
  recording->level = moved.level;
  recording->trouble = moved.trouble;
}

void take_kept_photo(Stepping& step, const Attachment& photo) {
  auto* screen = std::get_if<Noting>(&walk_of(step).screen);
  if (screen == nullptr || !std::holds_alternative<BlurringPhoto>(screen->over) || !has_room(step)) return;
  walk_of(step).draft->attachments.push_back(photo);
  want(step, effect::DropPhoto{});
  screen->over = Form{};
  touch_draft(step);
}

/// Also in a pause that came while it was recorded, and after it.
void take_kept_voice(Stepping& step, const Attachment& voice) {
  auto* screen = std::get_if<Noting>(&walk_of(step).screen);
  const bool is_late = screen != nullptr && screen->saving;
  if (is_late || !has_room(step)) return;
  walk_of(step).draft->attachments.push_back(voice);
  want(step, effect::DropVoice{});
  if (screen != nullptr && std::holds_alternative<Recording>(screen->over)) screen->over = Form{};
  touch_draft(step);
}

void take_kept(Stepping& step, const Attachment& kept) {
  if (!walk_of(step).draft) return;
  kept.kind == AttachmentKind::Photo ? take_kept_photo(step, kept) : take_kept_voice(step, kept);
}

}  // namespace

bool on_media(Stepping& step, Noting& screen, const core::Event& event) {
  if (std::holds_alternative<ChoosingPhoto>(screen.over)) return on_choosing(step, screen, event);
  if (std::holds_alternative<BlurringPhoto>(screen.over)) return on_blurring(step, screen, event);
  if (std::holds_alternative<Recording>(screen.over)) return on_recording(step, screen, event);
  if (!std::holds_alternative<Form>(screen.over)) return false;
  if (as<event::OpenPhoto>(event) && has_room(step)) return list_photos(step, screen), true;
  if (as<event::OpenVoice>(event) && has_room(step)) return screen.over = Recording{}, true;
  return false;
}

void keep_voice_in_pause(Stepping& step) {
  const auto* screen = std::get_if<Noting>(&walk_of(step).screen);
  if (screen != nullptr && std::holds_alternative<Recording>(screen->over)) want(step, effect::KeepVoice{});
}

void take_media(Stepping& step, const Event& event) {
  if (const auto* kept = std::get_if<event::AttachmentKept>(&event)) return take_kept(step, kept->attachment);
  auto* screen = std::get_if<Noting>(&walk_of(step).screen);
  if (screen == nullptr || !walk_of(step).draft) {
    if (std::holds_alternative<event::PhotoRead>(event)) want(step, effect::DropPhoto{});
    return;
  }
  if (const auto* listed = std::get_if<event::PhotosListed>(&event)) {
    if (auto* choosing = std::get_if<ChoosingPhoto>(&screen->over)) take_list(*choosing, *listed);
  } else if (const auto* changed = std::get_if<event::CameraChanged>(&event)) {
    if (auto* choosing = std::get_if<ChoosingPhoto>(&screen->over)) take_camera(*choosing, changed->state);
  } else if (const auto* read = std::get_if<event::PhotoRead>(&event)) {
    take_photo(step, *screen, *read);
  } else if (const auto* trouble = std::get_if<event::PhotoTrouble>(&event)) {
    take_trouble(*screen, *trouble);
  } else if (const auto* moved = std::get_if<event::VoiceMoved>(&event)) {
    take_voice(*screen, *moved);
  }
}

}  // namespace talt::core::walk
