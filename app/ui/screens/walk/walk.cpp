// SPDX-License-Identifier: EUPL-1.2
// Which screen of a walk shows: one exhaustive switch over its screens, one over what stands over the form.
#include "app/ui/screens/walk/walk.h"

#include <variant>

#include "app/ui/screens/walk/map.h"
#include "app/ui/screens/walk/parts.h"

namespace talt::ui {
namespace {

struct DrawOver {
  Page& page;
  bool saving = false;
  Happened operator()(const core::walk::Form&) const { return walk_form(page, saving); }
  Happened operator()(const core::walk::Writing& over) const { return walk_writing(page, over); }
  Happened operator()(const core::walk::ChoosingPerspective&) const { return walk_perspective(page); }
  Happened operator()(const core::walk::ChoosingParty&) const { return walk_party(page); }
  Happened operator()(const core::walk::Placing&) const { return walk_placing(page); }
  Happened operator()(const core::walk::ChoosingPhoto& over) const { return walk_choosing_photo(page, over); }
  Happened operator()(const core::walk::BlurringPhoto& over) const { return walk_blurring(page, over); }
  Happened operator()(const core::walk::Recording& over) const { return walk_recording(page, over); }
  Happened operator()(const core::walk::ConfirmingDiscard& over) const {
    walk_form(page, saving);  // lies under the card
    return walk_confirming_discard(page, over);
  }
};

struct DrawScreen {
  Page& page;
  Happened operator()(const core::walk::Home& screen) const { return walk_home(page, screen); }
  Happened operator()(const core::walk::Joining& screen) const { return walk_joining(page, screen); }
  Happened operator()(const core::walk::Setup& screen) const { return walk_setup(page, screen); }
  Happened operator()(const core::walk::ReadPromise&) const { return walk_read_promise(page); }
  Happened operator()(const core::walk::ShowingWords& screen) const {
    return walk_showing_words(page, screen);
  }
  Happened operator()(const core::walk::Opening& screen) const { return walk_opening(page, screen); }
  Happened operator()(const core::walk::Walking& screen) const { return walk_walking(page, screen); }
  Happened operator()(const core::walk::ChoosingVerdict&) const { return walk_verdict(page); }
  Happened operator()(const core::walk::Noting& screen) const {
    return std::visit(DrawOver{page, screen.saving}, screen.over);
  }
  Happened operator()(const core::walk::Paused&) const { return walk_paused(page); }
  Happened operator()(const core::walk::Ended&) const { return walk_ended(page); }
};

}  // namespace

const core::walk::Walk* walk_on(const core::State& state) {
  return std::holds_alternative<core::OnWalk>(state.screen) && state.walk ? &*state.walk : nullptr;
}

std::string walk_screen_name(const core::walk::Walk& walk) {
  std::string name = "." + std::to_string(walk.screen.index());
  if (const auto* walking = std::get_if<core::walk::Walking>(&walk.screen))
    name += "." + std::to_string(static_cast<int>(walking->tab)) + (walking->choosing_stop ? "s" : "") +
            (walking->confirming_end ? "e" : "") + (walking->reading ? "r" : "");
  if (const auto* noting = std::get_if<core::walk::Noting>(&walk.screen))
    name += "." + std::to_string(noting->over.index());
  return name;
}

void forget_walk_screen(UiState& state, const core::walk::Walk& walk) {
  const bool is_noting = std::holds_alternative<core::walk::Noting>(walk.screen);
  std::erase_if(state.scrolls, [&](const auto& one) {
    const std::string& area = one.first;
    return area != "list" && area != "earlier" && area != "questions" && (area != "form" || !is_noting);
  });
  state.stroke.clear();
  forget_view(state, WalkView::Placing);
}

std::optional<std::int64_t> walk_change_ms(const core::walk::Walk& walk, std::int64_t now_ms) {
  if (walk.position.state != core::walk::PositionState::Fix) return std::nullopt;
  const std::int64_t stale_ms = walk.position.received_ms + core::walk::position_stale_ms + 1;
  return stale_ms > now_ms ? std::optional(stale_ms) : std::nullopt;
}

Happened walk_screen(Page& page) {
  Happened happened = std::visit(DrawScreen{page}, walk_of(page).screen);
  note(happened, host_corner(page));
  return happened;
}

}  // namespace talt::ui
