// SPDX-License-Identifier: EUPL-1.2
// An open file descriptor, closed with its owner. A value that moves and does not copy; any thread.
#pragma once

#include <unistd.h>

#include <utility>

namespace talt::platform {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  bool ok() const { return number_ >= 0; }
  int get() const { return number_; }

 private:
  int number_;
};

}  // namespace talt::platform
