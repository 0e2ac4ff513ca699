// SPDX-License-Identifier: EUPL-1.2
// Says how far a long run is, once a second, on standard error; a run of less than a second says nothing.
#pragma once

#include <cstdio>
#include <string>

#include "platform/clock.h"
#include "sync/receiver/tables/tables.h"

namespace talt::commands {

/// "taken in 20000 of 1000000 records"
inline receiver::Progress progress_line(platform::Clock& clock, std::string verb, std::string things) {
  return [&clock, verb = std::move(verb), things = std::move(things), next = clock.steady_ms() + 1000](
             std::uint64_t done, std::uint64_t total) mutable {
    if (clock.steady_ms() < next) return;
    next = clock.steady_ms() + 1000;
    std::fprintf(stderr, "%s %llu of %llu %s\n", verb.c_str(), static_cast<unsigned long long>(done),
                 static_cast<unsigned long long>(total), things.c_str());
  };
}

}  // namespace talt::commands
