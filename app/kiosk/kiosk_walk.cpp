// SPDX-License-Identifier: EUPL-1.2
// What a walk asks of the kiosk, and what the kiosk tells it.
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

}  // namespace

void Kiosk::open_walk() {
  notes_ = std::make_unique<WalkNotes>(
      *recorder_, *saving_, *random_, std::move(notes_ground_),
      WalkNotes::Callbacks{
          [this](core::walk::Event event) { apply(event); }, [this] { screen_->wake(); },
          [](const core::Error& error) { std::fprintf(stderr, "talt: %s\n", error.text().c_str()); }});
  notes_->find();
}

void Kiosk::perform_on_walk(const core::walk::Effect& wanted) {
  if (!notes_) return;
  if (const auto* draw = std::get_if<effect::DrawKey>(&wanted)) return notes_->draw_key(draw->code);
  if (const auto* words = std::get_if<effect::TryWords>(&wanted)) return notes_->try_words(words->words);
  if (const auto* draft = std::get_if<effect::KeepDraft>(&wanted))
    return notes_->keep_draft(draft->draft, now_ms());
  if (std::holds_alternative<effect::ForgetKey>(wanted)) return notes_->forget();
}

/// A draft is written at once when another screen shows: nobody goes on writing there.
void Kiosk::note_screen_of_walk() {
  const auto now = screen_of(state_);
  if (now == walk_screen_) return;
  walk_screen_ = now;
  notes_->keep_now();
}

bool Kiosk::attend_walk() {
  return notes_ && notes_->attend(now_ms());
}

}  // namespace talt::kiosk
