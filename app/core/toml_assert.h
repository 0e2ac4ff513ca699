// SPDX-License-Identifier: EUPL-1.2
// Before each include of toml++: its assertions throw, for a file such as `[[[[` would end the process else.
// The same everywhere, since the library lies in headers.
#pragma once

#include <stdexcept>

namespace talt::core {
[[noreturn]] inline void broken_toml() {
  throw std::runtime_error("this is not TOML");
}
}  // namespace talt::core

#define TOML_ASSERT(condition) ((condition) ? static_cast<void>(0) : ::talt::core::broken_toml())
