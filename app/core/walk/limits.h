// SPDX-License-Identifier: EUPL-1.2
// Bounds of walks: what a plan may hold, and what one note may. Units are in the names. Those that walks
// share with every dialogue stand in core/limits.h.
#pragma once

#include <cstddef>

#include "app/core/limits.h"

namespace talt::core::walk {

inline constexpr std::size_t stops_max = 40;
inline constexpr std::size_t asks_max = 12;    // to discuss at one stop
inline constexpr std::size_t themes_max = 16;  // the checklist is seen at a glance, in the dark
inline constexpr std::size_t parties_max = 24;
inline constexpr std::size_t groups_max = 16;
inline constexpr std::size_t earlier_max = 500;
inline constexpr std::size_t route_points_max = 2000;

}  // namespace talt::core::walk
