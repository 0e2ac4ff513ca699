// SPDX-License-Identifier: EUPL-1.2
#include "platform/screen_sdl_bell.h"

#include <fcntl.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

namespace talt::platform {

Bell::Bell(bool with_devices) : ring_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  files_.push_back({ring_, POLLIN, 0});
  if (!with_devices) return;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/dev/input", error)) {
    if (!entry.path().filename().string().starts_with("event")) continue;
    const int file = open(entry.path().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (file >= 0) files_.push_back({file, POLLIN, 0});
  }
}

Bell::~Bell() {
  for (const pollfd& file : files_) close(file.fd);
}

void Bell::ring() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(ring_, &one, sizeof one);  // full means that it rings already
}

void Bell::sleep(std::int64_t timeout_ms) {
  poll(files_.data(), files_.size(), static_cast<int>(std::clamp<std::int64_t>(timeout_ms, -1, 3'600'000)));
  char drained[4096];
  for (const pollfd& file : files_)
    while (file.revents != 0 && read(file.fd, drained, sizeof drained) > 0) {
    }
}

}  // namespace talt::platform
