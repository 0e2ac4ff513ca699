// SPDX-License-Identifier: EUPL-1.2
// The kiosk's loop: what is due, a frame, and sleep until somebody or something wants another one.
#include <algorithm>
#include <chrono>

#include "app/kiosk/kiosk.h"
#include "app/ui/map_view.h"
#include "app/ui/screens/walk/map.h"
#include "app/ui/words.h"

namespace talt::kiosk {

namespace {

constexpr std::int64_t frame_ms = 16;
constexpr std::int64_t stale_ms_max = 50;  // taps that pile up are taken in before they are shown
constexpr std::int64_t recover_ms = 5'000;
constexpr std::int64_t facts_shown_ms = 10'000;  // minutes go by on the host's panel too
constexpr std::int64_t patience_ms = 30'000;     // of the wall, in a walkthrough, for a sync under way
constexpr int settling_frames = 3;
constexpr int frames_max = 600;  // of one settling: more means that something never rests

std::int64_t wall_clock_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

}  // namespace

// ---- frames

ui::Frame Kiosk::begin_frame() {
  const auto width = static_cast<float>(screen_->width()), height = static_cast<float>(screen_->height());
  const auto language = ui::language_shown(state_);
  const auto& tag = dialogue_.languages[language].tag;
  const ui::Rect whole{0, 0, width, height, core::is_right_to_left(tag)};
  return {&canvas_.begin(width, height),
          whole,
          screen_->px_per_mm(),
          tag,
          theme_,
          ui::words_for(dialogue_, language),
          *textures_,
          input_,
          semantics_,
          ui_,
          now_ms(),
          !options_.is_still,
          false,
          {},
          whole,
          0};
}

std::optional<ImVec2> Kiosk::on_map(core::LatLon place) {
  const auto* map = semantics_.find_id("map");
  if (map != nullptr && std::holds_alternative<core::OnWalk>(state_.screen)) {
    const auto area = map->rect;
    auto frame = begin_frame();
    return ui::place_on_walk(frame, state_, dialogue_, area, place);
  }
  const auto* asking = std::get_if<core::Asking>(&state_.screen);
  if (asking == nullptr || map == nullptr) return std::nullopt;
  const auto area = map->rect;
  const auto plane = ui::plane_of(*textures_, dialogue_, dialogue_.questions[asking->question].map);
  if (!plane) return std::nullopt;
  const auto at = plane->of(place);
  const bool is_on_it = at.x >= plane->upper_left.x && at.x <= plane->lower_right.x &&
                        at.y >= plane->upper_left.y && at.y <= plane->lower_right.y;
  if (!is_on_it) return std::nullopt;
  auto frame = begin_frame();
  return ui::place_on_screen(frame, dialogue_, asking->question, area, place);
}

bool Kiosk::draw_frame() {
  if (shows_facts()) gather_facts();
  textures_->begin_frame();
  input_.begin_frame(now_ms(), screen_->px_per_mm());
  semantics_.begin_frame();
  auto frame = begin_frame();
  const auto event = ui::draw(frame, state_, dialogue_, facts_);
  if (event) {
    apply(*event);  // what they did is saved before anything more is drawn; this frame is of the past already
    return true;
  }
  const auto now = wall_clock_ms();
  const bool is_replaced_at_once = input_.has_more() && now - shown_at_ms_ < stale_ms_max;
  if (is_replaced_at_once) return true;
  if (screen_->show(canvas_.end(), theme_.ground)) options_.on_moment(Moment::Shown);
  shown_at_ms_ = now;
  return frame.wants_another_frame || input_.has_more();
}

// ---- what is due

/// True where something changed that may be seen.
bool Kiosk::attend() {
  bool has_changed = false;
  for (const auto& event : saving_->take()) {
    take_saved_event(event);
    has_changed = true;
  }
  const auto now = now_ms();
  if (const auto due = core::next_deadline_ms(state_); due && *due <= now) {
    apply(core::event::Tick{});
    has_changed = true;
  }
  if (recover_due_ms_ != 0 && now >= recover_due_ms_) {
    recover_due_ms_ = now + recover_ms;
    saving_->recover();
  }
  if (mark_due_ms_ != 0 && now >= mark_due_ms_) {
    mark_due_ms_ = 0;
    saving_->write_mark();
  }
  look_after_sync();
  return attend_walk() || has_changed;
}

std::int64_t Kiosk::next_due_ms() {
  auto due = sync_timer_.due_ms();
  if (const auto deadline = core::next_deadline_ms(state_)) due = std::min(due, *deadline);
  if (mark_due_ms_ != 0) due = std::min(due, mark_due_ms_);
  due = std::min(due, next_due_on_walk_ms());
  if (recover_due_ms_ != 0) due = std::min(due, recover_due_ms_);
  return due;
}

bool Kiosk::turn() {
  const bool has_changed = attend();
  return draw_frame() || has_changed;
}

// ---- live

void Kiosk::run() {
  int settling = settling_frames;
  while (!closed_) {
    const bool again = turn();
    settling = again ? settling_frames : settling - 1;
    auto until = next_due_ms();
    if (shows_facts()) until = std::min(until, now_ms() + facts_shown_ms);
    if (const auto change = ui::next_change_ms(state_, now_ms())) until = std::min(until, *change);
    const auto rest = std::max<std::int64_t>(0, until - now_ms());
    const auto wait = again ? 0 : settling > 0 || input_.is_touched() ? std::min(frame_ms, rest) : rest;
    for (const auto& event : screen_->wait(wait)) {
      if (std::holds_alternative<core::input::Quit>(event)) closed_ = true;
      const auto* key = std::get_if<core::input::KeyPress>(&event);
      const bool is_paste = key != nullptr && key->key == core::input::Key::Paste;
      input_.feed(is_paste ? core::InputEvent(core::input::Typed{screen_->pasted()}) : event);
      settling = settling_frames;
    }
  }
}

// ---- still

void Kiosk::settle() {
  const auto patient_until = wall_clock_ms() + patience_ms;
  int calm = 0;
  for (int frames = 0; frames < frames_max && calm < settling_frames && !closed_;) {
    calm = turn() ? 0 : calm + 1;
    if (!input_.has_more()) ++frames;
    if (calm < settling_frames) continue;
    const bool waits_for_sync = sync_thread_->is_busy() && wall_clock_ms() < patient_until;
    const bool is_busy = saving_->is_busy() || (notes_ && notes_->is_busy()) ||
                         (camera_ && camera_->is_busy()) || (photos_ && photos_->is_busy()) ||
                         (voice_ && voice_->is_busy());
    if (!is_busy && !waits_for_sync) continue;
    for (const auto& event : screen_->wait(frame_ms))
      if (std::holds_alternative<core::input::Quit>(event)) closed_ = true;
    calm = frames = 0;
  }
}

void Kiosk::pass(std::int64_t milliseconds) {
  const auto until = still_ms_ + milliseconds;
  do {
    still_ms_ = std::clamp(next_due_ms(), std::min(still_ms_ + 1, until), until);
    settle();
  } while (still_ms_ < until && !closed_);
}

}  // namespace talt::kiosk
