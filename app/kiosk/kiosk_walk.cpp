// SPDX-License-Identifier: EUPL-1.2
// What a walk asks of the kiosk, and what the kiosk tells it.
#include <algorithm>
#include <limits>

#include "app/kiosk/kiosk.h"

namespace talt::kiosk {

namespace {

namespace effect = core::walk::effect;

/// Which screen of the walk shows, and what stands over it.
std::pair<std::size_t, std::size_t> screen_of(const core::State& state) {
  if (!state.walk) return {};
  const auto* noting = std::get_if<core::walk::Noting>(&state.walk->screen);
  return {state.walk->screen.index() * std::variant_size_v<core::Screen> + state.screen.index(),
          noting == nullptr ? 0 : noting->over.index()};
}

void report(const core::Error& error) {
  std::fprintf(stderr, "talt: %s\n", error.text().c_str());
}

bool breaks_track(const core::Record& record) {
  const auto* course = std::get_if<core::walk::Course>(&record);
  return course != nullptr && (course->act == core::walk::Act::Pause || course->act == core::walk::Act::End);
}

bool chooses_photo(const core::State& state) {
  const auto* noting = state.walk ? std::get_if<core::walk::Noting>(&state.walk->screen) : nullptr;
  return noting != nullptr && std::holds_alternative<core::walk::ChoosingPhoto>(noting->over);
}

bool keeps_track(const core::State& state) {
  return state.walk && state.walk->is_on && !std::holds_alternative<core::walk::Paused>(state.walk->screen);
}

/// Any place of the walk's; nothing where it names none.
std::optional<core::LatLon> somewhere_on(const core::walk::Plan& plan) {
  if (!plan.stops.empty()) return plan.stops.front().at;
  if (!plan.places.empty()) return core::LatLon{plan.places.front().lat, plan.places.front().lon};
  if (!plan.route.empty()) return plan.route.front();
  return std::nullopt;
}

}  // namespace

void Kiosk::open_walk() {
  const auto tell = [this](core::walk::Event event) { apply(event); };
  const auto wake = [this] { screen_->wake(); };
  notes_ = std::make_unique<WalkNotes>(*recorder_, *saving_, *random_, std::move(notes_ground_),
                                       WalkNotes::Callbacks{tell, wake, report});
  notes_->find();
  photos_ = std::make_unique<WalkPhotos>(
      options_.photos_folder, *recorder_, *random_,
      WalkPhotos::Callbacks{tell,
                            [this](const std::string& name, const platform::Image& image) {
                              textures_->show_live(name, image);
                            },
                            [this](const std::string& names_begin) { textures_->take_down(names_begin); },
                            wake, report});
  voice_ = std::make_unique<WalkVoice>(std::move(voice_ground_), options_.is_still, *recorder_, *random_,
                                       WalkVoice::Callbacks{tell, wake, report});
  if (find_camera_) open_camera();
  if (watch_position_)
    position_ = std::make_unique<WalkPosition>(watch_position_, somewhere_on(*dialogue_.walk), *clock_,
                                               WalkPosition::Callbacks{tell, wake, report});
}

void Kiosk::open_camera() {
  camera_ = std::make_unique<WalkCamera>(
      find_camera_,
      WalkCamera::Callbacks{[this](core::walk::Event event) { apply(event); },
                            [this](const platform::Image& seen) { textures_->show_live("camera", seen); },
                            [this] { textures_->take_down("camera"); },
                            [this](platform::TakenIn taken) { photos_->take(std::move(taken)); },
                            [this] { screen_->wake(); }, report});
}

void Kiosk::perform_on_walk(const core::walk::Effect& wanted) {
  if (!notes_) return;
  if (const auto* draw = std::get_if<effect::DrawKey>(&wanted)) return notes_->draw_key(draw->code);
  if (const auto* words = std::get_if<effect::TryWords>(&wanted)) return notes_->try_words(words->words);
  if (const auto* draft = std::get_if<effect::KeepDraft>(&wanted))
    return notes_->keep_draft(draft->draft, now_ms());
  if (std::holds_alternative<effect::ForgetKey>(wanted)) return notes_->forget();
  if (photos_) perform_on_photos(wanted);
  if (voice_) perform_on_voice(wanted);
}

void Kiosk::perform_on_voice(const core::walk::Effect& wanted) {
  if (std::holds_alternative<effect::RecordVoice>(wanted)) return voice_->record();
  if (std::holds_alternative<effect::StopVoice>(wanted)) return voice_->stop();
  if (std::holds_alternative<effect::PlayVoice>(wanted)) return voice_->play();
  if (std::holds_alternative<effect::KeepVoice>(wanted)) return voice_->keep();
  if (std::holds_alternative<effect::DropVoice>(wanted)) return voice_->drop();
}

void Kiosk::perform_on_photos(const core::walk::Effect& wanted) {
  if (std::holds_alternative<effect::ListPhotos>(wanted)) {
    photos_->list();
    if (camera_) camera_->start();
    return;
  }
  if (std::holds_alternative<effect::Shoot>(wanted) && camera_) return camera_->shoot();
  if (std::holds_alternative<effect::StopCamera>(wanted)) return photos_->forget_list();
  if (const auto* file = std::get_if<effect::ReadPhoto>(&wanted)) return photos_->read(file->file);
  if (const auto* stroke = std::get_if<effect::Blur>(&wanted))
    return photos_->blur(stroke->stroke, stroke->radius);
  if (std::holds_alternative<effect::UndoBlur>(wanted)) return photos_->undo_blur();
  if (std::holds_alternative<effect::KeepPhoto>(wanted)) return photos_->keep();
  if (std::holds_alternative<effect::DropPhoto>(wanted)) return photos_->drop();
}

/// What must stand before these records: the draft that one of them takes the place of, the clock that dates
/// them, the way up to a pause.
void Kiosk::prepare_walk_for(const core::effect::Save& wanted) {
  if (notes_) notes_->keep_now();
  if (!position_) return;
  if (std::any_of(wanted.records.begin(), wanted.records.end(), breaks_track)) position_->end_piece();
  if (const auto clock = position_->take_clock_record()) saving_->save({{*clock}, false});
}

/// A draft is written at once when another screen shows: nobody goes on writing there. The camera rests
/// whenever no photo is chosen, so StopCamera has nothing left to do but forget the list.
void Kiosk::note_screen_of_walk() {
  if (position_) position_->keep_track(keeps_track(state_));
  if (camera_ && !chooses_photo(state_)) camera_->stop();
  const auto now = screen_of(state_);
  if (now == walk_screen_) return;
  walk_screen_ = now;
  notes_->keep_now();
}

bool Kiosk::attend_walk() {
  const bool has_moved = position_ && position_->attend(now_ms());
  const bool has_photo = photos_ && photos_->attend();
  const bool has_seen = camera_ && camera_->attend();
  const bool has_voice = voice_ && voice_->attend(now_ms());
  return (notes_ && notes_->attend(now_ms())) || has_moved || has_photo || has_seen || has_voice;
}

std::int64_t Kiosk::next_due_on_walk_ms() const {
  auto due = std::numeric_limits<std::int64_t>::max();
  if (const auto draft = notes_ ? notes_->due_ms() : std::nullopt) due = std::min(due, *draft);
  if (const auto piece = position_ ? position_->due_ms() : std::nullopt) due = std::min(due, *piece);
  return due;
}

/// By which what happens is dated.
std::int64_t Kiosk::wall_ms() {
  return position_ ? position_->wall_ms() : clock_->wall_ms();
}

}  // namespace talt::kiosk
