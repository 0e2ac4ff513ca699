// SPDX-License-Identifier: EUPL-1.2
// Contrast of two colours by WCAG 2.2 (relative luminance of sRGB). Pure.
#pragma once

#include "app/core/dialogue.h"

namespace talt::core {

inline constexpr double contrast_min = 7.0;  // DESIGN section 8; WCAG 1.4.6

/// 1 to 21.
double contrast(Colour a, Colour b);

}  // namespace talt::core
