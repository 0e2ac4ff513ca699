// SPDX-License-Identifier: EUPL-1.2
// What a V4L2 camera offers, and what of it suits a preview and a still picture. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "platform/camera_frame.h"
#include "platform/camera_system.h"

namespace talt::platform {

struct CameraMode {
  std::uint32_t fourcc = 0;
  int width = 0;
  int height = 0;
};

/// Nothing where Talt reads no such frames.
std::optional<FrameForm> form_of(std::uint32_t fourcc);

/// Those that Talt reads, within bounds however long the driver's lists are. Where a driver lists no sizes
/// the usual ones: it answers a wish with the nearest that it has.
std::vector<CameraMode> camera_modes(VideoSystem& system, int device);

/// As large as it may be up to 12 million pixels; compressed before raw. `modes` is not empty.
CameraMode still_mode(const std::vector<CameraMode>& modes);
/// About 800 x 600, of the still's shape where there is one: what shows is what will be kept.
CameraMode preview_mode(const std::vector<CameraMode>& modes, const CameraMode& still);

}  // namespace talt::platform
