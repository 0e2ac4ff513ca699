// SPDX-License-Identifier: EUPL-1.2
// The one way from a state to what is seen: draws the screen that the state names into the frame and tells
// what the person did there, at most one event. Reads nothing else, changes nothing but the frame's UiState.
// One thread, the one that draws.
#pragma once

#include <optional>

#include "app/core/dialogue.h"
#include "app/core/host_facts.h"
#include "app/core/visit.h"
#include "app/ui/frame.h"

namespace talt::ui {

std::optional<core::Event> draw(Frame& frame, const core::State& state, const core::Dialogue& dialogue,
                                const core::HostFacts& facts);

/// When what is on screen changes next without a touch: the seconds left to say that one is still there. On
/// the same clock as `now_ms`; nothing where it rests.
std::optional<std::int64_t> next_change_ms(const core::State& state, std::int64_t now_ms);

/// The language that this state shows, as an index into Dialogue::languages: the visit's, else the one
/// that the kiosk begins in.
/// The frame's language, words and direction follow from it.
std::size_t language_shown(const core::State& state);

}  // namespace talt::ui
