// SPDX-License-Identifier: EUPL-1.2
// Sleeping without work where there is no window system: SDL's own wait wakes every millisecond there.
#pragma once

#include <poll.h>

#include <cstdint>
#include <vector>

namespace talt::platform {

/// Sleeps until another thread rings, or until one of the kernel's input devices has something.
class Bell {
 public:
  explicit Bell(bool with_devices);
  ~Bell();
  Bell(const Bell&) = delete;
  Bell& operator=(const Bell&) = delete;

  void ring();                          // any thread
  void sleep(std::int64_t timeout_ms);  // negative: for ever

 private:
  int ring_;
  std::vector<pollfd> files_;
};

}  // namespace talt::platform
