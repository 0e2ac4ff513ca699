// SPDX-License-Identifier: EUPL-1.2
// Invariants. A broken one stops the process; the supervisor restarts it. Never for bad input: that is a
// Result.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace talt::core {

/// Stops the process where `holds` is false. On in every build.
inline void check(bool holds, const char* invariant) {
  if (holds) return;
  std::fprintf(stderr, "talt: broken invariant: %s\n", invariant);
  std::abort();
}

}  // namespace talt::core
