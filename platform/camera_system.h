// SPDX-License-Identifier: EUPL-1.2
// The system calls that a camera needs, and no more: tests play a whole camera behind them. Each answers 0 or
// above, or -errno. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace talt::platform {

class VideoSystem {
 public:
  virtual ~VideoSystem() = default;
  /// Paths of video devices, by number. Most are no cameras.
  virtual std::vector<std::string> devices() = 0;
  /// For reading and writing, never waiting.
  virtual int open(const std::string& path) = 0;
  virtual void close(int device) = 0;
  /// `argument` as linux/videodev2.h says of the request.
  virtual int control(int device, unsigned long request, void* argument) = 0;
  /// Shared, at `offset` of the device.
  virtual int map(int device, std::size_t bytes, std::uint32_t offset, void*& at) = 0;
  virtual void unmap(void* at, std::size_t bytes) = 0;
  /// Until a frame is there, the device failed, or the time is up: poll(2)'s events, 0 where time is up.
  virtual int wait(int device, int wait_ms) = 0;
};

VideoSystem& this_machines_video();

}  // namespace talt::platform
