// SPDX-License-Identifier: EUPL-1.2
// Icons and faces as A8 masks: drawn once, since paths of every frame cost more and show their steps. Pure.
#pragma once

#include <imgui.h>

#include "app/ui/paint.h"
#include "app/ui/shape.h"

namespace talt::ui {

/// `half` of the square's side, pixels.
Mask icon_mask(Icon icon, float half, bool mirrored);
/// Outline, eyes and mouth of a face, from 0 (low) to 1 (high).
Mask face_mask(float half, float mood);

}  // namespace talt::ui
