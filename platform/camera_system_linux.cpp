// SPDX-License-Identifier: EUPL-1.2
#include "platform/camera_system.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string_view>

namespace talt::platform {

namespace {

constexpr int interrupted_max = 100;  // by signals, in one call
constexpr std::string_view begins = "video";

bool is_video(std::string_view name) {
  if (!name.starts_with(begins) || name.size() == begins.size() || name.size() > begins.size() + 4)
    return false;
  return name.find_first_not_of("0123456789", begins.size()) == std::string_view::npos;
}

class LinuxVideo final : public VideoSystem {
 public:
  std::vector<std::string> devices() override {
    std::vector<int> numbers;
    DIR* folder = opendir("/dev");
    if (folder == nullptr) return {};
    while (const dirent* entry = readdir(folder))
      if (is_video(entry->d_name)) numbers.push_back(std::atoi(entry->d_name + begins.size()));
    closedir(folder);
    std::sort(numbers.begin(), numbers.end());
    std::vector<std::string> paths;
    for (const int number : numbers) paths.push_back("/dev/video" + std::to_string(number));
    return paths;
  }

  int open(const std::string& path) override {
    const int device = ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    return device < 0 ? -errno : device;
  }

  void close(int device) override { ::close(device); }

  int control(int device, unsigned long request, void* argument) override {
    for (int i = 0; i < interrupted_max; ++i) {
      const int done = ioctl(device, request, argument);
      if (done >= 0) return done;
      if (errno != EINTR) return -errno;
    }
    return -EINTR;
  }

  int map(int device, std::size_t bytes, std::uint32_t offset, void*& at) override {
    // Written too: some drivers refuse what only reads.
    at = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, device, static_cast<off_t>(offset));
    return at == MAP_FAILED ? -errno : 0;
  }

  void unmap(void* at, std::size_t bytes) override { munmap(at, bytes); }

  int wait(int device, int wait_ms) override {
    pollfd waiting{device, POLLIN, 0};
    const int ready = poll(&waiting, 1, wait_ms);
    if (ready < 0) return errno == EINTR ? 0 : -errno;
    return ready == 0 ? 0 : waiting.revents;
  }
};

}  // namespace

VideoSystem& this_machines_video() {
  static LinuxVideo video;
  return video;
}

}  // namespace talt::platform
