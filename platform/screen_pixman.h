// SPDX-License-Identifier: EUPL-1.2
// The glass where there is none: a picture in memory, drawn in software.
#pragma once

#include "platform/screen.h"

namespace talt::platform {

inline constexpr float ppi_reference = 149.5f;  // 10.1 inches with 1280x800

core::Result<std::unique_ptr<Screen>> open_headless_screen(const ScreenOptions& options);

}  // namespace talt::platform
