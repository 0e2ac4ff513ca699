// SPDX-License-Identifier: EUPL-1.2
// How much goes into the next request on a line that may carry little at a time: at first all that may, less
// after a request that broke off or was too large, more again with each that came through. In whatever unit
// its owner counts. Pure; one thread.
#pragma once

#include <algorithm>
#include <cstddef>

namespace talt::sync {

class Portion {
 public:
  /// 1 <= `least` <= `most`.
  Portion(std::size_t least, std::size_t most) : least_(least), most_(most), size_(most) {}
  std::size_t size() const { return size_; }

  void came_through() { size_ = std::min(most_, size_ * 2); }
  /// Of a request with `sent` in it: false where no smaller one can be tried. So a series of them ends.
  [[nodiscard]] bool broke_off(std::size_t sent) {
    if (sent <= least_) return false;
    size_ = std::max(least_, sent / 4);
    return true;
  }
  /// The same, and what follows never grows beyond it again.
  [[nodiscard]] bool was_too_large(std::size_t sent) {
    if (sent <= least_) return false;
    most_ = size_ = std::max(least_, sent / 2);
    return true;
  }

 private:
  std::size_t least_, most_, size_;
};

}  // namespace talt::sync
