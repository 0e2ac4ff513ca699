// SPDX-License-Identifier: EUPL-1.2
// A real file system of its own that tests may fill. Needs root: is_mounted says whether it could be had.
#pragma once

#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <string>

#include "platform/files.h"

namespace talt::tests {

/// A file system of so many megabytes over a folder, for as long as this lives.
class SmallDisk {
 public:
  explicit SmallDisk(std::string folder, int megabytes = 48) : folder_(std::move(folder)) {
    const auto options = "size=" + std::to_string(megabytes) + "m,mode=0700";
    is_mounted_ = mount("tmpfs", folder_.c_str(), "tmpfs", 0, options.c_str()) == 0;
  }
  ~SmallDisk() {
    if (is_mounted_) umount2(folder_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  bool is_mounted() const { return is_mounted_; }

  /// Writes until not a byte is free.
  void fill() const {
    const int file = open((folder_ + "/filler").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const std::string block(4096, 'x');
    std::size_t step = block.size();
    while (step > 0)
      if (write(file, block.data(), step) <= 0) step /= 2;
    close(file);
  }
  /// Writes until no more than so many bytes are free.
  void leave(std::int64_t bytes) const {
    const int file = open((folder_ + "/filler").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const auto more = platform::free_bytes(folder_).value() - bytes;
    if (more > 0 && posix_fallocate(file, 0, more) != 0) FAIL("cannot fill the disk");
    close(file);
  }
  void make_room() const { unlink((folder_ + "/filler").c_str()); }

 private:
  std::string folder_;
  bool is_mounted_ = false;
};

}  // namespace talt::tests
