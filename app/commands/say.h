// SPDX-License-Identifier: EUPL-1.2
// How the commands speak: results on standard output, errors on standard error as `talt: what: why: what to
// do`.
#pragma once

#include <cstdio>
#include <string>

#include "app/core/result.h"

namespace talt::commands {

inline int failed(const core::Error& error) {
  std::fprintf(stderr, "talt: %s\n", error.text().c_str());
  return 1;
}

}  // namespace talt::commands
