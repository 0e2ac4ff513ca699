// SPDX-License-Identifier: EUPL-1.2
// A camera in or on this device (V4L2): what it sees now, and a still picture at its best size. Outside data
// like any other: a device may lie about sizes, send what is no picture, or be pulled out at any moment. One
// thread at a time, and not the one that draws: a call may wait as long as its `wait_ms`, and as the driver.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "platform/photo.h"

namespace talt::platform {

class VideoSystem;  // camera_system.h

/// Why there is no picture, by what people can do about it.
enum class CameraFault : std::uint8_t {
  NotThere,    // not plugged in, or pulled out
  Busy,        // another program has it
  NotAllowed,  // the program may not open it
  Failing      // it does not do what a camera does
};

struct CameraLook {
  std::optional<TakenIn> picture;  // nothing came in time, or what came is no picture: `refused`
  std::string refused;             // why the last one that came was let go; else empty
};

class Camera {
 public:
  enum class Aim : std::uint8_t { Preview, Still };

  virtual ~Camera() = default;  // stops it and closes the device
  /// Begins to stream; for a still at the camera's best size up to 12 million pixels, for a preview at about
  /// 800 x 600. After a failure the camera is of no use any more.
  virtual core::Result<void> aim(Aim aim) = 0;
  /// The newest whole frame there is, waited for at most `wait_ms`; its long edge at most `side_max`. The
  /// first frames of a still are let go: exposure settles. Fails where the camera is gone or of no use.
  virtual core::Result<CameraLook> look(int wait_ms, int side_max) = 0;
  /// What kind the failure was that aim() or look() told of.
  virtual CameraFault fault() const = 0;
};

struct CameraSearch {
  std::unique_ptr<Camera> camera;
  std::optional<CameraFault> fault;  // neither: this device has none
  core::Error why;                   // of a fault
};

/// The device at `path`, already looking ahead (Aim::Preview); where that is empty the first one that streams
/// pictures, by number. One that another program has is passed over where there is a second. `system` must
/// live longer.
CameraSearch find_camera(const std::string& path, VideoSystem& system);
/// The same on this machine.
CameraSearch find_camera(const std::string& path);

}  // namespace talt::platform
