// SPDX-License-Identifier: EUPL-1.2
#include "app/ui/draw.h"

#include <algorithm>
#include <string>
#include <variant>

#include "app/ui/screens/screens.h"
#include "app/ui/screens/walk/walk.h"

namespace talt::ui {
namespace {

/// Another screen: the finger that still lies on the glass means nothing there, and it starts unscrolled.
void notice_screen(Frame& frame, const core::State& state) {
  std::string shown = std::to_string(state.screen.index());
  if (const core::walk::Walk* walk = walk_on(state)) shown += walk_screen_name(*walk);
  if (const auto* asking = std::get_if<core::Asking>(&state.screen))
    shown += "." + std::to_string(asking->question);
  if (const core::Visit* visit = core::visit_of(state)) shown.append(visit->id.begin(), visit->id.end());
  if (shown == frame.state.shown_screen) return;
  if (!frame.state.shown_screen.empty()) frame.input.cancel();
  frame.state.shown_screen = std::move(shown);
  frame.state.screen_since_ms = frame.now_ms;
  if (walk_on(state) != nullptr)
    forget_walk_screen(frame.state, *state.walk);
  else
    frame.state.scrolls.clear();
  frame.state.flights.clear();
  frame.state.page = 0;
}

constexpr float reference_long_mm = 217;  // 10.1 inches, 1280x800, at which all sizes are given
constexpr float reference_short_mm = 136;
constexpr float enlarged_most = 1.8f;

/// A larger glass stands further away and has more room: everything grows with it, in the same proportions.
float enlargement(const Frame& frame) {
  const float width = frame.screen.width() / frame.px_per_mm,
              height = frame.screen.height() / frame.px_per_mm;
  const float share =
      std::min(std::max(width, height) / reference_long_mm, std::min(width, height) / reference_short_mm);
  return std::clamp(share, 1.f, enlarged_most);
}

struct Draw {
  Page& page;
  Happened operator()(const core::Attract&) const { return attract(page); }
  Happened operator()(const core::OnWalk&) const { return walk_screen(page); }
  Happened operator()(const core::PromiseCard& screen) const { return promise(page, screen); }
  Happened operator()(const core::Asking& screen) const { return asking(page, screen); }
  Happened operator()(const core::Thanks& screen) const { return thanks(page, screen); }
  Happened operator()(const core::Paused&) const { return paused(page); }
  Happened operator()(const core::OutOfOrder& screen) const { return out_of_order(page, screen); }
  Happened operator()(const core::HostPin& screen) const { return host_pin(page, screen); }
  Happened operator()(const core::HostPanel&) const { return host_panel(page); }
  Happened operator()(const core::HostNote& screen) const { return host_note(page, screen); }
  Happened operator()(const core::HostVoid& screen) const { return host_void(page, screen); }
  Happened operator()(const core::HostPoster& screen) const { return host_poster(page, screen); }
  Happened operator()(const core::HostEnd& screen) const { return host_end(page, screen); }
};

}  // namespace

std::size_t language_shown(const core::State& state) {
  const core::Visit* visit = core::visit_of(state);
  const auto* out = std::get_if<core::OutOfOrder>(&state.screen);
  if (out != nullptr) visit = core::visit_of(out->underneath);
  return visit ? visit->language : state.home_language;
}

std::optional<core::Event> draw(Frame& frame, const core::State& state, const core::Dialogue& dialogue,
                                const core::HostFacts& facts) {
  notice_screen(frame, state);
  frame.px_per_mm *= enlargement(frame);
  Page page{frame, state, dialogue, facts, language_shown(state)};
  frame.list->AddRectFilled(frame.screen.min(), frame.screen.max(), frame.theme.ground);
  Happened happened = std::visit(Draw{page}, state.screen);
  if (state.warned_at_ms) {
    // Drawn last, so that it takes the touches of what lies under it.
    happened = still_there(page);
  }
  return happened;
}

}  // namespace talt::ui
