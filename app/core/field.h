// SPDX-License-Identifier: EUPL-1.2
// Text being written, and the personal data that was seen in it. Plain values.
#pragma once

#include <cstddef>
#include <string>

#include "app/core/personal_data.h"

namespace talt::core {

/// The caret is a byte index at a cluster boundary.
struct Field {
  std::string text;
  std::size_t caret = 0;
};

}  // namespace talt::core
