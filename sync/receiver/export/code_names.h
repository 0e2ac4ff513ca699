// SPDX-License-Identifier: EUPL-1.2
// How exports write codes, times and degrees. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/core/record.h"

namespace talt::receiver {

std::string name_of(core::QuestionKind kind);
std::string name_of(core::Given given);
std::string name_of(core::Ending ending);
std::string name_of(core::VoidReason reason);
std::string name_of(core::HostAct act);
std::string name_of(core::ClockSource source);
/// ISO 8601 in UTC; empty where unknown.
std::string time_text(std::int64_t seconds);
/// Degrees with 7 decimals, from 1e-7 degrees.
std::string degrees_text(std::int64_t parts);

}  // namespace talt::receiver
